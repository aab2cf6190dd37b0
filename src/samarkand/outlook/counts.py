"""Models of whole numbers: negative binomial regression on months and trend, and counts that feed on those before."""

from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from samarkand.outlook.draws import TINY, Rng
from samarkand.outlook.history import Floats, History

RIDGE = 2.0
"""How firmly month effects are held towards none, in observations."""
_ROUNDS = 30
_HIGHEST = 20.0
_FEEDS = [(a, b) for a, b in product(np.linspace(0.0, 0.9, 10), np.linspace(0.0, 0.9, 10)) if a + b <= 0.95]


def constant_rate(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """One rate and month effects, negative binomial."""
    return _regression(h, exposure, draws, rng, trend=False)


def trend_and_months(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """A straight trend of the logarithm and month effects, negative binomial."""
    return _regression(h, exposure, draws, rng, trend=True)


def _design(h: History, start: int, size: int, trend: bool) -> Floats:
    """Columns: one, the trend in years from the last step, a column a season."""
    number = np.arange(start, start + size)
    columns = [np.ones(size)]
    if trend:
        columns.append((number - h.last) / h.season)
    if h.season > 1:
        columns += [((number % h.season) == s).astype(np.float64) for s in range(h.season)]
    return np.column_stack(columns)


def _regression(h: History, exposure: Floats, draws: int, rng: Rng, trend: bool) -> Floats:
    rows = h.known
    y, offset = np.rint(h.values[rows]), np.log(h.exposure[rows])
    x = _design(h, h.first, len(h.values), trend)[rows]
    held = np.array([0.0] + [0.5] * trend + [RIDGE] * (x.shape[1] - 1 - trend))
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(max(y.sum(), 0.5) / np.exp(offset).sum())
    alpha = 0.0
    precision = np.eye(len(beta))
    for _ in range(_ROUNDS):
        mu = np.exp(np.clip(x @ beta + offset, -_HIGHEST, _HIGHEST))
        weight = mu / (1 + alpha * mu)
        precision = x.T @ (x * weight[:, None]) + np.diag(held * max(float(weight.mean()), TINY))
        gradient = x.T @ ((y - mu) / (1 + alpha * mu)) - held * max(float(weight.mean()), TINY) * beta
        step = np.linalg.solve(precision + TINY * np.eye(len(beta)), gradient)
        beta = beta + np.clip(step, -2, 2)
        alpha = dispersion(y, np.exp(np.clip(x @ beta + offset, -_HIGHEST, _HIGHEST)), _used(x, held, precision))
        if np.abs(step).max() < 1e-8:
            break
    root = np.linalg.cholesky(np.linalg.inv(precision + TINY * np.eye(len(beta))))
    drawn = beta + rng.standard_normal((draws, len(beta))) @ root.T
    ahead = _design(h, h.last + 1, len(exposure), trend)
    mu = np.exp(np.clip(drawn @ ahead.T, -_HIGHEST, _HIGHEST)) * exposure
    return negative_binomial(mu, alpha * np.exp(rng.standard_normal(draws) * np.sqrt(2 / max(h.n - 2, 1))), rng)


def _used(x: Floats, held: Floats, precision: Floats) -> float:
    """Parameters in effect: those held by the ridge count in part."""
    weight = np.linalg.solve(precision + TINY * np.eye(len(held)), precision - np.diag(held))
    return float(np.clip(np.trace(weight), 1, x.shape[1]))


def dispersion(y: Floats, mu: Floats, used: float) -> float:
    """Variance beyond Poisson's, in squares of the mean, so that Pearson's sum is what it should be; 0 where it is less."""
    wanted = max(len(y) - used, 1.0)

    def pearson(alpha: float) -> float:
        return float(((y - mu) ** 2 / np.maximum(mu * (1 + alpha * mu), TINY)).sum())

    if pearson(0.0) <= wanted:
        return 0.0
    low, high = 0.0, 1.0
    while pearson(high) > wanted and high < 1e4:
        high *= 4
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if pearson(middle) > wanted else (low, middle)
    return (low + high) / 2


def negative_binomial(mu: Floats, alpha: Floats, rng: Rng) -> Floats:
    """Draws (draws x steps) with means `mu` and a dispersion a draw; Poisson where that is nought."""
    shape = 1 / np.maximum(alpha, 1e-6)
    rate = np.where(alpha[:, None] > 1e-6, mu * rng.gamma(shape[:, None], 1 / shape[:, None], mu.shape), mu)
    return rng.poisson(np.minimum(rate, 1e12)).astype(np.float64)


def feeding(h: History, exposure: Floats, draws: int, rng: Rng) -> Floats:
    """INGARCH(1,1) with month factors: the mean is a part of the level, of the last count and of the last mean.

    The two parts that look back are drawn from a grid, each as probable as its likelihood lets it be.
    """
    y, v = np.rint(h.values), h.exposure
    seasons = h.seasons()
    factor = _factors(y / v, seasons, h)
    x = y / v / factor[seasons]
    level = float(x[h.known].mean())
    a, b = np.array(_FEEDS).T
    omega, mean = (1 - a - b) * level, np.full(len(a), level)
    mus = np.empty((len(x), len(a)))
    for t in range(len(x)):
        if t:
            mean = omega + a * x[t - 1] + b * mean
        mus[t] = np.maximum(mean, TINY) * v[t] * factor[seasons[t]]
    rows = h.known
    alphas = np.array([dispersion(y[rows], mus[rows, i], 3.0 + (h.season > 1) * 6) for i in range(len(a))])
    logs = np.array([_likelihood(y[rows], mus[rows, i], alphas[i]) for i in range(len(a))])
    weights = np.exp(logs - logs.max())
    picked = rng.choice(len(a), draws, p=weights / weights.sum())
    error = np.sqrt(max(float(x[h.known].var(ddof=1)), TINY) / h.n)
    base = np.maximum(level + error * rng.standard_normal(draws), TINY)
    past, now = np.full(draws, x[-1]), mean[picked]
    out = np.empty((draws, len(exposure)))
    for i, s in enumerate(h.seasons(len(exposure))):
        now = np.maximum((1 - a - b)[picked] * base + a[picked] * past + b[picked] * now, TINY)
        scale = exposure[i] * factor[s]
        out[:, i] = negative_binomial((now * scale)[:, None], alphas[picked], rng)[:, 0]
        past = out[:, i] / scale
    return out


def _factors(rate: Floats, seasons: NDArray[np.int64], h: History) -> Floats:
    """Factor of each season, held towards one."""
    if h.season == 1:
        return np.ones(1)
    whole = rate[h.known].mean()
    sums = np.array([rate[h.known & (seasons == s)].sum() for s in range(h.season)])
    sizes = np.array([(h.known & (seasons == s)).sum() for s in range(h.season)])
    found = (sums + RIDGE * whole) / ((sizes + RIDGE) * whole)
    return np.asarray(np.maximum(found, 0.05))


def _likelihood(y: Floats, mu: Floats, alpha: float) -> float:
    if alpha < 1e-6:
        return float((y * np.log(mu) - mu).sum())
    r = 1 / alpha
    return float((gammaln(y + r) - gammaln(r) + r * np.log(r / (r + mu)) + y * np.log(mu / (r + mu))).sum())
