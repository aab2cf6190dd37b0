"""Texts as sets of overlapping pieces, each a number of 64 bits that is the same on every machine.

Written over arrays, since every document passes here: a table turns code points into letters, and a word is the sum of
its letters, each weighed by a power for its place.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Pieces = NDArray[np.uint64]

WORDS, CHARACTERS = 4, 8
_HIGHEST = 0x32000
_NO_LETTER, _NOTHING = 0, -1
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0x20000, 0x31FFF),
)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_STEP = 0xFF51AFD7ED558CCD
_BACK = pow(_STEP, -1, 1 << 64)
_FINISH = np.uint64(0xC4CEB9FE1A85EC53)


def _letter(code: int) -> int:
    """Lower case, without accents and other signs; what is neither letter nor figure parts words, a sign alone is nothing."""
    written = chr(code)
    if written.isdecimal():
        return ord(str(unicodedata.decimal(written)))
    if unicodedata.combining(written) or written == "\u0640":
        return _NOTHING
    plain = unicodedata.normalize("NFKD", written.lower()) if not 0xAC00 <= code < 0xD7A4 else written
    return ord(plain[0]) if plain[:1].isalnum() else _NO_LETTER


@cache
def _letters() -> Pieces:
    """A number for each code point: 0 for what parts words, 1 for a sign that is nothing."""
    letters = np.array([_letter(code) for code in range(_HIGHEST)] + [_NO_LETTER], np.int64)
    mixed = letters.astype(np.uint64) * _MIX
    return np.where(letters == _NOTHING, np.uint64(1), mixed ^ mixed >> np.uint64(31))


@cache
def _unspaced() -> NDArray[np.bool_]:
    out = np.zeros(_HIGHEST + 1, bool)
    for first, last in _UNSPACED:
        out[first : last + 1] = True
    return out


@cache
def _powers(of: int, size: int) -> Pieces:
    out = np.full(size, of, np.uint64)
    out[0] = 1
    return np.cumprod(out, dtype=np.uint64)


def _words(texts: Sequence[str]) -> tuple[Pieces, NDArray[np.int64], NDArray[np.bool_]]:
    """A hash a word, or a character in a script without spaces; how many each text has; which texts are in such a script."""
    ends = np.cumsum([len(t) + 1 for t in texts])
    starts = ends - [len(t) + 1 for t in texts]
    codes = np.frombuffer(("\0".join(texts) + "\0").encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.minimum(codes, _HIGHEST)
    dense = np.add.reduceat(_unspaced()[codes], starts, dtype=np.int64) * 3 > ends - starts
    letters = _letters()[codes]
    if (letters == 1).any():
        kept = letters != 1
        letters, place = letters[kept], np.append(0, np.cumsum(kept))
        starts, ends = place[starts], place[ends]
    written = letters != 0
    first = written.copy()
    first[1:] &= ~written[:-1]
    if dense.any():
        first |= written & np.repeat(dense, ends - starts)
    begins = np.flatnonzero(first)
    counts = np.searchsorted(begins, ends) - np.searchsorted(begins, starts)
    if not len(begins):
        return np.empty(0, np.uint64), counts, dense
    size = 1 << len(letters).bit_length()
    sums = np.add.reduceat(letters * _powers(_STEP, size)[: len(letters)], begins)
    return sums * _powers(_BACK, size)[begins], counts, dense


def _rolling(hashes: Pieces, length: int) -> Pieces:
    """The hash of the run of so many words that starts at each place; the last ones wrap round."""
    out = np.zeros_like(hashes)
    for at in range(length):
        out += np.roll(hashes, -at)
        out *= _MIX
        out ^= out >> np.uint64(29)
    return out * _FINISH


def runs(texts: Sequence[str], words: int = WORDS, characters: int = CHARACTERS) -> tuple[Pieces, Pieces]:
    """Hashes of all runs of words, text after text as they stand, and where each text's begin: (n,), (texts + 1,).

    In a script without spaces a run is of characters. A shorter text is one run; one without a letter has none.
    """
    hashes, counts, dense = (
        _words(texts) if texts else (np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, bool))
    )
    lengths = np.where(dense, characters, words)
    lacking = np.where(counts > 0, np.maximum(0, lengths - counts), 0)
    if lacking.any():
        hashes = np.insert(hashes, np.repeat(np.cumsum(counts), lacking), np.uint64(0))
        counts = counts + lacking
    out = _rolling(hashes, words)
    if dense.any():
        out = np.where(np.repeat(dense, counts), _rolling(hashes, characters), out)
    starts = np.where(counts > 0, counts - lengths + 1, 0)
    before_end = np.repeat(np.cumsum(counts), counts) - np.arange(len(hashes))
    whole = before_end >= np.repeat(lengths, counts)
    return out[whole], np.concatenate([[0], np.cumsum(starts)]).astype(np.uint64)


def as_set(found: Pieces) -> Pieces:
    """Each once, rising."""
    found = np.sort(found)
    return found[np.append(True, found[1:] != found[:-1])] if len(found) else found


def pieces(text: str) -> Pieces:
    """The set of runs of a text, rising; (n,)."""
    return as_set(runs([text])[0])


def containment(a: Pieces, b: Pieces) -> float:
    """The share of the smaller set that the other holds; both rising. 0 for an empty one."""
    if not len(a) or not len(b):
        return 0.0
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    return float(np.mean(many[at] == few))
