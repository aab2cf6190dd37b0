"""Which models there are, and which a series is long enough for: the whole list."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from samarkand.domain.series import Scale, Step
from samarkand.outlook import baselines, counts, heavy, levels, pooled
from samarkand.outlook.draws import Rng
from samarkand.outlook.history import Floats, History

Simulate = Callable[[History, Floats, int, Rng], Floats]
"""A history, the exposure of each step ahead, how many draws: draws x steps of values."""
LEAST_SIBLINGS = 5
ENSEMBLE = "median ensemble"


@dataclass(frozen=True, slots=True)
class Model:
    """`least` is the number of known steps it takes; `most` those beyond which it is not tried."""

    name: str
    simulate: Simulate
    step: Step
    least: int
    is_baseline: bool = False
    counts_only: bool = False
    borrows: bool = False
    extra: str = ""

    def suits(self, h: History) -> bool:
        return (
            h.step is self.step
            and h.n >= self.least
            and (not self.counts_only or h.scale is Scale.COUNT)
            and (not self.borrows or len(h.siblings) >= LEAST_SIBLINGS)
        )


MODELS: tuple[Model, ...] = (
    Model("last value", baselines.last_value, Step.YEAR, 3, is_baseline=True),
    Model("mean", baselines.mean, Step.YEAR, 3, is_baseline=True),
    Model("drift", baselines.drift, Step.YEAR, 3, is_baseline=True),
    Model("seasonal naive", baselines.seasonal_naive, Step.MONTH, 24, is_baseline=True),
    Model("seasonal mean", baselines.seasonal_mean, Step.MONTH, 24, is_baseline=True),
    Model("constant rate with months", counts.constant_rate, Step.MONTH, 24, is_baseline=True, counts_only=True),
    Model("pooled drift", pooled.pooled_drift, Step.YEAR, 3, borrows=True),
    Model("local level", levels.local_level, Step.YEAR, 8),
    Model("damped trend", levels.damped_trend, Step.YEAR, 8),
    Model("Theta", levels.theta, Step.YEAR, 8),
    Model("ETS", heavy.ets, Step.YEAR, 8, extra=heavy.EXTRA),
    Model("local level with months", levels.local_level, Step.MONTH, 36),
    Model("damped trend with months", levels.damped_trend, Step.MONTH, 36),
    Model("trend with months", counts.trend_and_months, Step.MONTH, 36, counts_only=True),
    Model("INGARCH(1,1)", counts.feeding, Step.MONTH, 36, counts_only=True),
    Model("ETS with months", heavy.ets, Step.MONTH, 36, extra=heavy.EXTRA),
    Model("SARIMA", heavy.sarima, Step.MONTH, 36, extra=heavy.EXTRA),
)


def missing_models() -> tuple[str, ...]:
    """Models that are not tried because what fits them is not installed."""
    return tuple(m.name for m in MODELS if m.extra and not heavy.is_there())


def simulated(h: History, exposure: Floats, draws: int, seed: Callable[[str], int]) -> Mapping[str, Floats]:
    """Paths (draws x steps) by the name of every model that suits the history, and of their ensemble."""
    out = dict(_each(h, exposure, draws, seed))
    tried = [out[m.name] for m in MODELS if m.name in out and not m.is_baseline]
    if len(tried) >= 3:
        out[ENSEMBLE] = median_of(tried, h.scale is Scale.COUNT)
    return out


def _each(h: History, exposure: Floats, draws: int, seed: Callable[[str], int]) -> Iterator[tuple[str, Floats]]:
    for model in MODELS:
        if model.suits(h) and not (model.extra and not heavy.is_there()):
            paths = model.simulate(h, exposure, draws, np.random.default_rng(seed(model.name)))
            if np.isfinite(paths).all():
                yield model.name, paths


def median_of(paths: list[Floats], is_whole: bool) -> Floats:
    """The median of the models' quantiles, put back in the order of the first model's paths."""
    stacked = np.median(np.stack([np.sort(p, axis=0) for p in paths]), axis=0)
    ranks = np.argsort(np.argsort(paths[0], axis=0, kind="stable"), axis=0, kind="stable")
    out = np.take_along_axis(stacked, ranks, axis=0)
    return np.rint(out) if is_whole else out


def is_baseline(name: str) -> bool:
    return any(m.name == name and m.is_baseline for m in MODELS)
