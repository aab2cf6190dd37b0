"""Promises and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samarkand.codebook.types import Codebook
from samarkand.collect.exchanges import books
from samarkand.domain.artefact import Artefact
from samarkand.domain.commitment import Commitment
from samarkand.domain.document import Document, Relations, Story
from samarkand.domain.evaluation import Evaluation
from samarkand.domain.exchange import Exchange
from samarkand.domain.follow_through import FollowThrough
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention, Quantity
from samarkand.domain.milestone import Milestone
from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Grade
from samarkand.follow.attach import attached, exchange_of
from samarkand.follow.follower import VERSION as FOLLOWER
from samarkand.follow.follower import Follower
from samarkand.follow.passages import Passage
from samarkand.follow.scorecard import scorecards_digest
from samarkand.follow.words import load_words, words_digest
from samarkand.gazetteer.find import load as load_gazetteer
from samarkand.ports.encoder import Encoder
from samarkand.read.quantity import quantities_of
from samarkand.reconcile.evidence import Carriers
from samarkand.reconcile.reconciler import carriers_of
from samarkand.steps.observatory import OF_COMMITMENTS, VERSION, WHOLE, Observatory


def follower(
    codebook: Codebook,
    encoder: Encoder,
    carriers: Carriers | None = None,
    story_of: Mapping[str, str] | None = None,
) -> Follower:
    """Follows promises in the words of a codebook; graded where it is known who carries which story."""

    def quantities(passage: Passage) -> tuple[Quantity, ...]:
        return quantities_of(passage.text, passage.words.language)

    def grade(documents: Sequence[str], parties: frozenset[str]) -> Grade:
        assert carriers is not None and story_of is not None
        return carriers.of_documents({story_of[d] for d in documents}, documents, parties)

    made = Follower(load_words(codebook), load_gazetteer(), codebook, quantities, encoder=encoder)
    return replace(made, grade_of=grade) if carriers is not None and story_of is not None else made


def key(o: Observatory) -> str:
    own = (FOLLOWER, o.encoder.name, words_digest(), scorecards_digest(), o.codebook.digest)
    return content_id("follow", VERSION, *own, o.stamps.get("reconcile") or "", o.stamps.get("review") or "")


def work(o: Observatory) -> str:
    stories = list(o.tables.read("stories", Story))
    documents = {d.id: d for d in o.tables.read("documents", Document)}
    mentions = {m.id: m for name in ("queue", "mentions") for m in o.tables.read(name, Mention)}
    relations, artefacts = list(o.tables.read("relations", Relations)), list(o.tables.read("artefacts", Artefact))
    carriers = carriers_of(
        stories,
        {d.id: d.source_id for d in documents.values()},
        books.with_keepers(o.sources, o.tables),
        relations,
        artefacts,
    )
    tells = follower(o.codebook, o.encoder, carriers, {d: s.id for s in stories for d in s.documents})
    first = [documents[s.first] for s in stories]
    as_of = max((d.period.last for d in first if d.period), default=o.clock.now().date())
    found = attached(
        tells.follow(tells.archive(first, mentions.values()), as_of),
        exchange_of(o.tables.read("exchanges", Exchange), mentions),
    )
    o.tables.write("commitments", WHOLE, Commitment, found.commitments)
    o.tables.write("milestones", OF_COMMITMENTS, Milestone, found.milestones)
    o.tables.write("follow_through", WHOLE, FollowThrough, found.links)
    o.tables.write("evaluations", WHOLE, Evaluation, found.evaluations)
    o.tables.write("refusals", OF_COMMITMENTS, Refusal, found.refusals)
    vague = len(found.evaluations)
    return f"{len(found.commitments):,} commitments, {len(found.links):,} links weighed; {vague:,} promises nobody can test"
