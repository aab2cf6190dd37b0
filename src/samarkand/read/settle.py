"""Readings of passages to the mentions of a document: one act is told once, the news before the history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samarkand.domain.mention import Mention
from samarkand.domain.party import named

MAX_MENTIONS = 8
SAME_PARTIES = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention and the number of the passage it was read from."""

    passage: int
    mention: Mention


def _overlap(a: Mention, b: Mention) -> float:
    left, right = named(a.parties), named(b.parties)
    return len(left & right) / len(left | right) if left or right else 0.0


def _same_act(a: Mention, b: Mention) -> bool:
    """Same type (or each other's second choice), parties that overlap, and days that do not contradict."""
    kinds = {a.type, *a.alt_types} & {b.type, *b.alt_types}
    if not kinds or a.type[0] != b.type[0] or _overlap(a, b) < SAME_PARTIES:
        return False
    return not (a.period and b.period and a.period.days_apart(b.period) > 31)


def _completed(best: Mention, other: Mention) -> Mention:
    """What the stronger reading leaves out, the weaker one of the same act may say."""
    place = best.place if best.place.country else other.place
    organisations = tuple(dict.fromkeys((*best.organisations, *other.organisations)))[:6]
    return replace(best, place=place, period=best.period or other.period, organisations=organisations,
                   background=best.background and other.background)


def settle(readings: Sequence[Reading]) -> list[Mention]:
    """Strongest first to decide what is one act; then in the order of the text, at most eight."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (-r.mention.confidence, r.passage)):
        for i, held in enumerate(kept):
            if _same_act(held.mention, reading.mention):
                kept[i] = replace(held, mention=_completed(held.mention, reading.mention))
                break
        else:
            kept.append(reading)
    kept.sort(key=lambda r: (r.mention.background, -r.mention.confidence, r.passage))
    return [r.mention for r in sorted(kept[:MAX_MENTIONS], key=lambda r: r.mention.quote.start)]
