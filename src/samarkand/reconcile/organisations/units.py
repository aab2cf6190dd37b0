"""Which places and proper names of two institutions' names are one."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from samarkand.reconcile.organisations.form import Unit
from samarkand.reconcile.organisations.sounds import letter_likeness, sound_likeness

SAME = 0.75
"""From here on two spellings are taken for one name."""
NEAR = 0.55
_READ_ALIKE = 0.95
"""Most that likeness of sound alone is worth."""


class Matched(NamedTuple):
    """Pairs of positions with their likeness, best first; what is left on either side."""

    pairs: list[tuple[int, int, float]]
    left_a: list[int]
    left_b: list[int]


def match(a: Sequence[Unit], b: Sequence[Unit]) -> Matched:
    """Each unit with at most one of the other side."""
    links = sorted(
        ((likeness(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)), key=lambda link: (-link[0], link[1:])
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
    return _spelled(a.written, a.latin, a.sound, b.written, b.latin, b.sound, a.script == b.script)


@lru_cache(maxsize=1 << 17)
def _spelled(written_a: str, latin_a: str, sound_a: str, written_b: str, latin_b: str, sound_b: str, one: bool) -> float:
    if written_a == written_b:
        return 1.0
    letters = letter_likeness(latin_a, latin_b)
    within = _within(written_a.split(), written_b.split()) if one else 0.0
    if one:
        return max(letters, within, 0.0)
    if latin_a == latin_b:
        return 1.0
    return max(letters, _READ_ALIKE * sound_likeness(sound_a, sound_b))


def _within(a: list[str], b: list[str]) -> float:
    """High where every word of the shorter name stands in the longer: Karol Lipiński, Lipiński."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == len(long) or sum(map(len, short)) < 4:
        return 0.0
    return 0.8 if all(any(letter_likeness(x, y) >= 0.85 for y in long) for x in short) else 0.0
