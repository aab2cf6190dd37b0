"""Weights that make one group alike another in what is known of both."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
_CLOSE = 1e-4


def entropy_balance(controls: ArrayLike, target: ArrayLike) -> Floats | None:
    """Weights of the controls (units x covariates), summing to one, whose means equal `target` (one a covariate).

    As even as that allows; None where no weights can do it, since the target lies outside what the controls span. Raises
    ValueError where the shapes do not fit or a value is not finite. Source: Hainmueller 2012, the dual problem.
    """
    x, wanted = np.asarray(controls, dtype=np.float64), np.asarray(target, dtype=np.float64)
    if x.ndim != 2 or wanted.shape != x.shape[1:] or not np.isfinite(x).all() or not np.isfinite(wanted).all():
        raise ValueError(f"controls {x.shape} and target {wanted.shape} do not go together, or a value is not finite")
    spread = x.std(axis=0)
    varied = spread > 0
    if (np.abs(x[:1, ~varied] - wanted[~varied]) > _CLOSE).any():
        return None
    centred = (x[:, varied] - wanted[varied]) / spread[varied]

    def dual(multipliers: Floats) -> tuple[float, Floats]:
        weights, height = _weights(centred, multipliers)
        return height, weights @ centred

    found = minimize(dual, np.zeros(centred.shape[1]), jac=True, method="BFGS", options={"gtol": 1e-8})
    weights, _ = _weights(centred, found.x)
    return weights if (np.abs(weights @ centred) < _CLOSE).all() else None


def _weights(centred: Floats, multipliers: Floats) -> tuple[Floats, float]:
    """Weights in proportion to exp, and the logarithm of their sum, without overflow."""
    score = centred @ multipliers
    top = float(score.max())
    raw = np.exp(score - top)
    return raw / raw.sum(), top + float(np.log(raw.sum()))
