"""Taming indicators that a few values dominate: winsorising, logarithms, Box-Cox, by skew and kurtosis."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import boxcox_normmax

from samarkand.index import along
from samarkand.index.along import Array
from samarkand.index.methods import Treat
from samarkand.index.spec import TreatChoices

_SECOND = {Treat.WINSORISE_THEN_LOG: Treat.LOG, Treat.WINSORISE_THEN_BOX_COX: Treat.BOX_COX}
_FIRST = frozenset({Treat.WINSORISE, *_SECOND})


@dataclass(frozen=True, slots=True)
class Treatment:
    """`methods` is one an indicator; `forced` are applied without looking; `powers` are the Box-Cox powers, learnt
    once from the data as they are, so that all runs share them."""

    choices: TreatChoices
    methods: tuple[Treat, ...]
    forced: tuple[bool, ...]
    powers: Mapping[int, float]

    def apply(self, x: Array) -> Array:
        """Treated values (… x indicators x rows); rows are those whose distribution is looked at together."""
        if all(method is Treat.NONE for method in self.methods):
            return x
        wanted = ~passes(x, self.choices)
        out = x.copy()
        for k, method in enumerate(self.methods):
            runs = np.ones(x.shape[:-2], bool) if self.forced[k] else wanted[..., k, 0]
            if method is not Treat.NONE and runs.any():
                column = out[..., k, :]
                column[runs] = self._column(column[runs], k, method)
        return out

    def _column(self, x: Array, k: int, method: Treat) -> Array:
        """One indicator's treated values in the runs that need it (runs x rows)."""
        if method not in _FIRST:
            return self._transformed(x, k, method)
        moved = winsorised(x, self.choices)
        if method is Treat.WINSORISE:
            return moved
        still = ~passes(moved, self.choices)
        return np.where(still, self._transformed(x, k, _SECOND[method]), moved) if still.any() else moved

    def _transformed(self, x: Array, k: int, method: Treat) -> Array:
        match method:
            case Treat.LOG:
                return logged(x)
            case Treat.LOG_GII:
                return logged_gii(x)
        return powered(x, self.powers[k])


def treatment(choices: TreatChoices, own: tuple[Treat | None, ...], base: Array) -> Treatment:
    """The treatment of indicators, `own` where an indicator has its own; `base` is indicators x rows."""
    methods = tuple(method or choices.method for method in own)
    boxed = {Treat.BOX_COX, Treat.WINSORISE_THEN_BOX_COX}
    powers = {k: power(base[k]) for k, method in enumerate(methods) if method in boxed}
    forced = tuple(method is not None and method not in _FIRST for method in own)
    return Treatment(choices, methods, forced, powers)


def passes(x: Array, choices: TreatChoices) -> NDArray[np.bool_]:
    """Whether a distribution is tame: not both its skew and its kurtosis are beyond their bounds."""
    skew, kurtosis = along.skew_and_kurtosis(x)
    tame: NDArray[np.bool_] = ~((np.abs(skew) > choices.skew) & (kurtosis > choices.kurtosis))
    return tame


def winsorised(x: Array, choices: TreatChoices) -> Array:
    """The outermost value on the skewed side becomes its neighbour, again and again, until the distribution is tame
    or `points` values have been moved (runs x rows, none of them tame). Values that are level are moved together. A step that would
    leave all values the same is not made: who stands out then does so rightly."""
    out = x.copy()
    go = np.arange(len(x))
    while len(go):
        part = out[go]
        skew, _ = along.skew_and_kurtosis(part)
        sign = np.where(skew >= 0, 1.0, -1.0)
        turned = part * sign
        at_top = turned == along.highest(turned)
        below = along.highest(np.where(at_top, np.nan, turned))
        varies = below > along.lowest(turned)
        part = np.where(at_top & varies, below * sign, part)
        out[go] = part
        moved = at_top.sum(axis=-1, keepdims=True)
        go = go[(varies & (moved < choices.points) & ~passes(part, choices))[:, 0]]
    return out


def logged(x: Array) -> Array:
    """Logarithm after a shift that puts the lowest value at a hundredth of the range: the unit does not matter."""
    low, high = along.lowest(x), along.highest(x)
    return _log(x - low + 0.01 * (high - low))


def logged_gii(x: Array) -> Array:
    """The logarithm some innovation indexes use. It depends on the unit, and below 1 it turns the order about:
    there it yields NaN."""
    low, high = along.lowest(x), along.highest(x)
    with np.errstate(invalid="ignore", divide="ignore"):
        inner = (high - 1) * (x - low) / (high - low) + 1
    return _log(np.where(high > 1, inner, np.nan))


def _log(x: Array) -> Array:
    return np.log(x, out=np.full(np.shape(x), np.nan), where=x > 0)


def _positive(x: Array) -> Array:
    """Values on a scale of 0.01 to 1.01, whatever their unit."""
    low, high = along.lowest(x), along.highest(x)
    with np.errstate(invalid="ignore", divide="ignore"):
        return (x - low) / (high - low) + 0.01


def powered(x: Array, lam: float) -> Array:
    """Box and Cox's transformation of the values brought to 0.01 to 1.01."""
    y = _positive(x)
    return np.log(y) if lam == 0 else (y**lam - 1) / lam


def power(x: Array) -> float:
    """The likeliest power for one indicator; 1, which changes nothing, where there is nothing to learn from."""
    known = x[~np.isnan(x)]
    if len(known) < 4 or known.min() == known.max():
        return 1.0
    return float(boxcox_normmax(_positive(known), method="mle"))
