"""Made-up series: levels, trends and months by plain arithmetic and a seeded generator."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from samarkand.domain.scale import Layer
from samarkand.domain.series import Observation, Scale, Series, Step
from samarkand.outlook.backtest import Setting

TODAY = date(2024, 6, 30)
QUICK = Setting(TODAY, draws=200)


def yearly(values: Sequence[float], last: int = 2023, scale: Scale = Scale.COUNT, name: str = "s") -> Series:
    first = last - len(values) + 1
    rows = tuple(Observation(str(first + i), float(v)) for i, v in enumerate(values))
    return Series(name, name, "things", Step.YEAR, scale, Layer.STATISTICAL, rows)


def monthly(values: Sequence[float], first: str = "2020-01", exposure: Sequence[float] | None = None) -> Series:
    start = Step.MONTH.parse(first)
    rows = tuple(
        Observation(Step.MONTH.write(start + i), float(v), "", exposure[i] if exposure else None)
        for i, v in enumerate(values)
    )
    return Series("m", "m", "things", Step.MONTH, Scale.COUNT, Layer.EVIDENCED, rows)


def trended(years: int = 25, seed: int = 1) -> Series:
    rng = np.random.default_rng(seed)
    return yearly(np.rint(np.exp(5 + 0.08 * np.arange(years) + rng.normal(0, 0.02, years))).tolist())


def late(months: int = 65, first: str = "2019-01", seed: int = 2, until: date = TODAY) -> Series:
    """Counts about twenty a month, of which half are known at the end of the month and the rest over half a year."""
    rng = np.random.default_rng(seed)
    rows: list[Observation] = []
    start = Step.MONTH.parse(first)
    for i in range(months):
        end = Step.MONTH.last_day(start + i)
        delays = np.rint(rng.exponential(45, rng.poisson(20))).astype(int)
        days = sorted(end + timedelta(days=int(d) - 20) for d in delays)
        known = 0.0
        rows.append(Observation(Step.MONTH.write(start + i), float(sum(d <= end for d in days)), end.isoformat()))
        for day in days:
            known += 1
            if day > end:
                rows.append(Observation(Step.MONTH.write(start + i), known, day.isoformat()))
    kept = tuple(o for o in rows if o.captured <= until.isoformat())
    return Series("late", "late", "things", Step.MONTH, Scale.COUNT, Layer.EVIDENCED, kept)
