"""From all mentions to exchanges and their milestones."""

from collections.abc import Mapping, Sequence

from samarkand.domain.document import Document, Story
from samarkand.domain.exchange import Exchange
from samarkand.domain.mention import Mention
from samarkand.domain.milestone import Milestone
from samarkand.domain.source import Source
from samarkand.ports.encoder import Encoder
from samarkand.reconcile.evidence import Carriers
from samarkand.reconcile.group import group
from samarkand.reconcile.merge import merge, milestones
from samarkand.reconcile.told import Told, tell

VERSION = "1"


def carriers_of(stories: Sequence[Story], documents: Mapping[str, Document], sources: Sequence[Source]) -> Carriers:
    """Which sources carry each story."""
    by_story = {s.id: sorted({documents[d].source_id for d in s.documents}) for s in stories}
    return Carriers(by_story, {source.id: source for source in sources})


def gather(
    mentions: Sequence[Mention], documents: Mapping[str, Document], stories: Sequence[Story], encoder: Encoder
) -> list[Told]:
    """Core mentions with their documents and vectors, in the order of their ids."""
    story_of = {d: s.id for s in stories for d in s.documents}
    core = sorted((m for m in mentions if not m.background), key=lambda m: m.id)
    vectors = encoder.encode([m.quote.text for m in core])
    return [tell(m, documents[m.document_id], story_of[m.document_id], v) for m, v in zip(core, vectors, strict=True)]


def reconcile(
    mentions: Sequence[Mention],
    documents: Mapping[str, Document],
    stories: Sequence[Story],
    sources: Sequence[Source],
    encoder: Encoder,
) -> tuple[list[Exchange], list[Milestone]]:
    """Every core mention stands in exactly one exchange."""
    told = gather(mentions, documents, stories, encoder)
    carriers = carriers_of(stories, documents, sources)
    exchanges: list[Exchange] = []
    steps: list[Milestone] = []
    for positions in group(told):
        members = [told[i] for i in positions]
        exchange = merge(members, carriers)
        exchanges.append(exchange)
        steps += milestones(members, exchange, carriers)
    return sorted(exchanges, key=lambda x: x.id), steps
