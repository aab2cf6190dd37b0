"""Two readings of one document, the local one and a second opinion, to one.

The second opinion decides about what the local reader is unsure of, fills what it left open, and adds what it missed.
It takes nothing away: what it does not confirm goes to review.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from samarkand.domain.mention import Mention
from samarkand.domain.party import named
from samarkand.read.excerpt import overlap

WEIGHT = 3.0
"""By how much one opinion moves the odds of a mention. No language model's answers have been scored on gold yet, so this
is a choice, not a measurement. At the default threshold it makes those mentions unsure whose confidence lies between
0.13 and 0.56: below, one of 47 was right on the gold; above, three of four were."""


def _odds(confidence: float) -> float:
    return confidence / (1 - confidence) if confidence < 1 else math.inf


def is_unsure(mention: Mention, threshold: float) -> bool:
    """Could one opinion move it over the threshold, up or down?"""
    odds, limit = _odds(mention.confidence), _odds(threshold)
    return limit / WEIGHT < odds < limit * WEIGHT


def is_incomplete(mention: Mention, threshold: float) -> bool:
    """Does it count as news without saying when or where?"""
    is_counted = mention.confidence >= threshold and not mention.background
    return is_counted and (mention.period is None or mention.place.country is None)


def _agreed(confidence: float, threshold: float) -> float:
    """The odds times the weight of one opinion, which lifts an unsure mention over the threshold."""
    odds = _odds(confidence) * WEIGHT
    return max(round(odds / (1 + odds), 4), threshold)


def _below(confidence: float, threshold: float) -> float:
    """The odds divided by the weight of one opinion, which leaves an unsure mention under the threshold."""
    odds = _odds(confidence) / WEIGHT
    return min(round(odds / (1 + odds), 4), math.nextafter(threshold, 0.0))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The mentions in the order of the text; how many were confirmed, doubted, completed, added, or kept as they were."""

    mentions: list[Mention]
    counts: Counter[str]


def _agree(local: Mention, told: Mention) -> bool:
    """The same field, and a party in common: the same act, read twice."""
    return local.type[0] == told.type[0] and bool(named(local.parties) & named(told.parties))


def _pairs(local: Sequence[Mention], told: Sequence[Mention], threshold: float) -> dict[int, int]:
    """Which event of the second opinion goes with which local mention.

    First those that are the same mention, then those that read the same act in the same place; then any that stand where
    the local reader was unsure.
    """

    def same(a: Mention, b: Mention) -> bool:
        return a.id == b.id

    def unsure(a: Mention, b: Mention) -> bool:
        return is_unsure(a, threshold)

    out: dict[int, int] = {}
    tests: tuple[Callable[[Mention, Mention], bool], ...] = (same, _agree, unsure)
    for fits in tests:
        for j, event in enumerate(told):
            if j in out.values():
                continue
            shared = {
                i: overlap(mention.quote, event.quote)
                for i, mention in enumerate(local)
                if i not in out and fits(mention, event)
            }
            best = max(shared, key=lambda i: shared[i], default=None)
            if best is not None and shared[best] > 0:
                out[best] = j
    return out


def _replaced(local: Mention, told: Mention, threshold: float) -> Mention:
    """The second reading, with what only the local one looks for; the first choice of type stays as the second."""
    others = dict.fromkeys((local.type, *local.alt_types))
    return replace(
        told,
        confidence=_agreed(local.confidence, threshold),
        alt_types=tuple(code for code in others if code != told.type)[:2],
        organisations=local.organisations,
        initiative=local.initiative,
        axes=replace(told.axes, quantity=local.axes.quantity, themes=local.axes.themes),
    )


def _completed(local: Mention, told: Mention) -> Mention:
    """A sure mention keeps all it says; only a missing date or place is taken over."""
    period = local.period or told.period
    place = local.place if local.place.country else told.place
    if not place.country:
        place = local.place
    if (period, place) == (local.period, local.place):
        return local
    return replace(local, period=period, place=place, read_by=f"{local.read_by}+{told.read_by}")


def _weighed(mention: Mention, event: Mention | None, threshold: float) -> tuple[Mention, str]:
    """A local mention after the second opinion on it, and what became of it."""
    if is_unsure(mention, threshold):
        if event:
            return _replaced(mention, event, threshold), "confirmed"
        if mention.confidence >= threshold:
            return replace(mention, confidence=_below(mention.confidence, threshold)), "doubted"
    elif event and is_incomplete(mention, threshold) and (fuller := _completed(mention, event)) != mention:
        return fuller, "completed"
    return mention, "kept"


def weigh_opinions(local: Sequence[Mention], told: Sequence[Mention], threshold: float) -> Outcome:
    """One list of mentions; what the second opinion adds has the least confidence that counts."""
    pairs = _pairs(local, told, threshold)
    weighed = [_weighed(mention, told[pairs[i]] if i in pairs else None, threshold) for i, mention in enumerate(local)]
    counts = Counter(what for _, what in weighed)
    out = [mention for mention, _ in weighed]
    there = {mention.id for mention in out}
    added = [event for j, event in enumerate(told) if j not in pairs.values() and event.id not in there]
    counts["added"] = len(added)
    return Outcome(sorted([*out, *added], key=lambda m: m.quote.start), counts)
