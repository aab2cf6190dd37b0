"""For how long independent sources go on telling of an exchange."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil

import numpy as np
from scipy.stats import binom

from samarkand.domain.measurement import Measurement
from samarkand.measure.estimate import LEAST_CELL, LEVEL, Estimate
from samarkand.measure.sheet import Sheet

LEAST_TOLD = 3
SETTLED_DAYS = 90


def half_life(sheet: Sheet) -> Iterator[Measurement]:
    """Median days until half of the independent reports of an exchange had come; a lineage tells once a day."""
    view = sheet.view
    if not view.record.tellings:
        yield sheet.gap("", "the days on which exchanges were told of are not known")
        return
    days: dict[str, list[date]] = defaultdict(list)
    for told in sorted(set(view.record.tellings), key=lambda t: (t.exchange_id, t.day, t.lineage_id)):
        x = view.by_id.get(told.exchange_id)
        if x and told.lineage_id in x.independent:
            days[x.id].append(told.day)
    last = max(told.day for told in view.record.tellings)
    enough = {key: sorted(found) for key, found in sorted(days.items()) if len(found) >= LEAST_TOLD}
    settled = {key: found for key, found in enough.items() if (last - found[0]).days >= SETTLED_DAYS}
    if len(settled) < LEAST_CELL:
        reason = f"fewer than {LEAST_CELL} exchanges have {LEAST_TOLD} dated independent reports, the first {SETTLED_DAYS} days ago"
        yield sheet.gap("", reason, len(settled))
        return
    yield sheet.value("", median([half_of(found) for found in settled.values()]), len(settled), settled)


def half_of(days: Sequence[date]) -> int:
    """Days from the first of the sorted days to the one on which half of them had come."""
    return (days[ceil(len(days) / 2) - 1] - days[0]).days


def median(values: Sequence[float]) -> Estimate:
    """With the interval between two of the values that holds the median whatever the distribution; none below six values."""
    ranked = np.sort(np.asarray(values, dtype=np.float64))
    n = len(ranked)
    below = int(binom.ppf((1 - LEVEL) / 2, n, 0.5))
    if below < 1:
        return Estimate(float(np.median(ranked)), None, None, "median; too few exchanges for an interval")
    low, high = float(ranked[below - 1]), float(ranked[n - below])
    return Estimate(float(np.median(ranked)), low, high, "exact interval of a median (binomial)")
