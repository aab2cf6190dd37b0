"""Which places and proper names of two institutions' names are one."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from samarkand.reconcile.organisations.form import Unit
from samarkand.reconcile.organisations.sounds import letter_likeness, sound_likeness

SAME = 0.75
"""From here on two spellings are taken for one name."""
NEAR = 0.55
_WORD_LIKE = 0.7
_LONG_ENOUGH = 5
_READ_ALIKE = 0.95
"""Most that likeness of sound alone is worth."""


class Matched(NamedTuple):
    """Pairs of positions with their likeness, best first; what is left on either side."""

    pairs: list[tuple[int, int, float]]
    left_a: list[int]
    left_b: list[int]


def match(a: Sequence[Unit], b: Sequence[Unit]) -> Matched:
    """Each unit with at most one of the other side."""
    if not a or not b:
        return Matched([], list(range(len(a))), list(range(len(b))))
    links = sorted(
        ((likeness(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)),
        key=lambda link: (-link[0], link[1:]),
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    pairs = []
    for value, i, j in links:
        if value >= NEAR and i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append((i, j, value))
    return Matched(
        pairs,
        [i for i in range(len(a)) if i not in used_a],
        [j for j in range(len(b)) if j not in used_b],
    )


def likeness(a: Unit, b: Unit) -> float:
    """0 … 1. Two listed names, or two names in characters, are one or not; the rest goes by letters and sound."""
    if a.spot and b.spot:
        return 1.0 if a.spot == b.spot else 0.0
    if a.key and b.key:
        return 1.0 if a.key == b.key else 0.0
    if a.script == "han" and b.script == "han":
        return 1.0 if a.written == b.written else 0.0
    return _spelled(a.latin, a.sound, a.words, b.latin, b.sound, b.words, a.script == b.script)


@lru_cache(maxsize=1 << 17)
def _spelled(
    latin_a: str,
    sound_a: str,
    words_a: tuple[str, ...],
    latin_b: str,
    sound_b: str,
    words_b: tuple[str, ...],
    one: bool,
) -> float:
    """By letters as a whole and word by word; across scripts also by sound."""
    if latin_a == latin_b:
        return 1.0
    best = letter_likeness(latin_a, latin_b)
    if len(words_a) > 1 or len(words_b) > 1:
        best = max(best, _word_by_word(words_a, words_b))
    return best if one else max(best, _READ_ALIKE * sound_likeness(sound_a, sound_b))


def _word_by_word(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Mean likeness of each word with its nearest, in any order; a shorter name within a longer one counts 0.8."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    met = [best for x in short if (best := max(letter_likeness(x, y) for y in long)) >= _WORD_LIKE]
    if len(met) == len(short) and sum(map(len, short)) >= _LONG_ENOUGH:
        return max(0.8, sum(met) / len(long))
    return sum(met) / len(long)
