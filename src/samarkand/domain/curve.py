"""One point of a share that grows with time."""

from dataclasses import dataclass

from samarkand.domain.scale import Layer


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """By `months` since it was promised, the share `estimate` (`low` to `high`, 95 %) had come so far; `at_risk` were watched.

    `curve` says to what: `delivered`, `cancelled`, `ended` (either), and the two other readings of delivery: `heard`,
    where those left open are only counted as watched until they were last heard of, and `detected`, corrected for
    deliveries that nobody we read tells of. `group` is "" for all, else as in `type:A2` or `partner:NO`.
    """

    curve: str
    layer: Layer
    focus: str
    group: str
    months: float
    estimate: float
    low: float
    high: float
    at_risk: int
    method: str
