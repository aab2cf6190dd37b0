"""Readings of passages to the mentions of a document: one act is told once, the news before the history."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from samarkand.domain.mention import Axes, Mention
from samarkand.domain.party import named
from samarkand.domain.quote import MAX_QUOTE, Quote
from samarkand.match.overlap import jaccard
from samarkand.read.confidence import Calibration, Signals

MAX_MENTIONS = 8
SAME_PARTIES = 0.5
NEARLY = 0.3
MAX_ORGANISATIONS = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention, the number of the passage it was read from, and what speaks for it.

    `organisations` and `axes` are looked for in the passage only when asked for: most readings are merged or dropped.
    """

    passage: int
    mention: Mention
    signals: Signals
    organisations: Callable[[], tuple[str, ...]] = tuple
    axes: Callable[[], Axes] = Axes


def _same_act(a: Mention, b: Mention) -> bool:
    """Same type (or each other's second choice), parties that overlap, and days that do not contradict."""
    kinds = {a.type, *a.alt_types} & {b.type, *b.alt_types}
    if not kinds or a.type[0] != b.type[0] or jaccard(named(a.parties), named(b.parties)) < SAME_PARTIES:
        return False
    return not (a.period and b.period and a.period.days_apart(b.period) > 31)


def _completed(best: Mention, other: Mention) -> Mention:
    """What the stronger reading leaves out, the weaker one of the same act may say."""
    place = best.place if best.place.country else other.place
    period = best.period or other.period
    initiative = tuple(dict.fromkeys((*best.initiative, *other.initiative)))
    background = best.background and other.background
    return replace(best, place=place, period=period, background=background, initiative=initiative)


def _is_home(act: Sequence[Reading], reading: Reading) -> bool:
    """Two readings of one passage tell two acts."""
    return reading.passage not in (r.passage for r in act) and _same_act(act[0].mention, reading.mention)


def _acts(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Readings by act; the first of each is the surest and keeps the quote."""
    acts: list[list[Reading]] = []
    for reading in sorted(readings, key=lambda r: (-r.mention.confidence, r.passage)):
        home = next((act for act in acts if _is_home(act, reading)), None)
        if home is None:
            acts.append([reading])
        else:
            home.append(reading)
    return acts


def _widened(mention: Mention, act: Sequence[Reading], whole: str) -> Mention:
    """The quote takes in the sentences beside it that tell the same act nearly as surely, as far as a quote may reach."""
    best = act[0]
    start, end = mention.quote.start, mention.quote.end
    for other in sorted(act[1:], key=lambda r: r.passage):
        beside = abs(other.passage - best.passage) == 1 and 0 not in (other.passage, best.passage)
        if beside and other.mention.confidence >= NEARLY * best.mention.confidence:
            low, high = min(start, other.mention.quote.start), max(end, other.mention.quote.end)
            if high - low <= MAX_QUOTE:
                start, end = low, high
    return replace(mention, quote=Quote(mention.document_id, start, end, whole[start:end]))


def _furnished(mention: Mention, act: Sequence[Reading]) -> Mention:
    """With the organisations of all that tell the act and the axes of the surest."""
    names = dict.fromkeys(name for reading in act for name in reading.organisations())
    return replace(mention, organisations=tuple(names)[:MAX_ORGANISATIONS], axes=act[0].axes())


def settle(
    readings: Sequence[Reading], calibration: Calibration, whole: str, floor: float = 0.0
) -> list[tuple[Mention, Signals]]:
    """One mention an act, with its calibrated confidence, at most eight, in the order of the text, none under `floor`."""
    out: list[tuple[Mention, Signals, list[Reading]]] = []
    for rank, act in enumerate(_acts(readings)):
        mention = _widened(reduce(_completed, (r.mention for r in act[1:]), act[0].mention), act, whole)
        signals = {**act[0].signals, "told": math.log(len(act)), "rank": math.log1p(rank)}
        out.append((replace(mention, confidence=round(calibration.confidence(signals), 4)), signals, act))
    out.sort(key=lambda told: (told[0].background, -told[0].confidence, told[0].quote.start))
    kept = sorted(out[:MAX_MENTIONS], key=lambda told: told[0].quote.start)
    return [(_furnished(mention, act), signals) for mention, signals, act in kept if mention.confidence >= floor]
