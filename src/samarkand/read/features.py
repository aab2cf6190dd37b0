"""What the classifier sees of a passage: its meaning as a vector, and which types' terms it uses."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.scale import Stage
from samarkand.ports.encoder import Encoder
from samarkand.read.lexicon import TERM, TOPIC, Cue

Matrix = NDArray[np.float32]
_STAGES = [stage.value for stage in Stage]
TOPICS = (
    "culture",
    "heritage",
    "education",
    "tourism",
    "media",
    "youth",
    "sport",
    "community",
    "religion",
    "economy",
    "energy_climate",
    "security",
    "diplomacy",
    "migration_aid",
    "health",
    "science_technology",
    "law_politics",
    "transport",
    "agriculture_environment",
    "disaster_accident",
)
_FLAGS = ("negation", "hypothesis", "background", "both", "foreign")
TERM_WEIGHT = 0.6
VERSION = "3"


def _counts(values: Iterable[str], order: Sequence[str]) -> NDArray[np.float32]:
    at = {value: i for i, value in enumerate(order)}
    out = np.zeros(len(order), dtype=np.float32)
    for value in values:
        if (i := at.get(value)) is not None:
            out[i] += 1
    return np.sqrt(out)


def lexical(cues: Iterable[Cue], codes: Sequence[str]) -> NDArray[np.float32]:
    """Square roots of how often each type's and each field's terms, each stage's cues, each topic's
    words and each flag occur."""
    cues = list(cues)
    terms = [cue.value for cue in cues if cue.kind == TERM]
    fields = sorted({code[0] for code in codes})
    return np.concatenate(
        [
            _counts(terms, codes),
            _counts([term[0] for term in terms], fields),
            _counts([cue.value for cue in cues if cue.kind == "stage"], _STAGES),
            _counts([cue.value for cue in cues if cue.kind == TOPIC], TOPICS),
            _counts([cue.kind for cue in cues], _FLAGS),
        ]
    )


def matrix(texts: Sequence[str], words: Matrix, encoder: Encoder) -> Matrix:
    """One row a passage: the encoder's unit vector, then its row of `words_matrix`."""
    return np.hstack([encoder.encode(texts), words]).astype(np.float32)


def words_matrix(cues: Sequence[Iterable[Cue]], codes: Sequence[str]) -> Matrix:
    """The lexical part of the features alone, which costs no encoder."""
    if not cues:
        return np.zeros((0, 0), dtype=np.float32)
    return np.asarray(TERM_WEIGHT * np.stack([lexical(c, codes) for c in cues]), dtype=np.float32)
