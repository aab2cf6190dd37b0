"""What decides whether two texts are copies: the pieces they share, and whether the facts in them agree."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from samarkand.collate.fingerprints import CHUNK, text_of
from samarkand.collate.profile import names
from samarkand.domain.document import Document
from samarkand.text.shingles import Pieces, as_set, containment, runs

HELD, EDITED = 0.8, 0.6
HELD_LATE = 0.92
SHORT = 40
NEAR, LATE = 3, 31
LIKE_LENGTH = 2.0
OTHER_LATE, OTHER, OTHER_NEAR, OTHER_NAMES = 0.1, 0.2, 0.34, 0.25
RIVAL_SIZE, RIVAL_FORMS = 1.5, 8
_FIGURE = re.compile(r"\d+(?:[.,'’\u00a0\u202f٫٬]\d+)*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What decides whether two texts are copies; `days` are ordinals, (first, last).

    `figures` are the pieces with a figure in them, `forms` the same ones with the figures blotted out.
    """

    pieces: Pieces
    figures: Pieces
    forms: Pieces
    names: frozenset[str]
    days: tuple[int, int] | None


def _unmarked(figure: re.Match[str]) -> str:
    """Without marks of thousands and fractions, which copying changes."""
    return re.sub(r"\D", "", figure[0])


def piece_sets(documents: Sequence[Document]) -> list[Pieces]:
    """The pieces of each text, rising."""
    return _sets([text_of(d) for d in documents])


def _plain(document: Document) -> str:
    return _FIGURE.sub(_unmarked, text_of(document))


def _sets(texts: Sequence[str]) -> list[Pieces]:
    out: list[Pieces] = []
    for at in range(0, len(texts), CHUNK):
        found, offsets = runs(texts[at : at + CHUNK])
        out += [as_set(found[a:b]) for a, b in pairwise(offsets.astype(np.int64).tolist())]
    return out


def evidence(documents: Sequence[Document]) -> list[Evidence]:
    texts = [_plain(d) for d in documents]
    told, blotted = _sets(texts), _sets([_FIGURE.sub("0", t) for t in texts])
    return [_evidence(*each) for each in zip(documents, texts, told, blotted, strict=True)]


def _evidence(document: Document, text: str, told: Pieces, blotted: Pieces) -> Evidence:
    period = document.period
    return Evidence(
        told,
        np.setdiff1d(told, blotted, assume_unique=True),
        np.setdiff1d(blotted, told, assume_unique=True),
        frozenset(names(text)),
        (period.first.toordinal(), period.last.toordinal()) if period else None,
    )


def _common(a: Pieces, b: Pieces) -> int:
    return len(np.intersect1d(a, b, assume_unique=True))


def other_figures(a: Evidence, b: Evidence) -> float:
    """The share of the figures in the same words around them that are not the same."""
    in_same_words = _common(a.forms, b.forms)
    same = _common(a.figures, b.figures)
    return max(0.0, 1.0 - same / in_same_words) if in_same_words else 0.0


def other_names(a: Evidence, b: Evidence) -> float:
    """The share of the names that each says and the other does not: 0 where one says all that the other does."""
    few = min(len(a.names), len(b.names))
    return min(len(a.names - b.names), len(b.names - a.names)) / few if few else 0.0


def days_apart(a: tuple[int, int] | None, b: tuple[int, int] | None) -> int | None:
    return max(0, a[0] - b[1], b[0] - a[1]) if a and b else None


def compared(a: Evidence, b: Evidence) -> tuple[float, bool, bool]:
    """The share of the shorter text's pieces that the other holds; whether that makes them copies; or rivals.

    Four fifths make copies, or three fifths of a text of like length, where the facts agree: a form filled in with other
    figures is another text, a rival. The later one comes, the more it has to be the same.
    """
    if len(a.pieces) == len(b.pieces) and np.array_equal(a.pieces, b.pieces):
        return 1.0, True, False
    share = containment(a.pieces, b.pieces)
    if share < EDITED:
        return share, False, False
    days = days_apart(a.days, b.days)
    few, many = sorted((len(a.pieces), len(b.pieces)))
    others = other_figures(a, b)
    if others > OTHER_NEAR:
        return share, False, many <= RIVAL_SIZE * few and _common(a.forms, b.forms) >= RIVAL_FORMS
    if days is not None and days > LATE:
        return share, share >= HELD_LATE and others <= OTHER_LATE, False
    if share >= HELD:
        return share, others <= (OTHER_NEAR if days is not None and days <= NEAR else OTHER), False
    if few < SHORT or many > LIKE_LENGTH * few or (days or 0) > NEAR:
        return share, False, False
    return share, others <= OTHER and other_names(a, b) <= OTHER_NAMES, False


def shared(a: Pieces, b: Pieces) -> float | None:
    """The share of the shorter text that the other holds, where it is enough to look at the facts."""
    share = containment(a, b)
    return share if share >= EDITED - 0.05 else None


def told_copy(a: Evidence, b: Evidence) -> tuple[float, int, int, bool] | None:
    """Of copies or rivals the share, the pieces of the first and the second, and whether they are rivals."""
    share, are_copies, are_rivals = compared(a, b)
    return (share, len(a.pieces), len(b.pieces), are_rivals) if are_copies or are_rivals else None
