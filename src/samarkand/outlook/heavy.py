"""ETS and SARIMA as statsforecast fits them; the extra `outlook` brings it, and without it they are named as missing."""

from importlib.util import find_spec
from typing import Any

import numpy as np

from samarkand.outlook.draws import Rng, paths
from samarkand.outlook.history import Floats, History
from samarkand.outlook.levels import season_of

EXTRA = "statsforecast"


def is_there() -> bool:
    return find_spec(EXTRA) is not None


def _simulated(model: Any, z: Floats, horizon: int, draws: int, rng: Rng) -> Floats:
    seed = int(rng.integers(2**31))
    out = np.asarray(model.simulate(h=horizon, n_paths=draws, y=z, seed=seed), dtype=np.float64)
    return out if out.shape == (draws, horizon) else out.T


def _with_drawn_spread(z: Floats, n: int, used: int, rng: Rng) -> Floats:
    """Paths stretched about their middle, since the spread is itself known only from so many steps."""
    degrees = max(n - used, 2)
    stretch = np.sqrt(degrees / rng.chisquare(degrees, len(z)))[:, None]
    middle = np.median(z, axis=0)
    return np.asarray(middle + (z - middle) * stretch)


def ets(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """Exponential smoothing chosen by the corrected information criterion, on the seasonally adjusted series."""
    from statsforecast.models import AutoETS

    season = season_of(h)
    z = h.z - season.effects[h.seasons()]
    out = _simulated(AutoETS(season_length=1, model="ZZN"), z, len(exposure), draws, rng)
    out = _with_drawn_spread(out, h.n, 3, rng) + season.drawn(draws, rng)[:, h.seasons(len(exposure))]
    return paths(h, out, exposure)


def sarima(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """SARIMA chosen by the corrected information criterion, one term a kind at most."""
    from statsforecast.models import AutoARIMA

    model = AutoARIMA(season_length=h.season, max_p=1, max_q=1, max_P=1, max_Q=1, max_order=3, stepwise=True)
    out = _simulated(model, h.z, len(exposure), draws, rng)
    return paths(h, _with_drawn_spread(out, h.n, 4, rng), exposure)
