"""Bringing indicators to one scale, on which more always counts as more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from samarkand.domain.errors import SamarkandError
from samarkand.index import along
from samarkand.index.along import Array
from samarkand.index.methods import Normalise
from samarkand.index.spec import IndicatorSpec, NormaliseChoices


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator's values, already turned so that more is better, with the marks it may need.

    `low`, `high` and `target` are turned too. `reference` is the row the distance is taken to.
    """

    x: Array
    choices: NormaliseChoices
    low: float = np.nan
    high: float = np.nan
    target: float = np.nan
    reference: int = -1


def _min_max(c: Column) -> Array:
    low = along.lowest(c.x)
    return along.ratio(c.x - low, along.highest(c.x) - low)


def _to(c: Column, mark: Array | float) -> Array:
    """1 at the mark, 0 at the lowest value; beyond the mark 1."""
    low = along.lowest(c.x)
    return np.minimum(along.ratio(c.x - low, mark - low), 1.0)


def _z_score(c: Column) -> Array:
    return along.ratio(c.x - along.mean(c.x), along.deviation(c.x)) * c.choices.sd + c.choices.mean


def _percentile(c: Column) -> Array:
    return along.ratio(along.ranks(c.x) - 1, along.count(c.x) - 1)


def _goalposts(c: Column) -> Array:
    return np.clip((c.x - c.low) / (c.high - c.low), 0.0, 1.0)


_SCALES: Mapping[Normalise, Callable[[Column], Array]] = {
    Normalise.RANK: lambda c: along.ranks(c.x),
    Normalise.BORDA: lambda c: along.ranks(c.x) - 1,
    Normalise.Z_SCORE: _z_score,
    Normalise.NONE: lambda c: c.x,
}
_FRACTIONS: Mapping[Normalise, Callable[[Column], Array]] = {
    Normalise.MIN_MAX: _min_max,
    Normalise.DISTANCE_TO_MAX: lambda c: _to(c, along.highest(c.x)),
    Normalise.DISTANCE_TO_REFERENCE: lambda c: _to(c, c.x[..., c.reference, None]),
    Normalise.DISTANCE_TO_TARGET: lambda c: _to(c, c.target),
    Normalise.FRACTION_OF_MAX: lambda c: along.ratio(c.x, along.highest(c.x)),
    Normalise.PERCENTILE: _percentile,
    Normalise.GOALPOSTS: _goalposts,
    Normalise.SCALED: lambda c: (c.x - c.low) / (c.high - c.low),
}
"""These yield fractions, mostly 0 to 1, which then go to the scale of the spec; `scaled` may leave it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How each indicator is normalised."""

    choices: NormaliseChoices
    methods: tuple[Normalise, ...]
    indicators: tuple[IndicatorSpec, ...]

    def apply(self, x: Array, reference: int) -> Array:
        """Normalised values (… x indicators x rows), marks taken over these rows."""
        out = np.empty(x.shape)
        for k, (method, spec) in enumerate(zip(self.methods, self.indicators, strict=True)):
            out[..., k, :] = self._column(x[..., k, :] * spec.direction, method, spec, reference)
        return out

    def _column(self, x: Array, method: Normalise, spec: IndicatorSpec, reference: int) -> Array:
        low, high, target = (np.nan if v is None else v * spec.direction for v in (spec.low, spec.high, spec.target))
        low, high = (low, high) if spec.direction == 1 else (high, low)
        column = Column(x, self.choices, low, high, target, reference)
        if method in _SCALES:
            return _SCALES[method](column)
        return self.choices.low + (self.choices.high - self.choices.low) * _FRACTIONS[method](column)


def scale(choices: NormaliseChoices, indicators: tuple[IndicatorSpec, ...]) -> Scale:
    """The scale of a spec; raises where a method lacks the marks it needs."""
    methods = tuple(i.normalise or choices.method for i in indicators)
    for indicator, method in zip(indicators, methods, strict=True):
        if method in (Normalise.GOALPOSTS, Normalise.SCALED) and (
            indicator.low is None or indicator.high is None or indicator.low >= indicator.high
        ):
            raise SamarkandError(f"{method} needs low below high", indicator.id, "give the indicator low and high")
        if method is Normalise.DISTANCE_TO_TARGET and indicator.target is None:
            raise SamarkandError("no target to measure the distance to", indicator.id, "give the indicator a target")
        if method is Normalise.DISTANCE_TO_REFERENCE and not choices.reference:
            raise SamarkandError("no area to measure the distance to", "normalise", "set reference to an area's code")
    return Scale(choices, methods, indicators)
