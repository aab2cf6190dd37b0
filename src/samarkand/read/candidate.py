"""A document split into passages, and those of its passages that may tell an exchange."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from samarkand.codebook.languages import FIELD_TOPICS, Language
from samarkand.domain.document import Document
from samarkand.read.dated import Dates
from samarkand.read.lexicon import TOPIC
from samarkand.read.parties import Context, Sight, in_sight, sight_of
from samarkand.read.passages import Passage

Row = NDArray[np.float32]


@dataclass(frozen=True)
class Surroundings:
    """A document as passages. `words` has a row of lexical features for each, `chances` what they alone make of it."""

    document: Document
    passages: Sequence[Passage]
    language: Language
    context: Context
    words: Row
    chances: Row

    @cached_property
    def odds(self) -> list[float]:
        """Log odds of `chances`, cut as `log_odds` cuts them."""
        chances = np.clip(self.chances.astype(np.float64), 1e-4, 1 - 1e-4)
        return [float(odds) for odds in np.log(chances / (1 - chances)).tolist()]

    @cached_property
    def dates(self) -> Dates:
        return Dates(self.passages, self.language, self.document.period)

    @cached_property
    def sighted(self) -> list[tuple[str, ...]]:
        """The parties a rule sees at each passage."""
        pairs = zip(self.passages, (None, *self.passages), strict=False)
        return [in_sight(passage, before, self.context) for passage, before in pairs]

    @cached_property
    def field_share(self) -> float:
        """Share of the document's topic words that belong to the codebook's fields."""
        return field_share(value for passage in self.passages for value in passage.values(TOPIC))


@dataclass(frozen=True)
class Candidate:
    """`at` is the position of the passage, `signals` its row of them, `gate` the log odds they give."""

    around: Surroundings
    at: int
    signals: Row
    gate: float

    @property
    def passage(self) -> Passage:
        return self.around.passages[self.at]

    @property
    def document(self) -> Document:
        return self.around.document

    @cached_property
    def sight(self) -> Sight:
        return sight_of(self.at, self.around.passages, self.around.context)


def log_odds(probability: float) -> float:
    """Natural logarithm of the odds, cut at about ±9."""
    p = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def field_share(topics: Iterable[str]) -> float:
    """Between 0 and 1; one half where nothing speaks, and close to it where little does."""
    counts = Counter(topics)
    ours = sum(n for topic, n in counts.items() if topic in FIELD_TOPICS)
    return (ours + 0.5) / (sum(counts.values()) + 1.0)
