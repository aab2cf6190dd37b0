"""What decides whether two texts are copies: how much of the shorter stands in the other, and whether the facts agree."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from samarkand.collate.fingerprints import CHUNK, text_of
from samarkand.collate.updates import publisher_of
from samarkand.domain.document import Document
from samarkand.text.shingles import Pieces, as_set, containment, runs

WORDS, CHARACTERS, BRIDGED = 3, 5, 6
NEAR, LATE = 3, 31
HELD, HELD_SHORT, HELD_LATER, HELD_LATE = 0.7, 0.8, 0.9, 0.97
SHORT = 25
OTHER, OTHER_NEAR = 0.2, 0.34
NAMES, OTHER_NAMES = 3, 0.15
RIVAL_SIZE, RIVAL_FORMS = 1.5, 8
WORTH, WORTH_LATER, WORTH_LATE = 0.3, 0.7, 0.85
_FIGURE = re.compile(r"\d+(?:[.,'’\u00a0\u202f٫٬]\u200f?\d+)*")
_NAME = re.compile(r"(?<![.!?…:#*–—-])[^\S\n]+[\"“„«(']*([^\W\d_][\w&]+(?:[-'’][^\W\d_]\w*)*)")

Days = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """What tells whether the facts of a pair are worth looking at; `days` are ordinals, (first, last)."""

    pieces: Pieces
    days: Days | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What decides whether two texts are copies.

    `words` are the short runs of words as they stand, `pieces` the longer ones, each once; `figures` are the pieces with
    a figure in them, `forms` the same ones with the figures blotted out; `house` is the publisher, empty if unknown.
    """

    words: Pieces
    pieces: Pieces
    figures: Pieces
    forms: Pieces
    numbers: frozenset[str]
    names: frozenset[str]
    days: Days | None
    house: str


def _unmarked(figure: re.Match[str]) -> str:
    """Without marks of thousands and fractions, which copying changes. Beside a mark of writing from the right the parts
    stand in the order in which they are seen."""
    parts = re.split(r"\D+", figure[0])
    return "".join(reversed(parts) if "\u200f" in figure[0] else parts)


def piece_sets(documents: Sequence[Document]) -> list[Pieces]:
    """The pieces of each text, rising."""
    return [as_set(told) for told in _runs([text_of(d) for d in documents])]


def shapes(documents: Sequence[Document]) -> list[Shape]:
    return [Shape(told, _days(d)) for told, d in zip(piece_sets(documents), documents, strict=True)]


def _days(document: Document) -> Days | None:
    period = document.period
    return (period.first.toordinal(), period.last.toordinal()) if period else None


def _runs(texts: Sequence[str], *lengths: int) -> list[Pieces]:
    out: list[Pieces] = []
    for at in range(0, len(texts), CHUNK):
        found, offsets = runs(texts[at : at + CHUNK], *lengths)
        out += [found[a:b] for a, b in pairwise(offsets.astype(np.int64).tolist())]
    return out


def names(text: str) -> frozenset[str]:
    """Words with a capital that do not begin a sentence, lower-cased; none in a script without capitals."""
    return frozenset(w.casefold() for w in _NAME.findall(text) if len(w) > 2 and w[0].isupper())


def evidence(documents: Sequence[Document]) -> list[Evidence]:
    texts = [_FIGURE.sub(_unmarked, text_of(d)) for d in documents]
    words, told = _runs(texts, WORDS, CHARACTERS), _runs(texts)
    blotted = _runs([_FIGURE.sub("0", t) for t in texts])
    return [_evidence(*each) for each in zip(documents, texts, words, told, blotted, strict=True)]


def _evidence(document: Document, text: str, words: Pieces, told: Pieces, blotted: Pieces) -> Evidence:
    pieces, forms = as_set(told), as_set(blotted)
    return Evidence(
        words,
        pieces,
        np.setdiff1d(pieces, forms, assume_unique=True),
        np.setdiff1d(forms, pieces, assume_unique=True),
        frozenset(_FIGURE.findall(text)),
        names(text),
        _days(document),
        publisher_of(document) if any(map(str.isalnum, publisher_of(document))) else "",
    )


