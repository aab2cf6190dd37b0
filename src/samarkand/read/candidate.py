"""A passage that may tell an exchange, with what its document says around it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from samarkand.codebook.languages import FIELD_TOPICS, Language
from samarkand.domain.document import Document
from samarkand.read.lexicon import TOPIC
from samarkand.read.passages import Passage

Row = NDArray[np.float32]


@dataclass(frozen=True)
class Surroundings:
    """A document split into passages, once for all its candidates.

    `title` is the chance that the opening passage tells an exchange, from its words alone.
    """

    document: Document
    passages: Sequence[Passage]
    language: Language
    title: float

    @cached_property
    def field_share(self) -> float:
        """Share of the document's topic words that belong to the codebook's fields."""
        return field_share(value for passage in self.passages for value in passage.values(TOPIC))


@dataclass(frozen=True)
class Candidate:
    """`at` is the position of the passage, `parties` who could be taking part, `words` its lexical features."""

    around: Surroundings
    at: int
    parties: tuple[str, ...]
    words: Row

    @property
    def passage(self) -> Passage:
        return self.around.passages[self.at]

    @property
    def document(self) -> Document:
        return self.around.document


def field_share(topics: Iterable[str]) -> float:
    """Between 0 and 1; one half where nothing speaks, and close to it where little does."""
    counts = Counter(topics)
    ours = sum(n for topic, n in counts.items() if topic in FIELD_TOPICS)
    return (ours + 0.5) / (sum(counts.values()) + 1.0)
