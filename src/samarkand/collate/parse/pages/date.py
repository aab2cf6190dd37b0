"""When a page was published, who says so, and what speaks against it."""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.utils import parsedate
from urllib.parse import urlsplit

from samarkand.codebook.languages import Language, load_languages
from samarkand.collate.parse.pages.metadata import Metadata
from samarkand.domain.dating import DateSource, Doubt, doubts
from samarkand.domain.period import Period
from samarkand.text.dates import find_dates, find_figures
from samarkand.text.language import detect_language

APART = 3
"""Days from which two sources of a date are said to disagree."""
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "displaydate",
    "date",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6})?(?!\d)")
_IN_ADDRESS = (
    re.compile(r"/((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=[/_.-]|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"[/_-]t?((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?=[/_.-]|$)"),
    re.compile(r"/((?:19|20)\d\d)/?(0[1-9]|1[0-2])(?=/|$)()"),
)
_NUMERIC = re.compile(r"0?(\d{1,2})[./]0?(\d{1,2})[./]\d{4}")
_NEVER = frozenset({"1970-01-01", "1970-01"})
"""What a clock that was never set says."""
_LINE, _DATELINE = 160, 300
_MAX_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Dating:
    """The date chosen, who says it, and the doubts."""

    period: Period | None = None
    by: DateSource | None = None
    doubt: tuple[Doubt, ...] = ()


def _day(year: str, month: str, day: str) -> Period | None:
    try:
        point = f"{int(year):04d}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
        return None if point in _NEVER else Period(point)
    except ValueError:
        return None


def read_stamp(raw: str) -> Period | None:
    """The day of a stamp as programs write it: ISO 8601 in any shape, RFC 2822; the day where it was written."""
    for pattern in (_ISO, _COMPACT):
        if (found := pattern.search(raw[:40])) and (period := _day(*found.groups()[:3])):
            return period
    parts = parsedate(raw[:60])
    return _day(*map(str, parts[:3])) if parts and parts[0] >= 1900 else None


def read_address(address: str) -> Period | None:
    """The day, or the month, that the path of an address holds."""
    try:
        path = urlsplit(address[:_MAX_ADDRESS]).path
    except ValueError:
        return None
    for pattern in _IN_ADDRESS:
        if (found := pattern.search(path)) and (period := _day(*found.groups())):
            return period
    return None


def _stamps(raws: Iterator[str]) -> Iterator[Period]:
    return (period for raw in raws if (period := read_stamp(raw)))


def _first_day(lines: Sequence[str], language: Language | None) -> Period | None:
    """The first full day that a line states."""
    for line in lines:
        for found in find_dates(line.lower(), language, None) if language else find_figures(line):
            period = found.period
            is_day = period.first == period.last and period.start not in _NEVER
            if is_day and not (language and language.code == "en" and _either_way(line[found.start : found.end])):
                return period
    return None


def _either_way(written: str) -> bool:
    """Whether day and month can change places: those who write in English do not agree which comes first."""
    found = _NUMERIC.fullmatch(written.strip())
    return found is not None and found.group(1) != found.group(2) and max(map(int, found.groups())) <= 12


def date_of(
    said: Metadata,
    address: str,
    told: str,
    near: Sequence[str],
    lines: Sequence[str],
    captured: datetime.date | None,
) -> Dating:
    """The first of: metadata, feed, address, page, text. `near` are the lines around the title, `lines` the body's.

    A date after the capture gives way to any that is not. What the page shows is read only where nothing else says
    a day, since reading it takes longer than all the rest.
    """
    stated = _stated(said, address, told)
    if not any(len(p.start) == 10 for p, _ in stated):
        stated += _shown(said, near, lines)
    if not stated:
        return _modified(said, captured)
    usable = [s for s in stated if not doubts(s[0], captured)]
    period, by = _finest(usable or stated)
    apart = any(period.days_apart(other) > APART for other, _ in stated)
    return Dating(period, by, doubts(period, captured) + ((Doubt.DISAGREE,) if apart else ()))


Said = tuple[Period, DateSource]


def _stated(said: Metadata, address: str, told: str) -> list[Said]:
    def both() -> Iterator[str]:
        yield from said.stated("datePublished")
        yield from said.all(*_PUBLISHED)
        yield from said.times[:1]

    readers: tuple[tuple[DateSource, Callable[[], Period | None]], ...] = (
        (DateSource.METADATA, lambda: next(_stamps(both()), None)),
        (DateSource.FEED, lambda: read_stamp(told)),
        (DateSource.ADDRESS, lambda: read_address(address)),
    )
    return [(period, by) for by, read in readers if (period := read())]


def _shown(said: Metadata, near: Sequence[str], lines: Sequence[str]) -> list[Said]:
    languages = load_languages()
    told = said.lang.split("-")[0].lower()
    found = detect_language("\n".join(lines)[:1500]).lang or told
    language = languages.get(found)
    around = [line for line in near if len(line) <= _LINE]
    opening = [line[:_DATELINE] for line in lines[:1]]
    readings = ((DateSource.PAGE, around), (DateSource.TEXT, opening))
    return [(period, by) for by, where in readings if (period := _first_day(where, language))]


def _finest(stated: Sequence[Said]) -> Said:
    """The first that knows the day, else the first."""
    return next((s for s in stated if len(s[0].start) == 10), stated[0])


def _modified(said: Metadata, captured: datetime.date | None) -> Dating:
    def both() -> Iterator[str]:
        yield from said.stated("dateModified")
        yield from said.all(*_MODIFIED)

    period = next(_stamps(both()), None)
    if period is None:
        return Dating()
    return Dating(period, DateSource.METADATA, (*doubts(period, captured), Doubt.MODIFIED_ONLY))
