"""A document under the date its own file or a list gives it, with what speaks against that date."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from samarkand.collate.parse.pages.read import Told
from samarkand.domain.dating import DateSource, Doubt, doubts
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.domain.refusal import Refusal

_EARLIEST, _LATEST = 1000, 2100


def day(moment: datetime | date | None) -> Period | None:
    """The day as written, in the zone it was written in; None for nothing and for years nobody can mean."""
    if moment is None or not _EARLIEST <= moment.year <= _LATEST:
        return None
    return Period(f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}")


def told_day(text: str) -> Period | None:
    """The day of an ISO date or moment as it was told; None where it is neither."""
    try:
        return day(datetime.fromisoformat(text.strip())) if text.strip() else None
    except ValueError:
        return None


def compact_day(text: str) -> Period | None:
    """The day of `20240501`, `20240501101500` or `20240501T101500Z`."""
    digits = text.strip()[:8]
    try:
        return day(datetime.strptime(digits, "%Y%m%d").replace(tzinfo=UTC)) if digits.isdecimal() else None
    except ValueError:
        return None


def dated(
    rows: Iterator[Document | Refusal],
    told: Told,
    found: Period | None,
    by: DateSource = DateSource.METADATA,
    doubt: tuple[Doubt, ...] = (),
) -> Iterator[Document | Refusal]:
    """What a list told goes before what the file says of itself; where the two differ, that is a doubt."""
    listed = told_day(told.date)
    period = listed or found
    doubt = () if listed else doubt
    if listed and found and listed.days_apart(found) > 1:
        doubt = (Doubt.DISAGREE,)
    doubt += doubts(period, told.captured)
    for row in rows:
        if isinstance(row, Document) and period:
            yield replace(row, period=period, dated_by=DateSource.FEED if listed else by, doubt=doubt)
        else:
            yield row
