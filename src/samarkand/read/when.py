"""When it happens: the date its passage gives, one told close by, or what the news assumes without saying."""

from collections.abc import Iterator

from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.read.dated import Dates

_BACK = 12
_AHEAD = 6
_DAY = 10
_YEAR = 4
_TO_COME = (Stage.ANNOUNCED, Stage.MOOTED)
_ACTS_BY_SAYING = ("G", "M")

Dated = tuple[Period | None, bool]


def period_of(at: int, dates: Dates, stage: Stage, kind: str) -> Dated:
    """A date, and whether the passage itself gives it.

    What is reported as done without a day of its own happened on the day told before it, else on the day of the
    document; what is to come takes a date ahead of the document told close by, else no more than its year. A
    guideline or mechanism is announced by the saying of it, so it has the day of the document.
    """
    lean = 1 if stage in _TO_COME else -1
    told = _Told(dates, lean)
    return _to_come(at, told, kind) if stage in _TO_COME else _done(at, told)


class _Told:
    """The dates of a document's passages, read as the telling leans."""

    def __init__(self, dates: Dates, lean: int) -> None:
        self.passages = dates.passages
        self.written = dates.written
        self._dates = dates
        self._lean = lean

    def at(self, number: int) -> list[Period]:
        return self._dates.at(number, self._lean)

    def is_past(self, period: Period) -> bool:
        return self.written is None or period.first <= self.written.last

    def is_ahead(self, period: Period) -> bool:
        return self.written is None or period.last >= self.written.first

    def day_of_document(self) -> Period | None:
        return self.written if self.written and not self.written.end else None


def _done(at: int, told: _Told) -> Dated:
    own = told.at(at)
    days = [p for p in own if len(p.start) == _DAY]
    if days:
        return next((p for p in days if told.is_past(p)), days[0]), True
    coarse = max(own, key=lambda p: len(p.start), default=None)
    if coarse and not _holds(coarse, told.written):
        return coarse, True
    before = (p for i in range(at - 1, max(-1, at - 1 - _BACK), -1) for p in told.at(i))
    near = next((p for p in before if len(p.start) == _DAY and told.is_past(p)), None)
    return near or told.day_of_document() or coarse, coarse is not None


def _holds(coarse: Period, written: Period | None) -> bool:
    """Does the month or year hold the day of the document, so that the day is the better answer?"""
    return written is not None and coarse.first <= written.first and written.last <= coarse.last


def _to_come(at: int, told: _Told, kind: str) -> Dated:
    own = told.at(at)
    if ahead := [p for p in own if told.is_ahead(p)]:
        return max(ahead, key=lambda p: len(p.start)), True
    if own and told.written is None:
        return max(own, key=lambda p: len(p.start)), True
    near = (p for i in _around(at, len(told.passages)) for p in told.at(i))
    if found := next((p for p in near if len(p.start) > _YEAR and told.is_ahead(p)), None):
        return found, False
    said = told.day_of_document()
    if said and kind[0] not in _ACTS_BY_SAYING:
        said = Period(said.start[:_YEAR])
    return said, False


def _around(at: int, n: int) -> Iterator[int]:
    """What was told before first, nearest first, then what follows."""
    yield from range(at - 1, max(-1, at - 1 - _AHEAD), -1)
    yield from range(at + 1, min(n, at + 1 + _AHEAD))
