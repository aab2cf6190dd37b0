"""Weights among siblings: given, equal, from the first principal component, or such that influence is as declared."""

import numpy as np
from scipy.optimize import minimize

from samarkand.domain.errors import SamarkandError
from samarkand.index.along import Array


def shares(given: Array) -> Array:
    """Weights as shares of one."""
    total = float(given.sum())
    if total <= 0:
        raise SamarkandError("all weights of a group are zero", "weights", "give at least one child a weight")
    return given / total


def correlation(one: Array, other: Array) -> float | None:
    """Pearson's over the rows that have both; None for fewer than three, or where one does not vary."""
    both = ~np.isnan(one) & ~np.isnan(other)
    a, b = one[both], other[both]
    if len(a) < 3:
        return None
    a, b = a - a.mean(), b - b.mean()
    spread = float(np.sqrt((a @ a) * (b @ b)))
    scale = float(np.abs(one[both]).max() * np.abs(other[both]).max()) * len(a)
    if spread <= 1e-12 * scale or spread == 0:
        return None
    return float(np.clip((a @ b) / spread, -1.0, 1.0))


def principal(x: Array, names: tuple[str, ...]) -> Array:
    """Squared loadings of the first component of the correlation matrix (children x rows with all of them).

    Raises where the loadings differ in sign: a child then runs against the others, and no positive weight mends that.
    """
    whole = x[:, ~np.isnan(x).any(axis=0)]
    if len(x) == 1:
        return np.ones(1)
    if whole.shape[1] < 3 or (whole.std(axis=1) == 0).any():
        raise SamarkandError("too few whole rows, or a constant child", ", ".join(names), "use given weights")
    _, vectors = np.linalg.eigh(np.corrcoef(whole))
    first = vectors[:, -1] * np.sign(vectors[:, -1].sum() or 1.0)
    if (first < -1e-9).any():
        against = ", ".join(n for n, v in zip(names, first, strict=True) if v < 0)
        raise SamarkandError(
            "runs against the others of its group", against, "look at its direction, move it, or use given weights"
        )
    return np.asarray(first**2)


def importance(x: Array, score: Array) -> Array:
    """Share of each child in the sum of correlations with the score; one that runs against it counts nothing."""
    found = np.array([max(correlation(row, score) or 0.0, 0.0) for row in x])
    total = found.sum()
    return found / total if total > 0 else np.full(len(x), np.nan)


def optimised(x: Array, target: Array) -> Array:
    """Weights under which the importance of the children in their weighted mean comes nearest to `target`.

    Least squares by SLSQP from `target` itself, over rows that have all children; the best of the way is kept.
    """
    whole = x[:, ~np.isnan(x).any(axis=0)]
    if len(x) == 1:
        return np.ones(1)

    def miss(w: Array) -> float:
        got = importance(whole, np.abs(w) @ whole)
        return float(((got - target) ** 2).sum()) if not np.isnan(got).any() else float(len(x))

    found = minimize(
        miss,
        target,
        method="SLSQP",
        bounds=[(0.0, 1.0)] * len(x),
        constraints=[{"type": "eq", "fun": lambda w: w.sum() - 1}],
        options={"ftol": 1e-12, "maxiter": 500},
    )
    best = found.x if miss(found.x) <= miss(target) else target
    return shares(np.clip(best, 0.0, None))


def alpha(x: Array) -> float | None:
    """Cronbach's alpha of children x rows, over rows with all of them; None for fewer than two children or three rows."""
    whole = x[:, ~np.isnan(x).any(axis=0)]
    k = len(x)
    if k < 2 or whole.shape[1] < 3:
        return None
    total = float(whole.sum(axis=0).var(ddof=1))
    if total <= 0:
        return None
    return float(k / (k - 1) * (1 - whole.var(axis=1, ddof=1).sum() / total))
