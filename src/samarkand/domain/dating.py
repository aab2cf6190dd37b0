"""Where the date of a document comes from, and what speaks against it."""

from datetime import date, timedelta
from enum import StrEnum

from samarkand.domain.period import Period


class DateSource(StrEnum):
    """Who says when a document was published. `file` is a column of the file it was imported from."""

    FEED = "feed"
    METADATA = "metadata"
    ADDRESS = "address"
    PAGE = "page"
    TEXT = "text"
    FILE = "file"


class Doubt(StrEnum):
    """Why a date may be wrong. The document is kept under it all the same.

    `file_made` is the day a file was made, which need not be the day it was published.
    """

    FUTURE = "future"
    BEFORE_SOURCE = "before_source"
    DISAGREE = "disagree"
    MODIFIED_ONLY = "modified_only"
    FILE_MADE = "file_made"


_ZONES = timedelta(days=1)
"""The day begins up to half a day earlier elsewhere than where a capture is timed."""


def doubts(period: Period | None, captured: date | None = None, since: str | None = None) -> tuple[Doubt, ...]:
    """What the day of capture and the publisher's first day say against a date; a span counts only as a whole."""
    if period is None:
        return ()
    found = []
    if captured and period.first > captured + _ZONES:
        found.append(Doubt.FUTURE)
    if since and (first := Period.parse(since)) and period.last < first.first:
        found.append(Doubt.BEFORE_SOURCE)
    return tuple(found)
