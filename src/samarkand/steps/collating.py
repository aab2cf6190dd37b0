"""Snapshots become documents and stories."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from samarkand.collate.attribute import SourceBook
from samarkand.collate.collator import VERSION as COLLATOR
from samarkand.collate.collator import collate_snapshots
from samarkand.collate.counted import counted
from samarkand.collate.health import source_health
from samarkand.collate.lineages import kinships
from samarkand.collate.refused import Refused
from samarkand.collate.stories import VERSION as STORIES_VERSION
from samarkand.collate.stories import Collation, relate
from samarkand.collate.tell import summary
from samarkand.collate.volumes import Tally, volumes
from samarkand.collate.weeks import VERSION as WEEKS
from samarkand.collate.weeks import source_weeks
from samarkand.domain.document import Heading, Imprint, Relations, Story
from samarkand.domain.health import SourceHealth, SourceWeek
from samarkand.domain.ids import content_id
from samarkand.domain.lead import Lead
from samarkand.domain.lineage import Kinship
from samarkand.domain.volume import Volume
from samarkand.match.stars import connected_by
from samarkand.steps.observatory import SAID, VERSION, WHOLE, Observatory
from samarkand.steps.texts import documents_of


def key(o: Observatory) -> str:
    digest = SourceBook(o.sources).digest
    versions = (VERSION, COLLATOR, STORIES_VERSION, WEEKS, o.encoder.name)
    return content_id("collate", *versions, digest, *(s.sha256 for s in o.snapshots.list()))


def work(o: Observatory) -> str:
    refused = Refused(o.tables, SAID)
    parts = collate_snapshots(
        o.snapshots, SourceBook(o.sources), o.tables, o.compute, o.progress, frozenset(o.names), refused
    )
    o.tables.keep_only("documents", parts)
    stories, relations = relate(
        Collation(parts, partial(documents_of, o.tables), o.compute, o.describe, connected_by(o.compute))
    )
    o.tables.write("stories", WHOLE, Story, stories)
    o.tables.write("relations", WHOLE, Relations, relations)
    documents = list(o.tables.read("documents", Imprint, parts))
    o.tables.write("kinships", WHOLE, Kinship, kinships(stories, {d.id: d for d in documents}))
    o.tables.write("weeks", WHOLE, SourceWeek, source_weeks(documents, o.sources))
    o.tables.write("health", WHOLE, SourceHealth, source_health(documents, stories, o.languages, o.sources))
    _count(o, parts, stories, refused)
    refused.finish()
    for line in summary(refused.first, refused.counts):
        o.progress.say(f"  {line}")
    leads = f"; {count:,} leads to texts elsewhere" if (count := sum(1 for _ in o.tables.read("leads", Lead))) else ""
    if not documents:
        return f"nothing to read was imported yet; next: samarkand import DIR FILE…{leads}"
    told = f"{len(documents):,} documents in {len(stories):,} stories"
    return f"{told}, {refused.counts.total():,} refused or doubted{leads}"


def _count(o: Observatory, parts: Sequence[str], stories: Iterable[Story], refused: Refused) -> None:
    """Volumes, and what is kept and not read or doubted."""
    copies = {d for story in stories for d in story.documents[1:]}

    def items() -> Iterator[tuple[str, frozenset[str]]]:
        for part in parts:
            yield part, frozenset(h.id for h in o.tables.read("documents", Heading, [part]) if h.id in copies)

    def tallies() -> Iterator[Tally]:
        work = partial(counted, read=partial(documents_of, o.tables), languages=o.languages)
        for part in o.compute.map(work, items()):
            refused.add(part.unread + part.doubtful)
            yield part.tally

    o.tables.write("volumes", WHOLE, Volume, volumes(tallies()))
