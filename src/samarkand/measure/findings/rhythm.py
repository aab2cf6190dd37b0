"""How evenly exchanges fall over the months."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from samarkand.domain.measurement import Measurement
from samarkand.measure.estimate import LEVEL, Estimate
from samarkand.measure.panel import Panel
from samarkand.measure.sheet import Sheet, ids

LEAST_MONTHS, LEAST_EXCHANGES = 12, 30
Floats = NDArray[np.float64]


def dispersion(sheet: Sheet) -> Iterator[Measurement]:
    """Variance over mean of monthly exchanges around what the documents read let expect: 1 where chance spreads them.

    On months in which all of the fixed panel was heard.
    """
    panel = Panel(sheet.view)
    months = [m for m in panel.span if m not in panel.absent and any(panel.documents.get(m, {}).values())]
    found = {m: panel.exchanges.get(m, []) for m in months}
    told = np.array([len(found[m]) for m in months], dtype=np.float64)
    if len(months) < LEAST_MONTHS:
        yield sheet.gap("", f"fewer than {LEAST_MONTHS} months in which the whole panel was heard", len(months))
    elif told.sum() < LEAST_EXCHANGES:
        yield sheet.gap(
            "", f"fewer than {LEAST_EXCHANGES} exchanges of the panel are dated to a month", int(told.sum())
        )
    else:
        read = np.array([sum(panel.documents[m].values()) for m in months], dtype=np.float64)
        yield sheet.value("", fano(told, read), len(months), ids(x for m in months for x, _ in found[m]))


def fano(counts: Floats, exposure: Floats) -> Estimate:
    """Pearson's dispersion of counts in proportion to exposure; the interval leaves out one month at a time, on the log."""
    value = _pearson(counts, exposure)
    n = len(counts)
    left = np.array([_pearson(np.delete(counts, i), np.delete(exposure, i)) for i in range(n)])
    if (left <= 0).any():
        return Estimate(value, None, None, "months are as even as can be; no interval")
    without = np.log(left)
    error = float(np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum()))
    reach = float(np.exp(stdtrit(n - 1, (1 + LEVEL) / 2) * error))
    return Estimate(value, value / reach, value * reach, "one month left out at a time, on the logarithm")


def _pearson(counts: Floats, exposure: Floats) -> float:
    expected = counts.sum() * exposure / exposure.sum()
    return float(((counts - expected) ** 2 / expected).sum() / (len(counts) - 1))
