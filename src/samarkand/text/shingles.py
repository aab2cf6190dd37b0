"""Texts as sets of overlapping pieces, each a number of 64 bits that is the same on every machine."""

import re
import unicodedata
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from samarkand.text.folding import encodable, fold

Pieces = NDArray[np.uint64]

WORDS, CHARACTERS = 4, 8
_TOKENS = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
_VOWEL_SIGNS = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_REMEMBERED = 1 << 20
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FINISH = np.uint64(0xFF51AFD7ED558CCD)


class _Hashes(dict[str, int]):
    """Hashes of words, kept because a language has few words and a corpus says them often."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = crc32(word.encode())
        return self[word]


_hashes = _Hashes()


def tokens(text: str) -> list[str]:
    """Words in lower case without marks of vowels and accents set apart; single characters of scripts without spaces."""
    if not text.isascii():
        text = encodable(text)
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
        text = _VOWEL_SIGNS.sub("", text)
    folded = fold(text)
    found = _TOKENS.findall(folded)
    sample = folded[:2000]
    if not text.isascii() and len(_UNSPACED.findall(sample)) * 3 > len(sample):
        return list("".join(found))
    return found


def runs(words: list[str], of: int | None = None) -> Pieces:
    """A hash for each run of so many tokens, in order of the text; a shorter text is one run, an empty one none.

    Without a number, runs are as long as tells texts apart: four words, or eight characters of a script without spaces.
    """
    if not words:
        return np.empty(0, np.uint64)
    length = min(len(words), of or (CHARACTERS if is_unspaced(words) else WORDS))
    hashes = np.array([_hashes[w] for w in words], np.uint64)
    out = np.zeros(len(words) - length + 1, np.uint64)
    for at in range(length):
        out = (out + hashes[at : at + len(out)]) * _MIX
        out ^= out >> np.uint64(29)
    return out * _FINISH


def is_unspaced(words: list[str]) -> bool:
    head = words[:64]
    return sum(len(w) == 1 and bool(_UNSPACED.match(w)) for w in head) * 2 > len(head)


def pieces(text: str) -> Pieces:
    """The set of runs of a text, rising; (n,)."""
    return np.unique(runs(tokens(text)))
