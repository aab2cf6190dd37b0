"""When something was: known to the year, the month or the day, a span of those, or not at all."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SPAN_OF_YEARS = re.compile(r"(\d{4})-(\d{4})")


def _bounds(point: str) -> tuple[date, date]:
    matched = _POINT.fullmatch(point)
    if not matched:
        raise ValueError(f"{point!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in matched.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`start` and `end` are YYYY, YYYY-MM or YYYY-MM-DD; without an end the period is its start."""

    start: str
    end: str | None = None

    def __post_init__(self) -> None:
        first, last = _bounds(self.start)[0], _bounds(self.end or self.start)[1]
        if last < first:
            raise ValueError(f"period ends before it starts: {self.start} to {self.end}")

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """A point, `start/end`, or a span of years `2019-2020`; None for nothing. ValueError otherwise."""
        if not text:
            return None
        if years := _SPAN_OF_YEARS.fullmatch(text):
            return cls(*years.groups())
        start, _, end = text.partition("/")
        return cls(start, end or None)

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return _bounds(self.start)[0]

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        return _bounds(self.end or self.start)[1]

    @property
    def year(self) -> int:
        return self.first.year

    @property
    def month(self) -> str | None:
        """`YYYY-MM` where the period lies within one month, else None."""
        first, last = self.first, self.last
        return self.start[:7] if (first.year, first.month) == (last.year, last.month) else None

    @property
    def week(self) -> str | None:
        """The Monday of the week the period lies within, as `YYYY-MM-DD`; None where it spans more."""
        monday = monday_of(self.first)
        return monday.isoformat() if monday == monday_of(self.last) else None

    def within_years(self, first: int, last: int) -> bool:
        return first <= self.first.year and self.last.year <= last

    def days_apart(self, other: "Period") -> int:
        """Days between the two periods, 0 where they touch."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)

    def __str__(self) -> str:
        return f"{self.start}/{self.end}" if self.end else self.start
