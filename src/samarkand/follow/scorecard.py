"""Published weights: what a passage must show to be a promise, and two passages to be about one thing."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samarkand.domain.follow_through import LinkDecision, Reason
from samarkand.domain.ids import content_id

_LIMIT = 30.0


@dataclass(frozen=True)
class Scorecard:
    """Logistic regression over features. At `auto` and above it counts, at `review` and above a person is asked."""

    intercept: float
    weights: Mapping[str, float]
    auto: float
    review: float

    def score(self, seen: Mapping[str, float]) -> float:
        """A probability in 0..1."""
        odds = self.intercept + sum(weight * seen.get(name, 0.0) for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-_LIMIT, min(_LIMIT, odds))))

    def decide(self, score: float, identified: bool) -> LinkDecision:
        """Nothing counts by itself that neither a name nor the same thing with the same side identifies."""
        if score >= self.auto and identified:
            return LinkDecision.AUTO
        return LinkDecision.REVIEW if score >= self.review else LinkDecision.NO

    def reasons(self, seen: Mapping[str, float]) -> tuple[Reason, ...]:
        """What spoke for and against, the weightiest first."""
        parts = [(name, seen.get(name, 0.0), self.weights[name]) for name in self.weights if seen.get(name)]
        ranked = sorted(parts, key=lambda p: -abs(p[1] * p[2]))
        return tuple(Reason(name, round(value, 4), round(value * weight, 4)) for name, value, weight in ranked)


def _text(name: str) -> str:
    return files("samarkand.follow").joinpath(f"{name}.toml").read_text("utf-8")


@cache
def load_scorecard(name: str) -> Scorecard:
    """`promise` or `link`."""
    row = tomllib.loads(_text(name))
    return Scorecard(row["intercept"], row["weights"], row["auto"], row["review"])


@cache
def scorecards_digest() -> str:
    return content_id("scorecards", _text("promise"), _text("link"))
