"""What is counted in a passage's words: the terms of each type and field, stage cues, topics and flags."""

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from samarkand.codebook.fields import FIELDS
from samarkand.domain.scale import Stage
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
VERSION = "6"
"""Changes with what is counted here or in `pieces`."""


def _places(codes: Sequence[str]) -> dict[tuple[str, str], int]:
    """Where each kind of cue and value is counted; types first, what does not depend on the types after them."""
    general = [
        *(("field", field) for field in FIELDS),
        *(("stage", stage) for stage in _STAGES),
        *((TOPIC, topic) for topic in TOPICS),
        *((flag, "") for flag in _FLAGS),
    ]
    return {key: i for i, key in enumerate([*((TERM, code) for code in codes), *general])}


class _Columns(dict[tuple[str, str], tuple[int, ...]]):
    """Where a cue is counted, by its kind and value: mostly nowhere or once, a term also with its field."""

    def __init__(self, codes: Sequence[str]) -> None:
        self._places = _places(codes)
        self.width = len(self._places)

    def __missing__(self, cue: tuple[str, str]) -> tuple[int, ...]:
        kind, value = cue
        keys = [(kind, "" if kind in _FLAGS else value), *([("field", value[0])] if kind == TERM else [])]
        self[cue] = columns = tuple(self._places[key] for key in keys if key in self._places)
        return columns


_columns = cache(_Columns)


def words_matrix(cues: Sequence[Iterable[Cue]], codes: Sequence[str]) -> Matrix:
    """One row a passage: square roots of how often each type's and field's terms, each stage's cues, each topic's words
    and each flag occur. Needs no encoder."""
    columns = _columns(tuple(codes))
    width = columns.width
    cells = [row * width + at for row, found in enumerate(cues) for cue in found for at in columns[cue[2:]]]
    counts = np.bincount(cells, minlength=len(cues) * width) if cells else np.zeros(len(cues) * width)
    return np.asarray(TERM_WEIGHT * np.sqrt(counts.astype(np.float32)), dtype=np.float32).reshape(len(cues), width)


def general(words: Matrix, codes: Sequence[str]) -> Matrix:
    """The columns that mean the same whatever the types are called."""
    return words[:, len(codes) :]
