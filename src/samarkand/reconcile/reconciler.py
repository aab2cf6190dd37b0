"""From all mentions to exchanges and their milestones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.artefact import Artefact
from samarkand.domain.document import Document, Relations, Story
from samarkand.domain.exchange import Exchange
from samarkand.domain.mention import Mention
from samarkand.domain.milestone import Milestone
from samarkand.domain.pair import Answer, Compared, Likeness, OpenPair, PairJudgement
from samarkand.domain.source import Source
from samarkand.ports.encoder import Encoder, Vectors
from samarkand.reconcile.blocks import Block, blocks
from samarkand.reconcile.candidates import MOST_BACK, candidates, columns
from samarkand.reconcile.evidence import Carriers
from samarkand.reconcile.group import Judged, group
from samarkand.reconcile.judged import placed
from samarkand.reconcile.known import Known, digest
from samarkand.reconcile.merge import exchange_id, merge, milestones
from samarkand.reconcile.scorecard import Scorecard, are_apart, load_scorecard, rules
from samarkand.reconcile.series import Act, joined
from samarkand.reconcile.told import Told, passage, tell
from samarkand.reconcile.umbrellas import under_parents

VERSION = "2"
_AT_ONCE = 5_000


def carriers_of(
    stories: Sequence[Story],
    sources_of: Mapping[str, str],
    sources: Sequence[Source],
    relations: Sequence[Relations] = (),
    artefacts: Sequence[Artefact] = (),
) -> Carriers:
    """Which sources carry each story, in whatever language: translations of one release are one witness; and which
    documents have something to show. `sources_of` gives the source of each document."""
    release = {r.document_id: r.release for r in relations}
    carried: dict[str, set[str]] = {}
    for story in stories:
        for d in story.documents:
            carried.setdefault(release.get(d, story.first), set()).add(sources_of[d])
    by_story = {s.id: sorted(carried[release.get(s.first, s.first)]) for s in stories}
    shown = frozenset(artefact.document_id for artefact in artefacts)
    return Carriers(by_story, {source.id: source for source in sources}, shown)


def news_of(relations: Sequence[Relations]) -> dict[str, str]:
    """For each document the first one of the same news: translations and later versions have the same."""
    rows = {r.document_id: r for r in relations}

    def first(document: str) -> str:
        seen = {document}
        while (row := rows.get(document)) and (before := row.update_of or row.release) not in seen:
            seen.add(before)
            document = before
        return document

    return {document: first(document) for document in rows}


@dataclass(frozen=True)
class Comparison:
    """Core mentions made comparable and compared once: exchanges and bands are both drawn from it.

    `looked_at` are the ids of the mentions this run compared with others; `left_out` says for each block too full to
    compare everything how many pairs were not; `aside` are judgements that name mentions no longer there.
    """

    told: Sequence[Told]
    likenesses: Sequence[Likeness]
    carriers: Carriers
    judged: Judged = Judged()
    aside: Sequence[PairJudgement] = ()
    looked_at: frozenset[str] = frozenset()
    left_out: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    digests: Sequence[Compared] = ()

    @cached_property
    def _at(self) -> Mapping[str, int]:
        return {t.mention.id: i for i, t in enumerate(self.told)}

    def acts(self, same: float | None = None) -> Iterator[Act]:
        """One act after the other, its mentions in order of time."""
        at = self._at
        threshold = load_scorecard().same if same is None else same
        scored = [(at[x.first], at[x.second], x.score) for x in self.likenesses]
        documents = [t.mention.document_id for t in self.told]
        found = group(scored, len(self.told), threshold, self.judged, documents)
        parted = [(self.told[i], self.told[j]) for i, j in self.judged.apart]
        for act in joined([[self.told[i] for i in positions] for positions in found], parted):
            yield replace(act, told=sorted(act.told, key=_order))

    def open_pairs(self, acts: Sequence[Act]) -> list[OpenPair]:
        """Pairs of acts that may be one, by their most alike mentions, the most alike first; none that a person parted."""
        act_of = {t.mention.id: at for at, act in enumerate(acts) for t in act.told}
        parted = {
            frozenset(act_of[self.told[i].mention.id] for i in pair) for pair in (*self.judged.apart, *self.judged.same)
        }
        best: dict[frozenset[int], Likeness] = {}
        for x in self.likenesses:
            pair = frozenset((act_of[x.first], act_of[x.second]))
            if len(pair) == 2 and pair not in parted and (pair not in best or best[pair].score < x.score):
                best[pair] = x
        ordered = sorted(best.values(), key=lambda x: (-x.score, x.first, x.second))
        return [self._open(x, acts, act_of) for x in ordered]

    def _open(self, x: Likeness, acts: Sequence[Act], act_of: Mapping[str, int]) -> OpenPair:
        a, b = (self.told[self._at[mention]] for mention in (x.first, x.second))
        return OpenPair(
            exchanges=(exchange_id(acts[act_of[x.first]].told), exchange_id(acts[act_of[x.second]].told)),
            mentions=(x.first, x.second),
            documents=(a.mention.document_id, b.mention.document_id),
            quotes=(a.mention.quote.text, b.mention.quote.text),
            score=x.score,
            reasons=x.reasons,
        )


def _order(told: Told) -> tuple[int, str]:
    return (told.days[0] if told.days else 0, told.mention.id)


def compare(
    mentions: Sequence[Mention],
    documents: Mapping[str, Document],
    stories: Sequence[Story],
    sources: Sequence[Source],
    encoder: Encoder,
    relations: Sequence[Relations] = (),
    artefacts: Sequence[Artefact] = (),
    *,
    judgements: Sequence[PairJudgement] = (),
    known: Known | None = None,
    sources_of: Mapping[str, str] | None = None,
    most_back: int = MOST_BACK,
) -> Comparison:
    """Core mentions in the order of their ids, and the likenesses of those that are not clearly different.

    What is `known` from an earlier run is taken from there: only mentions that are new or changed are compared, and only
    they and those they share a block with are encoded. `documents` need to hold those of the mentions alone where
    `sources_of` gives the source of every document of the stories.
    """
    story_of = {d: s.id for s in stories for d in s.documents}
    news = news_of(relations)
    core = sorted((m for m in mentions if not m.background), key=lambda m: m.id)
    nothing = np.zeros(encoder.width, np.float32)
    bare = [
        tell(m, documents[m.document_id], story_of[m.document_id], nothing, news.get(m.document_id, "")) for m in core
    ]
    said = rules(encoder.name, VERSION)
    digests = [Compared(t.mention.id, digest(t, said)) for t in bare]
    before = known or Known()
    fresh = np.fromiter((before.digests.get(c.mention_id) != c.digest for c in digests), np.bool_, len(bare))
    worth = [block for block in blocks(bare) if fresh[list(block.members)].any()]
    met = sorted({i for block in worth for i in _met(block, fresh)})
    told = _encoded(bare, met, encoder)
    found = candidates(worth, columns(told), load_scorecard(), fresh, most_back)
    stale = {c.mention_id for c, is_fresh in zip(digests, fresh, strict=True) if is_fresh}
    there = {c.mention_id for c in digests} - stale
    kept = [x for x in before.likenesses if x.first in there and x.second in there]
    judged, aside = placed(judgements, told)
    return Comparison(
        told=told,
        likenesses=sorted([*kept, *_likenesses(told, found.pairs.tolist())], key=lambda x: (x.first, x.second)),
        carriers=carriers_of(
            stories, sources_of or {d.id: d.source_id for d in documents.values()}, sources, relations, artefacts
        ),
        judged=judged,
        aside=aside,
        looked_at=frozenset(told[i].mention.id for i in met),
        left_out=found.left_out,
        digests=digests,
    )


def _met(block: Block, fresh: NDArray[np.bool_]) -> Iterator[int]:
    """Members of a block that lie within its days of a fresh one."""
    new = [day for day, i in zip(block.days, block.members, strict=True) if fresh[i]]
    days = np.asarray(block.days)
    at = np.searchsorted(new, days - block.within)
    near = np.asarray([*new, np.iinfo(np.int64).max // 2])[at] - days <= block.within
    return (i for i, is_near in zip(block.members, near, strict=True) if is_near)


def _encoded(bare: Sequence[Told], wanted: Sequence[int], encoder: Encoder) -> list[Told]:
    """All mentions, the wanted ones with vectors: rows of one array, taken in some passages at a time."""
    told = list(bare)
    vectors: Vectors = np.empty((len(wanted), encoder.width), np.float32)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        vectors[start : start + len(some)] = encoder.encode([passage(bare[i].mention, bare[i].document) for i in some])
    for i, vector in zip(wanted, vectors, strict=True):
        told[i] = replace(bare[i], vector=vector)
    return told


def _likenesses(told: Sequence[Told], pairs: Sequence[Sequence[int]]) -> Iterator[Likeness]:
    """Of the pairs those that are the same or unsure, the latter with reasons."""
    card: Scorecard = load_scorecard()
    for i, j in pairs:
        a, b = told[i], told[j]
        if are_apart(a, b):
            continue
        found = card.weigh(a, b)
        if found is None:
            continue
        score = card.score(found)
        answer = card.answer(score)
        if answer is Answer.SAME:
            yield Likeness(a.mention.id, b.mention.id, score)
        elif answer is Answer.UNSURE:
            yield Likeness(a.mention.id, b.mention.id, score, card.told(found))


@dataclass(frozen=True)
class Reconciled:
    """Every core mention stands in exactly one exchange; `open` are pairs of exchanges a person may judge."""

    exchanges: list[Exchange]
    milestones: list[Milestone]
    open: list[OpenPair]


def reconciled(compared: Comparison) -> Reconciled:
    acts = list(compared.acts())
    made: list[Exchange] = []
    steps: list[Milestone] = []
    told: dict[str, Sequence[Told]] = {}
    for act in acts:
        exchange = replace(merge(act.told, compared.carriers), occurrences=act.occurrences)
        made.append(exchange)
        told[exchange.id] = act.told
        steps += milestones(act.told, exchange, compared.carriers)
    placed_under = under_parents(sorted(made, key=lambda x: x.id), told)
    return Reconciled(placed_under, steps, compared.open_pairs(acts))


def reconcile(compared: Comparison) -> tuple[list[Exchange], list[Milestone]]:
    """The exchanges and milestones alone."""
    found = reconciled(compared)
    return found.exchanges, found.milestones
