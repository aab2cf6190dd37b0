"""The verdict on two names: features weighed by a published scorecard, and every reason as a sentence."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from samarkand.reconcile.organisations.features import Feature, Named, features
from samarkand.reconcile.organisations.writing import table

FEATURES = (
    "known_same", "known_apart", "letters_same", "acronym", "kind_same", "kind_near", "kind_differ", "kind_missing",
    "field_same", "field_differ", "rank_same", "rank_differ", "rank_clash", "point_same", "point_differ", "number_same",
    "number_differ", "place_same", "place_apart", "place_lone", "name_same", "name_near", "name_apart", "name_lone",
    "dedication_lone", "characters_differ", "country_same", "country_differ",
)  # fmt: skip
_TELLING = frozenset({"known_same", "acronym", "place_same", "name_same", "point_same"})
"""Without one of these, two names of common words could be of two places."""
_DIFFERING = frozenset({"kind_near", "kind_missing", "field_differ", "rank_differ", "rank_clash", "name_near"})
"""With nothing but the country in common, each of these leaves open which of its institutions is meant."""

NOT_TOLD = "nothing in the names or the countries tells which of several it is"


class Answer(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is 0 … 1: how likely the two names are one institution."""

    answer: Answer
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    start: float
    same: float
    different: float
    weights: Mapping[str, float]
    reasons: Mapping[str, str]

    def score(self, found: Sequence[Feature]) -> float:
        """0 … 1; held below `same` where nothing tells which of several institutions is meant."""
        weights = self.weights
        told = self.start + sum(weights[f.name] * f.value for f in found)
        chance = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, told))))
        if chance >= self.same and is_open(f.name for f in found):
            return math.nextafter(self.same, 0.0)
        return chance

    def answer(self, score: float) -> Answer:
        if score >= self.same:
            return Answer.SAME
        return Answer.DIFFERENT if score < self.different else Answer.UNSURE


def is_open(found: Iterable[str]) -> bool:
    """True where nothing tells which of several institutions is meant."""
    seen = set(found)
    if seen & _TELLING:
        return False
    return "country_same" not in seen or bool(seen & _DIFFERING)


def parse_scorecard(rows: Mapping[str, object]) -> Scorecard:
    told = rows["features"]
    if not isinstance(told, dict) or told.keys() != set(FEATURES):
        raise ValueError(f"the scorecard has to weigh {', '.join(FEATURES)}, each once")
    return Scorecard(
        float(str(rows["start"])),
        float(str(rows["same"])),
        float(str(rows["different"])),
        {name: float(row["weight"]) for name, row in told.items()},
        {name: str(row["reason"]) for name, row in told.items()},
    )


@cache
def load_scorecard() -> Scorecard:
    return parse_scorecard(table("scorecard.toml"))


def score(a: Named, b: Named) -> float:
    """How likely the two names are one institution, without saying why."""
    return load_scorecard().score(features(a, b))


def same(a: Named, b: Named) -> Verdict:
    """The verdict with its reasons, the weightiest first."""
    card = load_scorecard()
    found = features(a, b)
    value = card.score(found)
    ordered = sorted(found, key=lambda f: -abs(card.weights[f.name] * f.value))
    reasons = [card.reasons[f.name].format(f.first, f.second) for f in ordered]
    if is_open(f.name for f in found):
        reasons.append(NOT_TOLD)
    return Verdict(card.answer(value), value, tuple(reasons))
