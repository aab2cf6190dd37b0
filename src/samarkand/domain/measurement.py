"""The value of an indicator with interval, n, layer and the records behind it."""

from dataclasses import dataclass

from samarkand.domain.ids import content_id
from samarkand.domain.scale import Layer


@dataclass(frozen=True, slots=True)
class Measurement:
    """Either a value with its interval, or None with the reason. `level` is the interval's coverage.

    `cell` names what within the indicator is measured ("" for the whole, a month, a type, a country).
    `records` are ids of exchanges or `series:area:period` of statistics.
    """

    indicator: str
    layer: Layer
    focus: str
    period: str
    cell: str
    value: float | None
    low: float | None
    high: float | None
    level: float
    n: int
    unit: str
    method: str
    records: tuple[str, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        if self.value is None and not self.reason:
            raise ValueError(f"{self.indicator} {self.cell}: a missing value needs its reason")
        for number in (self.value, self.low, self.high):
            if number is not None and number != number:
                raise ValueError(f"{self.indicator} {self.cell}: not a number")

    @property
    def id(self) -> str:
        return content_id("q", self.indicator, self.layer, self.focus, self.period, self.cell)

    @property
    def is_missing(self) -> bool:
        return self.value is None
