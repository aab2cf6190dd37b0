"""The words by which two texts of one language can be likened, and the names that look alike in several."""

import re
from sys import intern
from zlib import crc32

from samarkand.reconcile.organisations.writing import folded

_WORD = re.compile(r"[^\W\d_]{4,}")
_HAN = re.compile("[\u3400-\u9fff]{2,}")
_STEM = 6
_INSIDE = re.compile(r"(?<![.!?:\"“«„] )(?<!^)(?<![\w’'-])[A-ZÀ-ÞА-Я][\w’'-]{3,}")


_HAN_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_HAN_SCALES = {"十": 10, "百": 100}
_SKETCHED = 8
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EDITION = re.compile(
    r"(?<![\d.,:])(\d{1,3})(?:st|nd|rd|th|e|er|re|[eè]me|ª|º|a|o|-[йяе]|:[ae])(?!\w)|第(\d{1,3})[届屆次季轮輪]"
)
_HAN_EDITION = re.compile(r"第([零一二三四五六七八九十百两]{1,6})[届屆次季轮輪]")


def years_in(text: str) -> frozenset[int]:
    return frozenset(map(int, _YEAR.findall(text)))


def editions_in(text: str) -> frozenset[int]:
    """Ordinals that count the times something is held, in figures or in Han numerals."""
    figures = (int(one or other) for one, other in _EDITION.findall(text))
    return frozenset((*figures, *map(_han_value, _HAN_EDITION.findall(text))))


def _han_value(numeral: str) -> int:
    """Below a thousand: 十九, 二十, 一百零二."""
    whole, digit = 0, 0
    for sign in numeral:
        if sign in _HAN_SCALES:
            whole, digit = whole + (digit or 1) * _HAN_SCALES[sign], 0
        else:
            digit = _HAN_DIGITS[sign]
    return whole + digit


def sketches(words: frozenset[str]) -> tuple[str, ...]:
    """Two keys that texts with nearly the same words mostly share one of; none for a text of few words."""
    if len(words) < _SKETCHED:
        return ()
    ordered = sorted(words, key=lambda word: crc32(word.encode()))
    return (" ".join(ordered[:2]), " ".join(ordered[-2:]))


def content_words(text: str) -> frozenset[str]:
    """Words of four letters and more, cut to six, so that inflections meet; pairs of neighbours where nothing is spaced."""
    plain = folded(text)
    spaced = (word[:_STEM] for word in _WORD.findall(_HAN.sub(" ", plain)))
    han = (run[at : at + 2] for run in _HAN.findall(plain) for at in range(len(run) - 1))
    return frozenset(map(intern, (*spaced, *han)))


def proper_words(text: str) -> frozenset[str]:
    """Words with a capital within a sentence, folded and cut: names of people and places keep their letters between languages of one script."""
    return frozenset(folded(word)[:_STEM] for word in _INSIDE.findall(text))
