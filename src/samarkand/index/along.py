"""Numbers along the last axis of an array, whatever stands before it; NaN is passed over."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def lowest(x: Array) -> Array:
    return np.fmin.reduce(x, axis=-1, keepdims=True)


def highest(x: Array) -> Array:
    return np.fmax.reduce(x, axis=-1, keepdims=True)


def count(x: Array) -> Array:
    return np.asarray(np.sum(~np.isnan(x), axis=-1, keepdims=True), dtype=np.float64)


def ratio(part: Array, whole: Array | float) -> Array:
    """NaN where there is nothing to divide by."""
    part, whole = np.broadcast_arrays(part, np.asarray(whole, dtype=np.float64))
    return np.asarray(np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole != 0))


def mean(x: Array) -> Array:
    """NaN where nothing is there."""
    total = x.sum(axis=-1, keepdims=True)
    if not np.isnan(total).any():
        return np.asarray(total / x.shape[-1])
    n = count(x)
    return ratio(np.nansum(x, axis=-1, keepdims=True), n)


def median(x: Array) -> Array:
    """NaN where nothing is there. Sorting puts NaN last, so the middle is found by counting."""
    n = count(x).astype(np.int64)
    ordered = np.sort(x, axis=-1)
    low, high = np.maximum((n - 1) // 2, 0), np.minimum(n // 2, x.shape[-1] - 1)
    return np.asarray((np.take_along_axis(ordered, low, -1) + np.take_along_axis(ordered, high, -1)) / 2)


def deviation(x: Array) -> Array:
    """Standard deviation with n - 1 below the line; NaN for fewer than two."""
    n = count(x)
    squares = np.nansum((x - mean(x)) ** 2, axis=-1, keepdims=True)
    return np.asarray(np.sqrt(ratio(squares, np.maximum(n - 1, 0))))


def skew_and_kurtosis(x: Array) -> tuple[Array, Array]:
    """Sample skewness and excess kurtosis with the usual small-sample corrections; 0 where nothing varies.

    The same as `scipy.stats.skew` and `kurtosis` with `bias=False`. Needs four values, else 0.
    """
    n, middle = count(x), mean(x)
    d = x - middle
    if np.isnan(d).any():
        d = np.nan_to_num(d)
    square = d * d
    m2, m3, m4 = (
        np.einsum("...i,...i->...", a, b)[..., None] / np.maximum(n, 1)
        for a, b in ((d, d), (square, d), (square, square))
    )
    fine = (n > 3) & (m2 > 1e-24 * np.nan_to_num(middle) ** 2)
    safe2, safe_n = np.where(fine, m2, 1.0), np.where(fine, n, 4.0)
    skew = np.sqrt(safe_n * (safe_n - 1)) / (safe_n - 2) * m3 / safe2**1.5
    kurtosis = (safe_n - 1) / ((safe_n - 2) * (safe_n - 3)) * ((safe_n + 1) * m4 / safe2**2 - 3 * (safe_n - 1))
    return np.where(fine, skew, 0.0), np.where(fine, kurtosis, 0.0)


def ranks(x: Array) -> Array:
    """Average ranks from 1 for the lowest; NaN keeps none."""
    order = np.argsort(x, axis=-1)
    ordered = np.take_along_axis(x, order, -1)
    place = np.broadcast_to(np.arange(x.shape[-1]), x.shape)
    is_new = np.ones(x.shape, dtype=bool)
    is_new[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    first = np.maximum.accumulate(np.where(is_new, place, 0), axis=-1)
    ends = np.ones(x.shape, dtype=bool)
    ends[..., :-1] = is_new[..., 1:]
    last = np.minimum.accumulate(np.where(ends, place, x.shape[-1])[..., ::-1], axis=-1)[..., ::-1]
    out = np.empty(x.shape)
    np.put_along_axis(out, order, (first + last) / 2 + 1, -1)
    return np.where(np.isnan(x), np.nan, out)


def places(scores: Array, parts: Sequence[slice]) -> Array:
    """Ranks of scores within each part of the last axis, 1 for the highest, ties at their average.

    Scores are rounded at nine digits after the point first: what differs by less differs by the order of a sum.
    """
    rounded = -np.round(scores, 9)
    return np.concatenate([ranks(rounded[..., part]) for part in parts], axis=-1)