def _common(a: Pieces, b: Pieces) -> int:
    return len(np.intersect1d(a, b, assume_unique=True))


def covered(few: Pieces, many: Pieces) -> tuple[float, float]:
    """The share of the first text's words that stand in runs the second has too; and with the few words between two
    such runs, which is what editing changes."""
    if not len(few) or not len(many):
        return 0.0, 0.0
    told = np.sort(many)
    found = told[np.minimum(np.searchsorted(told, few), len(told) - 1)] == few
    stands = found.copy()
    for step in range(1, min(WORDS, len(found))):
        stands[step:] |= found[:-step]
    at = np.flatnonzero(stands)
    between = np.diff(at) - 1
    return len(at) / len(few), (len(at) + int(between[between <= BRIDGED].sum())) / len(few)


def _alone(a: frozenset[str], b: frozenset[str]) -> tuple[int, float]:
    """How many each says that the other does not, and their share; where a text was edited, one of the two says all that
    the other does."""
    alone = min(len(a - b), len(b - a))
    return alone, alone / max(1, min(len(a), len(b)))


def other_figures(a: Evidence, b: Evidence) -> float:
    """The share of the figures in the same words around them that are not the same, nor said elsewhere in the other text."""
    in_same_words = _common(a.forms, b.forms)
    same = _common(a.figures, b.figures)
    return min(max(0.0, 1.0 - same / in_same_words), _alone(a.numbers, b.numbers)[1]) if in_same_words else 0.0


def other_names(a: Evidence, b: Evidence) -> bool:
    alone, share = _alone(a.names, b.names)
    return alone >= NAMES and share > OTHER_NAMES


def days_apart(a: Days | None, b: Days | None) -> int | None:
    return max(0, a[0] - b[1], b[0] - a[1]) if a and b else None


def compared(a: Evidence, b: Evidence) -> tuple[float, bool, bool]:
    """The share of the shorter text that stands in the other; whether that makes them copies; or rivals.

    A form filled in with other figures is another text. So is what one house publishes again on another day, or without
    a day, with other names or otherwise changed. The later one comes, the more it has to be the same.
    """
    if len(a.pieces) == len(b.pieces) and np.array_equal(a.pieces, b.pieces):
        return 1.0, True, False
    few, many = sorted((a, b), key=lambda e: len(e.words))
    same, edited = covered(few.words, many.words)
    if edited < HELD:
        return edited, False, False
    others = other_figures(a, b)
    like = len(many.words) <= RIVAL_SIZE * len(few.words)
    if others > OTHER_NEAR:
        return edited, False, like and _common(a.forms, b.forms) >= RIVAL_FORMS
    days = days_apart(a.days, b.days)
    again = a.house == b.house != "" and days != 0
    if again and other_names(a, b):
        return edited, False, False
    if (days is not None and days > LATE) or (again and like):
        return edited, same >= HELD_LATE and not others, False
    if again or (days is not None and days > NEAR):
        return edited, same >= HELD_LATER and others <= OTHER, False
    if len(few.words) < SHORT and containment(a.pieces, b.pieces) < HELD_SHORT:
        return edited, False, False  # a sentence or two that say the same in another order may be anybody's
    return edited, others <= (OTHER if days is None else OTHER_NEAR), False


def shared(a: Shape, b: Shape) -> float | None:
    """The share of the shorter text's pieces that the other holds, where it is enough to look at the facts."""
    share, days = containment(a.pieces, b.pieces), days_apart(a.days, b.days) or 0
    least = WORTH if days <= NEAR else WORTH_LATER if days <= LATE else WORTH_LATE
    return share if share >= least else None


def told_copy(a: Evidence, b: Evidence) -> tuple[float, int, int, bool] | None:
    """Of copies or rivals the share, the words of the first and the second, and whether they are rivals."""
    share, are_copies, are_rivals = compared(a, b)
    return (share, len(a.words), len(b.words), are_rivals) if are_copies or are_rivals else None
