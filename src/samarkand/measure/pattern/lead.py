"""Do agreements come before deliveries: a regression over pairs of countries and years."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from math import exp, isfinite

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Stage
from samarkand.measure.dyads import Dyad, dyads
from samarkand.measure.estimate import LEVEL, Estimate
from samarkand.measure.pattern.mechanisms import INSTRUMENTS
from samarkand.measure.sheet import Sheet, ids
from samarkand.stats.wilson import normal_quantile

LEAST_YEARS, LEAST_PAIRS, MOST_PAIRS = 5, 20, 400
_PLANS = frozenset({Stage.AGREED, Stage.FUNDED})
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PairYears:
    """Pairs x years: what was agreed and what took place. Only pairs of which both are told, the busiest first."""

    pairs: tuple[Dyad, ...]
    years: tuple[int, ...]
    agreed: Floats
    delivered: Floats
    told_of: int


def lead(sheet: Sheet) -> Iterator[Measurement]:
    """By how much one agreement more goes with deliveries a year later, at equal deliveries now (rate ratio)."""
    view = sheet.view
    years = [y for y in view.focus.years if view.read_in[str(y)]]
    table = _pair_years(sheet, years)
    if len(years) < LEAST_YEARS or years != list(range(years[0], years[-1] + 1)):
        yield sheet.gap(
            "", f"needs {LEAST_YEARS} years running that were read; there are {len(years)}", len(table.pairs)
        )
    elif len(table.pairs) < LEAST_PAIRS:
        reason = f"needs {LEAST_PAIRS} pairs with both agreements and deliveries; there are {len(table.pairs)}"
        yield sheet.gap("", reason, len(table.pairs))
    elif find_spec("statsmodels") is None:
        yield sheet.gap(
            "", "the library that fits it is not installed: pip install 'samarkand[models]'", len(table.pairs)
        )
    else:
        yield _fitted(sheet, table)


def _pair_years(sheet: Sheet, years: Sequence[int]) -> PairYears:
    agreed: Counter[tuple[Dyad, int]] = Counter()
    delivered: Counter[tuple[Dyad, int]] = Counter()
    for x in sheet.view.exchanges:
        assert x.period is not None
        for pair in dyads(x, sheet.view.focus):
            if x.stage.is_practice and x.type not in INSTRUMENTS:
                delivered[pair, x.period.year] += 1
            elif x.stage in _PLANS or (x.stage.is_practice and x.type in INSTRUMENTS):
                agreed[pair, x.period.year] += 1
    both = {pair for pair, _ in agreed} & {pair for pair, _ in delivered}
    size: Counter[Dyad] = Counter()
    for (pair, _), times in delivered.items():
        size[pair] += times if pair in both else 0
    size = +size
    pairs = tuple(sorted(sorted(size), key=lambda p: -size[p])[:MOST_PAIRS])
    shape = (len(pairs), len(years))
    return PairYears(
        pairs,
        tuple(years),
        np.array([[agreed[p, y] for y in years] for p in pairs], dtype=np.float64).reshape(shape),
        np.array([[delivered[p, y] for y in years] for p in pairs], dtype=np.float64).reshape(shape),
        len(both),
    )


def design(table: PairYears) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Deliveries of the next year; agreed and delivered of this one with effects of pairs and years; the pair of each row.

    Pairs that deliver nothing in any next year say nothing beside their own effect and are left out.
    """
    kept = np.flatnonzero(table.delivered[:, 1:].sum(axis=1) > 0)
    steps = len(table.years) - 1
    of_pair, of_year = np.repeat(np.arange(len(kept)), steps), np.tile(np.arange(steps), len(kept))
    own = np.stack([table.agreed[kept, :-1].ravel(), np.log1p(table.delivered[kept, :-1]).ravel()], axis=1)
    effects = [np.eye(len(kept))[of_pair], np.eye(steps)[of_year][:, 1:]]
    return table.delivered[kept, 1:].ravel(), np.concatenate([own, *effects], axis=1), of_pair


def _fitted(sheet: Sheet, table: PairYears) -> Measurement:
    wanted = frozenset(table.pairs)
    records = ids(x for x in sheet.view.exchanges if wanted.intersection(dyads(x, sheet.view.focus)))
    y, x, of_pair = design(table)
    if np.ptp(x[:, 0]) == 0:
        return sheet.gap("", "agreements do not vary among the pairs", len(y))
    slope, error = _negative_binomial(y, x, of_pair)
    if not (isfinite(slope) and isfinite(error)) or error > 5:
        return sheet.gap("", "the regression does not settle: too little varies within the pairs", len(y))
    reach = normal_quantile(LEVEL) * error
    method = f"negative binomial with effects of {int(of_pair.max()) + 1} pairs and {len(table.years) - 1} years, errors by pair"
    if table.told_of > len(table.pairs):
        method += f"; the busiest of {table.told_of} pairs"
    return sheet.value("", Estimate(exp(slope), exp(slope - reach), exp(slope + reach), method), len(y), records)


def _negative_binomial(y: Floats, x: Floats, of_pair: NDArray[np.int64]) -> tuple[float, float]:
    """Coefficient and error of the first column. The spread comes from a Poisson fit (Cameron and Trivedi 1990)."""
    import warnings

    sm = import_module("statsmodels.api")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            mean = sm.GLM(y, x, family=sm.families.Poisson()).fit().mu
            spread = max(float((((y - mean) ** 2 - y) / mean * mean).sum() / (mean**2).sum()), 1e-6)
            family = sm.families.NegativeBinomial(alpha=spread)
            fit = sm.GLM(y, x, family=family).fit(cov_type="cluster", cov_kwds={"groups": of_pair})
        except (ValueError, np.linalg.LinAlgError):
            return float("nan"), float("nan")
    return float(fit.params[0]), float(fit.bse[0])
