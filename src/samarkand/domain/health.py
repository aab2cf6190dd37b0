"""How a source fares: week by week, and in all."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class WeekState(StrEnum):
    """What a week's number of documents means. Only `MISSING` says that something failed to come."""

    MISSING = "missing"
    NONE = "none"
    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


class Expectation(StrEnum):
    """Where the expected range comes from: the source's file, its own history, or nowhere."""

    TOLD = "told"
    DERIVED = "derived"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SourceWeek:
    """Documents of one source dated within one week, and the range expected of it. `week` is its Monday.

    Weeks run from the first in which the source was heard to the last of the observatory, empty ones included.
    """

    source_id: str
    lineage_id: str
    week: str
    documents: int
    low: int | None
    high: int | None
    expectation: Expectation
    state: WeekState

    @property
    def is_judged(self) -> bool:
        return self.state not in (WeekState.PARTIAL, WeekState.UNKNOWN)

    @property
    def month(self) -> str:
        """`YYYY-MM` of the week's Thursday: the month that holds most of it."""
        return (date.fromisoformat(self.week) + timedelta(days=3)).isoformat()[:7]


@dataclass(frozen=True, slots=True)
class LanguageCount:
    lang: str
    documents: int


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """What came from one source in all. `coarse` are dated to a month or year only, `copies` repeat another source."""

    source_id: str
    lineage_id: str
    documents: int
    read: int
    undated: int
    coarse: int
    doubted: int
    copies: int
    languages: tuple[LanguageCount, ...]
