"""All changes from year to year, judged together: of many numbers some move by chance alone."""

from collections.abc import Iterable

from samarkand.domain.change import Change, Verdict
from samarkand.domain.measurement import Measurement
from samarkand.stats.discovery import FALSE_SHARE, adjusted, p_of_interval

CHANGE = "change:"


def board(measured: Iterable[Measurement]) -> list[Change]:
    """Every change that has an interval, in the order measured; those without one cannot be judged and are left out.

    Clear are those of which, taken together, at most a tenth are to be expected false (Benjamini and Hochberg).
    """
    told: list[tuple[Measurement, float]] = []
    for m in measured:
        if CHANGE in m.cell and m.value is not None and m.low is not None and m.high is not None:
            told.append((m, p_of_interval(m.value, m.low, m.high, m.level)))
    levels = adjusted([p for _, p in told])
    return [_change(m, p, float(q)) for (m, p), q in zip(told, levels, strict=True)]


def _change(m: Measurement, p: float, q: float) -> Change:
    assert m.value is not None
    moved = Verdict.ROSE if m.value > 0 else Verdict.FELL
    verdict = moved if q <= FALSE_SHARE and m.value else Verdict.UNCLEAR
    return Change(m.id, m.indicator, m.layer, m.cell, m.period, p, q, verdict)
