"""Exchanges in relation to how much was read, on lineages that were there all along."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from samarkand.domain.measurement import Measurement
from samarkand.measure.changes import change
from samarkand.measure.estimate import LEVEL, Estimate, Interval, widest
from samarkand.measure.panel import WHOLE, Panel, Tally
from samarkand.measure.sheet import Sheet, ids
from samarkand.stats.incidence import incidence
from samarkand.stats.jackknife import jackknife, remaining
from samarkand.stats.poisson import poisson

PER = 10_000


def monthly(sheet: Sheet) -> Iterator[Measurement]:
    """The whole, years with the change from one to the next, and months."""
    panel = Panel(sheet.view)
    yield _rate(sheet, panel, "", WHOLE, "period")
    before: Measurement | None = None
    for year in map(str, sheet.view.focus.years):
        now = _rate(sheet, panel, f"year:{year}", year, "year")
        yield now
        if before is not None:
            yield change(sheet, before, now, f"change:{year}", year)
        before = now
    for month in sheet.view.months:
        yield _rate(sheet, panel, f"month:{month}", month, "month")


def _rate(sheet: Sheet, panel: Panel, cell: str, when: str, span: str) -> Measurement:
    if not (sheet.view.read_in[when] if when else sheet.view.read_at_all):
        return sheet.gap(cell, f"no documents were read in this {span}", period=when)
    if not panel.lineages:
        return sheet.gap(cell, "no lineage was read in at least 90 % of the months", period=when)
    tally = panel.tally(when)
    if not tally.read:
        missed = panel.absent.get(when)
        reason = f"no document of the fixed panel was read in this {span}"
        if missed and panel.documents.get(when):
            reason = (
                "lineages of the panel were not heard all month, and the others tell too little to stand in for them"
            )
        return sheet.gap(cell, reason, period=when)
    estimate = _estimate([names for _, names in tally.found], dict(tally.documents))
    return sheet.value(cell, _scaled(estimate, tally), tally.read, ids(x for x, _ in tally.found), period=when)


def _scaled(estimate: Estimate, tally: Tally) -> Estimate:
    """What the lineages heard tell, as the whole panel would tell it; unchanged where all were heard."""
    if tally.factor == tally.least == tally.most == 1.0:
        return estimate
    low = None if estimate.low is None else estimate.low * tally.least
    high = None if estimate.high is None else estimate.high * tally.most
    return Estimate(estimate.value * tally.factor, low, high, f"{estimate.method}, with others standing in over gaps")


def _estimate(witnesses: Sequence[Iterable[str]], documents: dict[str, int]) -> Estimate:
    read = sum(documents.values())
    low, high = poisson(len(witnesses), LEVEL)
    found = {
        "Poisson": (low / read * PER, high / read * PER),
        "one lineage of the panel left out": _left_out(witnesses, documents),
    }
    return widest(len(witnesses) / read * PER, found, "")


def _left_out(witnesses: Sequence[Iterable[str]], documents: dict[str, int]) -> Interval | None:
    """The rate is recomputed without each lineage: both its documents and what it alone reports go."""
    left = sum(documents.values()) - np.array([documents[name] for name in sorted(documents)], dtype=np.float64)
    if not witnesses or (left <= 0).any():
        return None
    numbers = remaining(incidence(witnesses, documents), np.ones(len(witnesses)))
    return jackknife(len(witnesses) / sum(documents.values()) * PER, numbers / left * PER, LEVEL)
