"""The words by which two texts of one language can be likened, and the names that look alike in several."""

import re

from samarkand.reconcile.organisations.writing import folded

_WORD = re.compile(r"[^\W\d_]{4,}")
_HAN = re.compile("[\u3400-\u9fff]{2,}")
_STEM = 6
_INSIDE = re.compile(r"(?<![.!?:\"“«„] )(?<!^)(?<![\w’'-])[A-ZÀ-ÞА-Я][\w’'-]{3,}")


def content_words(text: str) -> frozenset[str]:
    """Words of four letters and more, cut to six, so that inflections meet; pairs of neighbours where nothing is spaced."""
    plain = folded(text)
    spaced = (word[:_STEM] for word in _WORD.findall(_HAN.sub(" ", plain)))
    han = (run[at : at + 2] for run in _HAN.findall(plain) for at in range(len(run) - 1))
    return frozenset((*spaced, *han))


def proper_words(text: str) -> frozenset[str]:
    """Words with a capital within a sentence, folded and cut: names of people and places keep their letters between languages of one script."""
    return frozenset(folded(word)[:_STEM] for word in _INSIDE.findall(text))
