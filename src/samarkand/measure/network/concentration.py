"""How far exchanges crowd on three partners, against partners dealt at random."""

from collections.abc import Iterator

import numpy as np

from samarkand.domain.measurement import Measurement
from samarkand.measure.estimate import LEAST_CELL, exact
from samarkand.measure.partners import is_country, partners
from samarkand.measure.sheet import Sheet, ids
from samarkand.stats.bootstrap import seed_of
from samarkand.stats.rewire import REWIRES, against

TOP = 3


def top_partners_by_chance(sheet: Sheet) -> Iterator[Measurement]:
    """The share of the three main partners, less what it would be if every seat fell to any partner alike, in deviations."""
    view = sheet.view
    units = [(x, sorted(filter(is_country, partners(x, view.focus)))) for x in view.exchanges]
    units = [(x, names) for x, names in units if names]
    found, times = np.unique([n for _, names in units for n in names], return_counts=True)
    if len(units) < LEAST_CELL or len(found) <= TOP:
        reason = f"fewer than {LEAST_CELL} exchanges name a partner country, or only {len(found)} are named"
        yield sheet.gap("", reason, len(units))
        return
    seats = int(times.sum())
    rng = np.random.default_rng(seed_of(view.table(x for x, _ in units)))
    dealt = rng.multinomial(seats, np.full(len(found), 1 / len(found)), size=REWIRES)
    null = against(float(np.sort(times)[-TOP:].sum() / seats), np.sort(dealt, axis=1)[:, -TOP:].sum(axis=1) / seats)
    if null.z is None:
        yield sheet.gap("", "too few seats to be dealt in more than one way", len(units))
        return
    what = f"{null.value:.2f} against {null.mean:.2f} in {REWIRES:,} worlds in which seats fall to partners alike"
    yield sheet.value("", exact(null.z, what), len(units), ids(x for x, _ in units))
