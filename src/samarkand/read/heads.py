"""What the stage and the axes of a passage are read from: its sentence, its words, its dates, and who stands where."""

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.party import UNNAMED
from samarkand.read.axes import CUE_COLUMNS, cue_counts
from samarkand.read.candidate import Candidate
from samarkand.read.parties import is_body
from samarkand.read.where import place_of

Matrix = NDArray[np.float32]

MEANING_WEIGHT = 4.0
_STAGE_WEIGHT = 3.0
_OPENING = 6
_OPENING_WEIGHT = 2.0


def _dates(candidate: Candidate) -> list[float]:
    """Has dates; one after, one before, one around, one on the day of the document."""
    written = candidate.document.period
    periods = candidate.around.dates.at(candidate.at)
    if written is None:
        return [float(bool(periods)), 0, 0, 0, 0]
    return [
        float(bool(periods)),
        float(any(p.first > written.last for p in periods)),
        float(any(p.last < written.first for p in periods)),
        float(any(p.first <= written.first <= p.last for p in periods)),
        float(any(p.first == p.last == written.first for p in periods)),
    ]


def _sides(candidate: Candidate) -> list[float]:
    own, parties = candidate.document.country, candidate.around.sighted[candidate.at]
    named = [code for code in parties if code != UNNAMED]
    place = place_of(candidate.at, candidate.around.passages, parties, own).country
    return [
        float(len(named) > 2),
        float(len(named) == 2),
        float(UNNAMED in parties),
        float(place == own),
        float(place in named and place != own),
        float(place is None),
        float(any(map(is_body, named))),
        float(candidate.passage.has("both")),
    ]


def _opening(candidate: Candidate) -> Matrix:
    first = candidate.around.passages[:_OPENING]
    return np.asarray(_OPENING_WEIGHT * np.mean([cue_counts(p) for p in first], axis=0), dtype=np.float32)


def plain_features(candidate: Candidate) -> Matrix:
    """What needs no encoder, shape (columns,)."""
    counted = [*_dates(candidate), *cue_counts(candidate.passage), *_sides(candidate)]
    return np.concatenate([np.array(counted, dtype=np.float32), _opening(candidate)])


PLAIN_COLUMNS = 5 + CUE_COLUMNS + 8 + CUE_COLUMNS


def head_features(vectors: Matrix, words: Matrix, stages: Matrix, plain: Matrix) -> Matrix:
    """Unit vectors, general words, what the examples say of the stage, and `plain_features`, one row a candidate."""
    return np.hstack([MEANING_WEIGHT * vectors, words, _STAGE_WEIGHT * stages, plain]).astype(np.float32)
