"""From all mentions to exchanges and their milestones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from samarkand.domain.artefact import Artefact
from samarkand.domain.document import Document, Relations, Story
from samarkand.domain.exchange import Exchange
from samarkand.domain.mention import Mention
from samarkand.domain.milestone import Milestone
from samarkand.domain.source import Source
from samarkand.ports.encoder import Encoder
from samarkand.reconcile.evidence import Carriers
from samarkand.reconcile.group import Link, group, links
from samarkand.reconcile.merge import merge, milestones
from samarkand.reconcile.scorecard import SAME
from samarkand.reconcile.told import Told, passage, tell

VERSION = "1"


def carriers_of(
    stories: Sequence[Story],
    documents: Mapping[str, Document],
    sources: Sequence[Source],
    relations: Sequence[Relations] = (),
    artefacts: Sequence[Artefact] = (),
) -> Carriers:
    """Which sources carry each story, in whatever language: translations of one release are one witness; and which
    documents have something to show."""
    release = {r.document_id: r.release for r in relations}
    carried: dict[str, set[str]] = {}
    for story in stories:
        for d in story.documents:
            carried.setdefault(release.get(d, story.first), set()).add(documents[d].source_id)
    by_story = {s.id: sorted(carried[release.get(s.first, s.first)]) for s in stories}
    shown = frozenset(artefact.document_id for artefact in artefacts)
    return Carriers(by_story, {source.id: source for source in sources}, shown)


@dataclass(frozen=True)
class Comparison:
    """Core mentions made comparable and compared once: exchanges and bands are both drawn from it."""

    told: Sequence[Told]
    scored: Sequence[Link]
    carriers: Carriers

    def acts(self, same: float = SAME) -> Iterator[list[Told]]:
        """The mentions of one act after the other, each in order of time."""
        for positions in group(self.told, self.scored, same):
            yield [self.told[i] for i in positions]


def compare(
    mentions: Sequence[Mention],
    documents: Mapping[str, Document],
    stories: Sequence[Story],
    sources: Sequence[Source],
    encoder: Encoder,
    relations: Sequence[Relations] = (),
    artefacts: Sequence[Artefact] = (),
) -> Comparison:
    """Core mentions with their documents and vectors, in the order of their ids, and their scored pairs."""
    story_of = {d: s.id for s in stories for d in s.documents}
    core = sorted((m for m in mentions if not m.background), key=lambda m: m.id)
    vectors = encoder.encode([passage(m, documents[m.document_id]) for m in core])
    told = [tell(m, documents[m.document_id], story_of[m.document_id], v) for m, v in zip(core, vectors, strict=True)]
    return Comparison(told, links(told), carriers_of(stories, documents, sources, relations, artefacts))


def reconcile(compared: Comparison) -> tuple[list[Exchange], list[Milestone]]:
    """Every core mention stands in exactly one exchange."""
    exchanges: list[Exchange] = []
    steps: list[Milestone] = []
    for members in compared.acts():
        exchange = merge(members, compared.carriers)
        exchanges.append(exchange)
        steps += milestones(members, exchange, compared.carriers)
    return sorted(exchanges, key=lambda x: x.id), steps
