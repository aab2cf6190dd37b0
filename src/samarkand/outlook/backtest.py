"""What each model would have foretold at earlier moments, from what was known then, and how that turned out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from samarkand.domain.breaks import Break, Treatment
from samarkand.domain.ids import content_id
from samarkand.domain.series import Scale, Series, Step
from samarkand.outlook.breaks import treated
from samarkand.outlook.draws import ends
from samarkand.outlook.history import Floats, History, day_of, history, known_on
from samarkand.outlook.nowcast import DELAYS, last_complete
from samarkand.outlook.registry import simulated
from samarkand.stats.scores import crps, interval_score, naive_scale, pit

DRAWS = 1000
ENDS = (0.025, 0.1, 0.5, 0.9, 0.975)
MOST_ORIGINS = {Step.YEAR: 30, Step.MONTH: 36}
HORIZON = {Step.YEAR: 3, Step.MONTH: 36}
LEAST_TRAINING = {Step.YEAR: 5, Step.MONTH: 24}
TESTED_AHEAD = {Step.YEAR: 3, Step.MONTH: 6}
"""Months are tested half a year ahead: a third of the history at the first origins allows no more."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`today` is the day the forecaster stands on; `lag` days pass between a step's end and looking back on it."""

    today: date
    lag: int = 31
    breaks: tuple[Break, ...] = ()
    treatment: Treatment = Treatment.ROBUST
    draws: int = DRAWS


@dataclass(frozen=True, slots=True)
class Trial:
    """One model, one origin, one step ahead. Scores in the unit of the series; `scaled` over that of the naive forecast."""

    model: str
    origin: int
    ahead: int
    outcome: float
    crps: float
    error: float
    scaled: float | None
    interval80: float
    inside80: bool
    inside95: bool
    pit: float


def horizon_of(h: History) -> int:
    """At most three years, and at most a third of the history."""
    return min(HORIZON[h.step], h.n // 3)


def seed_of(series: str, origin: int, model: str) -> int:
    """From what is foretold and when, so that neither later data nor other models change a draw."""
    return int(content_id("seed", series, str(origin), model).rpartition("-")[2], 16) % 2**63


def as_known(series: Series, siblings: Sequence[Series], origin: int, s: Setting) -> History | None:
    """The history at an origin: completed steps only, breaks treated, siblings likewise."""
    day = day_of(series.step, origin, s.lag)
    made = history(series, last_complete(series, origin, day, s.lag), day)
    if made is None:
        return None
    others = (history(x, origin, day) for x in siblings if x.id != series.id)
    held = tuple(treated(x, s.breaks, s.treatment) for x in others if x is not None and x.n >= 3)
    return replace(treated(made, s.breaks, s.treatment), siblings=held)


def outcome(series: Series, step: int, s: Setting) -> tuple[float, float | None] | None:
    """Value and exposure of a step as they were known once it counted as complete; None where that day is still to come."""
    if not series.is_bitemporal:
        day = s.today
    elif (day := day_of(series.step, step + DELAYS[series.step], s.lag)) > s.today:
        return None
    found = known_on(series, day).get(step)
    return (found.value, found.exposure) if found else None


def origins(series: Series, s: Setting) -> range:
    """From the first with enough to learn from to the last with anything to be held against, the most recent ones."""
    steps = sorted(known_on(series, s.today))
    least = LEAST_TRAINING[series.step]
    if len(steps) <= least:
        return range(0)
    first, last = steps[least - 1], steps[-1] - 1
    return range(max(first, last - MOST_ORIGINS[series.step] + 1), last + 1)


def back_test(series: Series, siblings: Sequence[Series], s: Setting) -> list[Trial]:
    """Every model at every origin, refitted, up to three steps ahead (six months)."""
    out: list[Trial] = []
    for origin in origins(series, s):
        h = as_known(series, siblings, origin, s)
        if h is None or h.flaw:
            continue
        out += _at(series, h, origin, s)
    return out


def _at(series: Series, h: History, origin: int, s: Setting) -> list[Trial]:
    ahead = min(TESTED_AHEAD[h.step], horizon_of(h))
    first = h.last + 1
    came = {i: found for i in range(ahead) if (found := outcome(series, first + i, s))}
    if not came:
        return []
    exposure = np.array([_relative(h, came[i][1]) if i in came else 1.0 for i in range(ahead)])
    paths = simulated(h, exposure, s.draws, lambda model: seed_of(series.id, origin, model))
    scale = naive_scale(np.where(h.known, h.values / h.exposure, np.nan), h.season)
    return [
        _trial(name, origin, i + 1, drawn[:, i], value, scale, h.scale is Scale.COUNT)
        for name, drawn in paths.items()
        for i, (value, _) in came.items()
    ]


def _relative(h: History, exposure: float | None) -> float:
    return 1.0 if exposure is None else exposure / h.reference


def _trial(
    name: str, origin: int, ahead: int, drawn: Floats, value: float, scale: float | None, is_whole: bool
) -> Trial:
    low95, low80, middle, high80, high95 = ends(drawn, ENDS, is_whole)
    error = abs(value - middle)
    return Trial(
        model=name,
        origin=origin,
        ahead=ahead,
        outcome=value,
        crps=float(crps(drawn, value)),
        error=float(error),
        scaled=None if scale is None else float(error / scale),
        interval80=float(interval_score(low80, high80, value, 0.8)),
        inside80=bool(low80 <= value <= high80),
        inside95=bool(low95 <= value <= high95),
        pit=float(pit(drawn, value)),
    )


def by_model(trials: Sequence[Trial]) -> Mapping[str, list[Trial]]:
    out: dict[str, list[Trial]] = {}
    for trial in trials:
        out.setdefault(trial.model, []).append(trial)
    return out
