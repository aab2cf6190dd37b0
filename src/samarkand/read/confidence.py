"""How sure the reader is that a mention is an act of its document's news, rightly typed and between the right parties:
a published sum of signals, calibrated on documents held apart."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Signals = Mapping[str, float]

SIGNALS: Mapping[str, str] = {
    "sure": "log odds that the passage reports an act of the document's news",
    "words": "log odds of the same by the pieces of its words alone",
    "inside": "chance that the sentence falls under any type of the codebook at all",
    "type": "share of the first type among all types",
    "margin": "how far the first type lies before the second",
    "is_title": "the passage is the title itself",
    "second": "it is the second act of a sentence that tells two",
    "told": "logarithm of how many passages tell the same act",
    "rank": "logarithm of how many acts of the document are told more surely",
    "named": "a foreign party is named in the passage itself",
    "unnamed": "the foreign side is present but not named",
    "dated": "the passage gives a date of its own",
    "fits_term": "the passage uses a term of the type it was given",
    "hypothesis": "a cue of wish, condition or possibility stands in the passage",
    "negation": "a cue of negation stands in the passage",
    "background": "a cue of history or of standing text stands in the passage",
}


def chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


@dataclass(frozen=True)
class Calibration:
    """Logistic regression over the signals; `weights` may leave signals out."""

    intercept: float
    weights: Mapping[str, float]

    def confidence(self, signals: Signals) -> float:
        """A probability in 0..1 that the mention is a core event of its document."""
        return chance(self.intercept + sum(w * signals.get(name, 0.0) for name, w in self.weights.items()))


@cache
def load_calibration() -> Calibration:
    """The packaged calibration; `make learn` fits it."""
    row = tomllib.loads(files("samarkand.read").joinpath("calibration.toml").read_text("utf-8"))
    return Calibration(row["intercept"], row["weights"])
