"""One indicator over equal steps of time, with when each value became known."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samarkand.domain.scale import Layer


class Step(StrEnum):
    """Length of a step, and how many of it make a season and a year."""

    YEAR = "year"
    MONTH = "month"

    @property
    def season(self) -> int:
        return 12 if self is Step.MONTH else 1

    def parse(self, period: str) -> int:
        """The step's number since the year 0. ValueError for what is no such period."""
        if self is Step.YEAR:
            return int(period)
        year, month = period.split("-")
        if not 1 <= int(month) <= 12:
            raise ValueError(f"{period!r} is no month")
        return int(year) * 12 + int(month) - 1

    def write(self, number: int) -> str:
        return f"{number:04}" if self is Step.YEAR else f"{number // 12:04}-{number % 12 + 1:02}"

    def last_day(self, number: int) -> date:
        first_of_next = number + 1
        if self is Step.YEAR:
            return date(first_of_next, 1, 1) - timedelta(days=1)
        return date(first_of_next // 12, first_of_next % 12 + 1, 1) - timedelta(days=1)


class Scale(StrEnum):
    """What values may be: whole numbers from nought, shares of one, numbers from nought, any numbers."""

    COUNT = "count"
    SHARE = "share"
    AMOUNT = "amount"
    REAL = "real"


@dataclass(frozen=True, slots=True)
class Observation:
    """A value of a step as it was known from the day `captured` on (`YYYY-MM-DD`; "" where nobody noted it).

    `exposure` is how much was searched for it, in the units of its series; None where it does not depend on that.
    """

    period: str
    value: float
    captured: str = ""
    exposure: float | None = None

    def __post_init__(self) -> None:
        if self.value != self.value or (self.exposure is not None and not self.exposure > 0):
            raise ValueError(f"{self.period}: a value is a number, and was searched for")


@dataclass(frozen=True, slots=True)
class Series:
    """`group` names its siblings, from which a short series borrows. Raises ValueError for the claimed layer."""

    id: str
    name: str
    unit: str
    step: Step
    scale: Scale
    layer: Layer
    observations: tuple[Observation, ...]
    group: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if self.layer is Layer.CLAIMED:
            raise ValueError(f"{self.id}: what is only claimed is not carried forward")
        for observation in self.observations:
            self.step.parse(observation.period)

    @property
    def is_bitemporal(self) -> bool:
        """Is it known of every value when it became known?"""
        return bool(self.observations) and all(o.captured for o in self.observations)
