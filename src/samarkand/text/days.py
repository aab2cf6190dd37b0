"""Days as metadata and indexes write them; the day is the one that is written, in whatever zone that was."""

from datetime import UTC, date, datetime

from samarkand.domain.period import Period

_EARLIEST, _LATEST = 1000, 2100


def day(moment: date | None) -> Period | None:
    """None for nothing and for years nobody can mean."""
    if moment is None or not _EARLIEST <= moment.year <= _LATEST:
        return None
    return Period(f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}")


def iso_day(text: str) -> Period | None:
    """The day of an ISO date or moment; None where it is neither."""
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
