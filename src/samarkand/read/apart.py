"""Cues that stand apart from the names, so that no cue comes or goes with who takes part."""

from bisect import bisect_left
from collections.abc import Sequence

from samarkand.read.lexicon import Cue
from samarkand.read.masking import Named


def cues_apart(cues: Sequence[Cue], names: Sequence[Named]) -> list[Cue]:
    """The cues, in their order, that share no code point with a name; `names` in order, none overlapping.

    A name may hide a word (法国人 holds 国人), or make one with what stands before it (同意 before 大利).
    """
    if not names:
        return list(cues)
    starts, ends = [name.start for name in names], [0, *(name.end for name in names)]
    return [cue for cue in cues if ends[bisect_left(starts, cue.end)] <= cue.start]
