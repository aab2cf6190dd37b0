"""Over how many kinds of channel an exchange is told."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from samarkand.domain.measurement import Measurement
from samarkand.domain.source import SourceKind
from samarkand.measure.estimate import LEAST_CELL, LEVEL, widest
from samarkand.measure.findings.reach import UNDESCRIBED
from samarkand.measure.sheet import Sheet, ids
from samarkand.stats.hill import hill
from samarkand.stats.incidence import Incidence
from samarkand.stats.jackknife import jackknife

Floats = NDArray[np.float64]


def kinds_an_exchange(sheet: Sheet) -> Iterator[Measurement]:
    """Effective number of kinds of source that tell of one exchange, on average over exchanges."""
    view = sheet.view
    kinds = {name: view.outlet(name).kinds for name in view.lineages}
    known = [x for x in view.exchanges if any(kinds[name] for name in view.witnesses(x))]
    if len(known) < LEAST_CELL:
        reason = UNDESCRIBED if not known else f"fewer than {LEAST_CELL} exchanges are told by a source of known kind"
        yield sheet.gap("", reason, len(known))
        return
    table = view.table(known)
    of_kind = np.array([[float(k in kinds[name]) for k in SourceKind] for name in table.lineages])
    value, without = mean_of_kinds(table, of_kind)
    estimate = widest(value, {"one lineage left out": jackknife(value, without, LEVEL)}, "too few lineages", 1.0)
    yield sheet.value("", estimate, len(known), ids(known))


def mean_of_kinds(table: Incidence, of_kind: Floats) -> tuple[float, Floats]:
    """Mean over units of the Hill number of order 1 of their lineages' kinds (lineages x kinds); and without each lineage.

    Units nobody of known kind tells any more are left out of the mean; where none is left, the mean stays as it was.
    """
    units = np.bincount(table.of, minlength=len(table.patterns)).astype(np.float64)
    sums = csr_array(table.patterns.astype(np.float64)) @ of_kind
    whole = _mean(sums, units)
    without = np.full(len(table.lineages), whole)
    effective = np.asarray(hill(sums, 1))
    total, weight = float((units * effective).sum()), float(units[effective > 0].sum())
    for i in range(len(table.lineages)):
        rows = np.flatnonzero(table.patterns[:, i])
        left = np.asarray(hill(sums[rows] - of_kind[i], 1))
        kept = weight - float(units[rows][effective[rows] > 0].sum()) + float(units[rows][left > 0].sum())
        if kept > 0:
            without[i] = (total + float((units[rows] * (left - effective[rows])).sum())) / kept
    return whole, without


def _mean(sums: Floats, units: Floats) -> float:
    effective = np.asarray(hill(sums, 1))
    return float((units * effective).sum() / units[effective > 0].sum())
