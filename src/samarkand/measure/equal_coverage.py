"""Years compared as if each had been covered as little as the least covered."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.measure.changes import by_year, yearly
from samarkand.measure.estimate import LEAST_CELL, statistic
from samarkand.measure.kinds import Kinds, kinds_table, units_of
from samarkand.measure.sheet import Sheet, ids
from samarkand.stats.rarefaction import at_coverage, sample_coverage

Floats = NDArray[np.float64]
LEAST_COVERAGE = 0.5


def at_equal_coverage(
    sheet: Sheet, kinds_of: Kinds, what: str, prefix: str = "", unit: str = ""
) -> Iterator[Measurement]:
    """Order 1 of each year as it would be had all years been covered as little as the least covered, and its changes.

    Nothing where the focus has one year. Kinds are drawn to the coverage of the least covered year; a year covered
    below a half is not compared.
    """
    if len(sheet.view.focus.years) < 2:
        return
    kinds = {x.id: names for x, names in units_of(sheet.view, kinds_of)}
    years = by_year(sheet, [sheet.view.by_id[key] for key in kinds])
    sums = {y: np.unique([k for x in found for k in kinds[x.id]], return_counts=True)[1] for y, found in years.items()}
    covered = {y: sample_coverage(sums[y]) for y, found in years.items() if len(found) >= LEAST_CELL}
    target = min((c for c in covered.values() if c >= LEAST_COVERAGE), default=0.0)

    def of_year(cell: str, found: Sequence[Exchange], year: str) -> Measurement:
        if len(found) < LEAST_CELL:
            return sheet.gap(cell, f"fewer than {LEAST_CELL} {what}", len(found), unit, year)
        if covered[year] < LEAST_COVERAGE:
            reason = f"too little was seen to compare: the kinds told of cover {covered[year]:.0%} of what there is"
            return sheet.gap(cell, reason, len(found), unit, year)
        weights = kinds_table([kinds[x.id] for x in found])
        estimate = statistic(sheet.view.table(found), weights, _at_coverage(target), 1.0)
        told = replace(estimate, method=f"{estimate.method}; all years at a coverage of {target:.2f}")
        return sheet.value(cell, told, len(found), ids(found), unit, year)

    for m in yearly(sheet, years, of_year):
        yield replace(m, cell=f"{prefix}{m.cell}", unit=unit or m.unit)


def _at_coverage(target: float) -> Callable[[Floats], Floats]:
    def of_rows(rows: Floats) -> Floats:
        return np.array([at_coverage(np.maximum(row, 0.0), target) for row in rows], dtype=np.float64)

    return of_rows
