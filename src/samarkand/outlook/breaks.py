"""Times that were unlike others, as the observatory names them, and three ways to keep them from ruling the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from samarkand.outlook.history import Bools, History, back, filled


class Treatment(StrEnum):
    """As told; left out; shifted by their own mean distance; with what sticks out pulled in."""

    AS_TOLD = "as told"
    DROP = "drop"
    DUMMY = "dummy"
    ROBUST = "robust"


REACH = 2.0
"""How many median deviations a value within a break may lie off before it is pulled in."""


@dataclass(frozen=True, slots=True)
class Break:
    """`first` and `last` are years or months (`YYYY` or `YYYY-MM`), both included."""

    first: str
    last: str
    why: str = ""

    def covers(self, period: str) -> bool:
        return self.first[: len(period)] <= period <= self.last[: len(period)] or (
            len(period) > 4 and len(self.first) == 4 and self.first <= period[:4] <= self.last[:4]
        )


def within(h: History, breaks: Sequence[Break]) -> Bools:
    """Which steps lie in a break."""
    periods = [h.step.write(h.first + i) for i in range(len(h.values))]
    return np.array([any(b.covers(p) for b in breaks) for p in periods], dtype=np.bool_)


def treated(h: History, breaks: Sequence[Break], how: Treatment) -> History:
    """The history with its breaks treated; unchanged where it has none, or nothing but them."""
    inside = within(h, breaks) & h.known
    if how is Treatment.AS_TOLD or not inside.any() or (h.known & ~inside).sum() < 3:
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
