"""Three ways to keep times that were unlike others from ruling the rest."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from samarkand.domain.breaks import Break, Treatment
from samarkand.outlook.history import Bools, History, back, filled

MOST = 1 / 3
REACH = 2.0
"""How many median deviations a value within a break may lie off before it is pulled in."""


def within(h: History, breaks: Sequence[Break]) -> Bools:
    """Which steps lie in a break."""
    periods = [h.step.write(h.first + i) for i in range(len(h.values))]
    return np.array([any(b.covers(p) for b in breaks) for p in periods], dtype=np.bool_)


def treated(h: History, breaks: Sequence[Break], how: Treatment) -> History:
    """The history with its breaks treated; unchanged where it has none, or where they are so much of it that what is left
    would say too little of how values move."""
    inside = within(h, breaks) & h.known
    if how is Treatment.AS_TOLD or not inside.any() or inside.sum() > MOST * h.n:
        return h
    without = filled(replace(h, known=h.known & ~inside))
    if how is Treatment.DROP:
        return without
    off = (h.z - without.z)[inside]
    if how is Treatment.DUMMY:
        kept = h.z[inside] - off.mean()
    else:
        steps = np.diff(h.z[h.known & ~inside])
        usual = float(np.median(np.abs(steps - np.median(steps)))) * 1.4826 if len(steps) else 0.0
        kept = without.z[inside] + np.clip(off, -REACH * usual, REACH * usual)
    values = h.values.copy()
    values[inside] = back(kept, h.scale, h.exposure[inside])
    return replace(h, values=values)
