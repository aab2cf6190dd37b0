"""A series as it was known on a day, laid out for the models: no gaps, and a note of what was filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.series import Observation, Scale, Series, Step

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
LAST_EXPOSURES = 12
LEAST_EVENTS = 10
_EDGE = 1e-3


@dataclass(frozen=True)
class History:
    """`values` and `known` (steps): a value that is not known was filled in. `exposure` (steps) is relative to now.

    `first` is the number of the first step, in the way of `Step.parse`.
    """

    series: str
    step: Step
    scale: Scale
    first: int
    values: Floats
    known: Bools
    exposure: Floats
    reference: float = 1.0
    siblings: tuple["History", ...] = field(default=(), repr=False)

    @property
    def n(self) -> int:
        """Steps with a value of their own."""
        return int(self.known.sum())

    @property
    def last(self) -> int:
        return self.first + len(self.values) - 1

    @property
    def season(self) -> int:
        return self.step.season

    @cached_property
    def z(self) -> Floats:
        """Values at the exposure of now, on the scale on which the models add."""
        return onto(self.values / self.exposure, self.scale)

    def seasons(self, steps: int = 0) -> NDArray[np.int64]:
        """The season of each step, or of the next `steps` after the last."""
        start, size = (self.last + 1, steps) if steps else (self.first, len(self.values))
        return (start + np.arange(size)) % self.season

    @property
    def flaw(self) -> str:
        """Why nothing can be foretold from it; "" where something can."""
        least = 3 if self.step is Step.YEAR else 24
        if self.n < least:
            return f"{self.n} {self.step}s with a value, {least} are needed"
        if not self.values[self.known].any():
            return "nought in every step: nothing that could be carried forward"
        if self.scale is Scale.COUNT and (found := self.values[self.known].sum()) < LEAST_EVENTS:
            return f"{found:,.0f} in {self.n} {self.step}s, {LEAST_EVENTS} are needed"
        return ""


def onto(values: Floats, scale: Scale) -> Floats:
    """Logarithms of counts and amounts, log-odds of shares, others as they are."""
    if scale is Scale.REAL:
        return values
    if scale is Scale.SHARE:
        inside = np.clip(values, _EDGE, 1 - _EDGE)
        return np.asarray(np.log(inside / (1 - inside)))
    return np.log1p(np.maximum(values, 0.0))


def back(z: Floats, scale: Scale, exposure: Floats) -> Floats:
    """From the scale of the models to values at the exposure of each step; counts are whole and not negative."""
    if scale is Scale.REAL:
        return z * exposure
    if scale is Scale.SHARE:
        return np.asarray(1 / (1 + np.exp(-np.clip(z, -60.0, 60.0))))
    values = np.maximum(np.expm1(np.minimum(z, 60.0)), 0.0) * exposure
    return np.rint(values) if scale is Scale.COUNT else values


def known_on(series: Series, day: date | None) -> dict[int, Observation]:
    """By step, the latest value captured up to that day; all there are without a day."""
    until = day.isoformat() if day else "9999"
    out: dict[int, Observation] = {}
    for o in sorted(series.observations, key=lambda o: (o.captured, o.value)):
        if o.captured <= until:
            out[series.step.parse(o.period)] = o
    return out


def history(series: Series, until: int | None = None, day: date | None = None) -> History | None:
    """The series up to step `until` as known on `day`; None where nothing was."""
    rows = {k: o for k, o in known_on(series, day).items() if until is None or k <= until}
    return _laid_out(series, rows) if rows else None


def _laid_out(series: Series, rows: Mapping[int, Observation]) -> History:
    first, last = min(rows), max(rows)
    values = np.full(last - first + 1, np.nan)
    exposure = np.full(len(values), np.nan)
    for k, o in rows.items():
        values[k - first] = o.value
        exposure[k - first] = o.exposure or np.nan
    reference = 1.0
    if not np.isnan(exposure).all():
        reference = float(
            np.nanmean(exposure[-LAST_EXPOSURES:]) if not np.isnan(exposure[-1]) else np.nanmean(exposure)
        )
    relative = np.where(np.isnan(exposure), 1.0, exposure / reference)
    known = ~np.isnan(values)
    made = History(
        series.id, series.step, series.scale, first, np.where(known, values, 0.0), known, relative, reference
    )
    return filled(made)


def filled(h: History) -> History:
    """With unknown values drawn straight between their neighbours, in season; beyond the last, the last is kept."""
    if h.known.all():
        return h
    z = np.where(h.known, h.z, np.nan)
    effects = np.zeros(h.season)
    seasons = h.seasons()
    if h.season > 1:
        middle = np.nanmean(z)
        for s in range(h.season):
            own = z[seasons == s]
            effects[s] = np.nanmean(own) - middle if (~np.isnan(own)).any() else 0.0
    at = np.flatnonzero(h.known)
    smooth = np.interp(np.arange(len(z)), at, (z - effects[seasons])[at]) + effects[seasons]
    guess = back(smooth, h.scale, h.exposure)
    return replace(h, values=np.where(h.known, h.values, guess))


def day_of(step: Step, number: int, lag: int) -> date:
    """When a step was looked back on: `lag` days after its end."""
    return step.last_day(number) + timedelta(days=lag)
