"""Readings and judgements to what counts and what waits.

A judgement finds its reading by the quote and by the type or the parties, so that another threshold, other
confidences or other weights do not undo it. What a person accepted or edited counts as that person left it,
whatever the reader says of the passage now, or even if it says nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from samarkand.consult.homes import Homes, locate
from samarkand.domain.judgement import Decision, Judgement
from samarkand.domain.mention import Mention
from samarkand.domain.party import named
from samarkand.domain.quote import Quote


class Standing(StrEnum):
    COUNTED = "counted"
    QUEUED = "queued"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Case:
    """A mention as it stands, as the reader has it, and the judgement that holds, if any; `ids` it went by before."""

    mention: Mention
    read: Mention
    standing: Standing
    judgement: Judgement | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything read or judged, and the judgements whose words are no longer in the text or whose type is no longer in the codebook."""

    cases: tuple[Case, ...]
    aside: tuple[Judgement, ...] = ()

    @property
    def mentions(self) -> list[Mention]:
        return [c.mention for c in self.cases if c.standing is Standing.COUNTED]

    @property
    def queue(self) -> list[Mention]:
        return [c.mention for c in self.cases if c.standing is Standing.QUEUED]

    @property
    def by_id(self) -> Mapping[str, Sequence[Case]]:
        """By any id a case goes by or went by; what stands comes first. An edit can make two cases one mention."""
        out: defaultdict[str, list[Case]] = defaultdict(list)
        for case in sorted(self.cases, key=lambda c: c.standing is Standing.OUT):
            for known in dict.fromkeys((case.mention.id, case.read.id, *case.ids)):
                out[known].append(case)
        return out


@dataclass(frozen=True, slots=True)
class _Placed:
    """The latest judgement of a subject, where its quote stands, and the ids its mention went by."""

    judgement: Judgement
    quote: Quote
    ids: tuple[str, ...]

    @property
    def read(self) -> Mention:
        return replace(self.judgement.read, quote=self.quote)

    def agreement(self, reading: Mention) -> tuple[bool, int, int]:
        """The very mention; how many of type and parties agree; how many characters overlap. Zeros for no match."""
        own, left = self.judgement.read, self.judgement.values
        overlap = min(self.quote.end, reading.quote.end) - max(self.quote.start, reading.quote.start)
        agree = (reading.type in (own.type, left.type)) + (
            named(reading.parties) in (named(own.parties), named(left.parties))
        )
        return (self.read.id == reading.id, agree, overlap) if overlap > 0 and agree else (False, 0, 0)

    def case(self, reading: Mention | None) -> Case:
        judgement, read = self.judgement, reading or self.read
        if judgement.decision is Decision.UNSURE and reading:
            return Case(replace(reading, judged=judgement.words), read, Standing.QUEUED, judgement, self.ids)
        standing = Standing.COUNTED if judgement.decision.counts else Standing.OUT
        return Case(judgement.mention_at(self.quote), read, standing, judgement, self.ids)


def judge(
    readings: Iterable[Mention], judgements: Sequence[Judgement], homes: Homes, threshold: float, types: Set[str]
) -> Judged:
    """Cases in the order of the readings, then what is known from judgements alone. `types` are the codebook's."""
    read = list(readings)
    placed, aside = _placed(judgements, homes, types)
    held, absorbed = _assigned(read, placed)
    cases: list[Case] = []
    for at, reading in enumerate(read):
        if at in held:
            cases.append(held[at].case(reading))
        elif at in absorbed:
            cases.append(_told_twice(absorbed[at], reading))
        else:
            standing = Standing.COUNTED if reading.confidence >= threshold else Standing.QUEUED
            cases.append(Case(reading, reading, standing))
    met = {p.judgement.subject for p in held.values()}
    cases += [p.case(None) for p in placed if p.judgement.subject not in met]
    return Judged(tuple(_once(cases)), tuple(aside))


def _placed(judgements: Sequence[Judgement], homes: Homes, types: Set[str]) -> tuple[list[_Placed], list[Judgement]]:
    chains: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in sorted(judgements, key=lambda j: j.when):
        chains[judgement.subject].append(judgement)
    placed, aside = [], []
    for subject in sorted(chains):
        latest = chains[subject][-1]
        quote = locate(latest.read.quote, homes.get(latest.read.document_id, ()))
        if quote is None or (latest.decision.counts and latest.values.type not in types):
            aside.append(latest)
            continue
        ids = dict.fromkeys(i for j in chains[subject] for i in (j.subject, j.mention_id, j.read.id))
        placed.append(_Placed(latest, quote, tuple(ids)))
    return placed, aside


def _assigned(read: Sequence[Mention], placed: Sequence[_Placed]) -> tuple[dict[int, _Placed], dict[int, _Placed]]:
    """Each judgement to the one reading it fits best, by position; then what else tells exactly the same act."""
    positions: defaultdict[str, list[int]] = defaultdict(list)
    judged = {p.quote.document_id for p in placed}
    for at, reading in enumerate(read):
        if reading.document_id in judged:
            positions[reading.document_id].append(at)
    pairs = [(p.agreement(read[at]), p, at) for p in placed for at in positions[p.quote.document_id]]
    pairs = sorted(
        (pair for pair in pairs if pair[0][1]), key=lambda pair: (pair[0], pair[1].judgement.when), reverse=True
    )
    held: dict[int, _Placed] = {}
    met: set[str] = set()
    for _, one, at in pairs:
        if at not in held and one.judgement.subject not in met:
            held[at] = one
            met.add(one.judgement.subject)
    absorbed: dict[int, _Placed] = {}
    for (_, agree, _), one, at in pairs:
        if agree == 2 and at not in held:
            absorbed.setdefault(at, one)
    return held, absorbed


def _told_twice(placed: _Placed, reading: Mention) -> Case:
    """A second reading of a judged act: it waits with an unsure one, else it adds nothing."""
    if placed.judgement.decision is Decision.UNSURE:
        return placed.case(reading)
    return Case(reading, reading, Standing.OUT, placed.judgement)


def _once(cases: Sequence[Case]) -> Iterator[Case]:
    """An edit may turn one mention into another: the one last judged stands, and the other is out."""
    standing: dict[str, Case] = {}
    for case in cases:
        if case.judgement is None or case.standing is Standing.OUT:
            continue
        other = standing.get(case.mention.id)
        if other is None or other.judgement is None or other.judgement.when <= case.judgement.when:
            standing[case.mention.id] = case
    for case in cases:
        is_other = standing.get(case.mention.id, case) is not case
        yield replace(case, standing=Standing.OUT) if is_other else case
