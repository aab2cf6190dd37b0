"""What can be told of a passage before its sentence is understood: words, names, position, and the whole document."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.party import UNNAMED
from samarkand.read.candidate import Surroundings, field_share
from samarkand.read.features import general
from samarkand.read.lexicon import TERM, TOPIC
from samarkand.read.passages import Passage

Matrix = NDArray[np.float32]
Row = NDArray[np.float32]

_KINDS = ("country", "people", "city", "institution", "body")
_FLAGS = ("hypothesis", "negation", "background", "both", "foreign", "place")
_OPENING = 4
_HAN_WORTH = 2.5
"""A Han character says about as much as this many letters."""

OF_PASSAGE = 6 + 7 + len(_FLAGS) + 4 + len(_KINDS)
OF_DOCUMENT = 6


def _of_passage(at: int, around: Surroundings, odds: Sequence[float]) -> list[float]:
    passage, own, n = around.passages[at], around.context.own, len(around.passages)
    sighted = around.sighted[at]
    foreign = {code for code in passage.codes if code != own}
    length = (passage.end - passage.start) * (_HAN_WORTH if around.language.is_han else 1)
    kinds = [hit.kind for hit in passage.names]
    found = {cue.kind for cue in passage.cues}
    return [
        odds[at],
        odds[0],
        passage.number == 0,
        at,
        1 - at / max(1, n - 1),
        math.log(n),
        bool(foreign),
        len(foreign),
        UNNAMED in sighted,
        not sighted,
        len(sighted),
        around.field_share,
        field_share(passage.values(TOPIC)),
        *(flag in found for flag in _FLAGS),
        len(passage.values("stage")),
        len(passage.values(TERM)),
        math.log(length + 1),
        own in passage.codes,
        *(kinds.count(kind) for kind in _KINDS),
    ]


def _of_document(passages: Sequence[Passage], odds: Sequence[float]) -> list[float]:
    best = sorted(odds)[-2:]
    return [
        max(odds),
        sum(best) / len(best),
        max(odds[:_OPENING]),
        sum(odds) / len(odds),
        sum(p.has(TERM) for p in passages) / len(passages),
        len({code for p in passages if p.names for code in p.codes}),
    ]


def of_document(around: Surroundings, codes: tuple[str, ...]) -> Row:
    """The document as a whole: how its words look, where most and where it opens. Costs no look at single passages.

    `codes` are the types, whose own columns of `around.words` are left out.
    """
    words = general(around.words, codes)
    shared = [_of_document(around.passages, around.odds), words.mean(0), words[:_OPENING].mean(0)]
    return np.concatenate(shared).astype(np.float32)


def signals_of(around: Surroundings, codes: tuple[str, ...], shared: Row) -> Matrix:
    """A row a passage: itself, its words, and its document as `of_document` has it."""
    n = len(around.passages)
    own = np.array([_of_passage(at, around, around.odds) for at in range(n)], dtype=np.float32)
    return np.hstack([own, general(around.words, codes), np.broadcast_to(shared, (n, len(shared)))])


def known_before(rows: Matrix) -> Matrix:
    """The columns of `signals_of` that the last judgement looks at again: of the passage and of the document."""
    words = (rows.shape[1] - OF_PASSAGE - OF_DOCUMENT) // 3
    return np.hstack([rows[:, :OF_PASSAGE], rows[:, OF_PASSAGE + words : OF_PASSAGE + words + OF_DOCUMENT]])
