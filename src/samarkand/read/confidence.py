"""How sure the reader is that a passage tells an exchange: a published sum of signals, calibrated on read documents."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Signals = Mapping[str, float]

SIGNALS: Mapping[str, str] = {
    "meaning": "log odds of the classifier that the passage asserts an exchange",
    "margin": "how far the first type lies before the second",
    "title": "log odds of the words of the title",
    "is_title": "the passage is the title itself",
    "early": "1 for the opening passage, falling towards the end of the text",
    "told": "logarithm of how many passages tell the same act",
    "rank": "logarithm of how many acts of the document are told more surely",
    "named": "a foreign party is named in the passage itself",
    "unnamed": "the foreign side is present but not named",
    "dated": "the passage gives a date of its own",
    "fits_term": "the passage uses a term of the type it was given",
    "culture": "share of the passage's topic words that belong to the fields of the codebook",
    "document": "the same share over the whole document",
    "hypothesis": "a cue of wish, condition or possibility stands in the passage",
    "negation": "a cue of negation stands in the passage",
    "background": "a cue of history or of standing text stands in the passage",
    "short": "the passage is shorter than 40 characters (20 in Han)",
    "both": "both sides are spoken of together",
}


def log_odds(probability: float) -> float:
    """Natural logarithm of the odds, cut at ±6."""
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-6.0, min(6.0, math.log(p / (1 - p))))


@dataclass(frozen=True)
class Calibration:
    """Logistic regression over the signals; `weights` may leave signals out."""

    intercept: float
    weights: Mapping[str, float]

    def confidence(self, signals: Signals) -> float:
        """A probability in 0..1 that the mention is a core event of its document."""
        total = self.intercept + sum(w * signals.get(name, 0.0) for name, w in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_calibration() -> Calibration:
    """The packaged calibration; `tools/calibrate.py` makes it."""
    row = tomllib.loads(files("samarkand.read").joinpath("calibration.toml").read_text("utf-8"))
    return Calibration(row["intercept"], row["weights"])
