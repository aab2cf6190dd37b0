"""The curves behind the rates, point by point, so that they can be drawn and recomputed."""

from collections.abc import Iterator, Mapping

import numpy as np

from samarkand.domain.curve import CurvePoint
from samarkand.domain.scale import Layer
from samarkand.measure.detection import detection
from samarkand.measure.fates import CANCELLED, DELIVERED
from samarkand.measure.time_to import EITHER, Fitted
from samarkand.measure.view import View

EVERY = 6.0
"""Months after which a point stands even if nothing ended, so that it is known how many were watched."""
LAYERS = (Layer.CLAIMED, Layer.EVIDENCED)


def curves(views: Mapping[Layer, View]) -> list[CurvePoint]:
    """Delivery for all and for every group large enough; the other curves for all."""
    return [point for layer in LAYERS for point in _of_layer(views[layer])]


def _of_layer(view: View) -> Iterator[CurvePoint]:
    for group in view.cohort.watched_groups:
        yield from _points(view, "delivered", group, view.cohort.fit(DELIVERED, group))
    yield from _points(view, "cancelled", "", view.cohort.fit(CANCELLED))
    yield from _points(view, "ended", "", view.cohort.fit(EITHER))
    yield from _points(view, "heard", "", view.cohort.hopeful_fit)
    yield from _corrected(view)


def _corrected(view: View) -> Iterator[CurvePoint]:
    found, made = detection(view), view.cohort.fit(DELIVERED)
    if made and found.share:
        method = f"{made.method}; divided by {found.share:.2f} of {found.listed} listed deliveries heard of"
        yield from _points(view, "detected", "", Fitted(made.curve.times_factor(1 / found.share), method))


def _points(view: View, name: str, group: str, made: Fitted | None) -> Iterator[CurvePoint]:
    """From nought to the longest anybody was watched; nothing where the shares would mean nothing."""
    if made is None or made.curve.emptied is not None:
        return
    curve, key = made.curve, view.focus.key
    yield CurvePoint(name, view.layer, key, group, 0.0, 0.0, 0.0, 0.0, int((curve.entries <= 0).sum()), made.method)
    between = np.arange(EVERY, curve.until, EVERY)
    for months in np.unique(np.concatenate([curve.times, between, [curve.until]])).tolist():
        point = (months, *curve.at(months), curve.watched(months))
        yield CurvePoint(name, view.layer, key, group, *point, made.method)
