"""How likely two documents in different languages are one release: published weights on their likeness."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samarkand.collate.likeness import FEATURES


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A logistic regression; `least` is the mean chance from which documents are told to be one release."""

    start: float
    weights: tuple[float, ...]
    least: float

    def chance(self, row: Sequence[float]) -> float:
        """0 … 1, of a row in the order of FEATURES."""
        told = self.start + sum(w * x for w, x in zip(self.weights, row, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, told))))


def parse_scorecard(text: str) -> Scorecard:
    table = tomllib.loads(text)
    weights: Mapping[str, float] = table["weights"]
    if weights.keys() != set(FEATURES):
        raise ValueError(f"the scorecard weighs {sorted(weights)}; it has to weigh {sorted(FEATURES)}")
    return Scorecard(table["start"], tuple(weights[name] for name in FEATURES), table["least"])


@cache
def load_scorecard() -> Scorecard:
    return parse_scorecard(files("samarkand.collate").joinpath("release_weights.toml").read_text("utf-8"))
