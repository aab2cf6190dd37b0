"""Rows of other people's indexes to leads: an address, and what the index says of it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from samarkand.collate.parse.dated import compact_day, told_day
from samarkand.collate.parse.row import Where, clean
from samarkand.domain.lead import Lead, LeadKind
from samarkand.domain.period import Period
from samarkand.domain.refusal import Refusal
from samarkand.text.language_codes import language_code

_LONGEST: Final = 2000
_TITLE: Final = 500
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "address": ("url", "address", "link", "documentidentifier", "sourceurl"),
    "title": ("title",),
    "date": ("publish_date", "seendate", "date", "indexed_date", "collect_date"),
    "publisher": ("media_name", "domain", "media_url", "sourcecommonname"),
    "language": ("language", "lang"),
    "country": ("sourcecountry", "country"),
}
_MARKS: Final[Mapping[LeadKind, frozenset[str]]] = {
    LeadKind.MEDIA_CLOUD: frozenset({"media_name", "media_url", "stories_id", "media_id", "indexed_date"}),
    LeadKind.GDELT_DOC: frozenset({"seendate", "url_mobile", "mobileurl", "sourcecountry", "socialimage"}),
}
"""Names that only this kind of list uses."""


def web_address(told: str) -> str:
    """The address without its fragment; nothing where it is no address of the web."""
    text = clean(told).strip().replace(" ", "%20").partition("#")[0]
    try:
        parts = urlsplit(text)
        is_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return text if is_web and len(text) <= _LONGEST and text.isprintable() else ""


def list_kind(names: Iterable[str]) -> LeadKind | None:
    """Which list has columns of these names, if it is one: it names addresses and holds no texts."""
    told = {name.strip().casefold() for name in names}
    if "text" in told or not told & {"url", "address"}:
        return None
    return next((kind for kind, marks in _MARKS.items() if told & marks), None)


def lead_from_row(row: Mapping[str, object], kind: LeadKind, where: Where) -> Lead | Refusal:
    """One row of a list of stories; a row without an address of the web is refused."""
    told = {str(name).strip().casefold(): value for name, value in row.items() if value is not None}

    def first(field: str) -> str:
        return next((text for name in _NAMES[field] if (text := clean(str(told.get(name, ""))).strip())), "")

    address = web_address(first("address"))
    if not address:
        return where.refuse("address", f"no address of the web: {first('address')[:80]!r}")
    return Lead(
        address=address,
        kind=kind,
        title=first("title")[:_TITLE],
        period=_day(first("date")),
        publisher=first("publisher")[:_TITLE],
        language=language_code(first("language")),
        country=first("country")[:80],
        found_in=where.file,
    )


def _day(told: str) -> Period | None:
    return told_day(told[:10]) or compact_day(told)


def each_once(rows: Iterable[Lead | Refusal], where: Where) -> Iterator[Lead | Refusal]:
    """The first of every address; how many rows repeat one is said at the end."""
    seen: set[str] = set()
    repeated = 0
    for row in rows:
        if isinstance(row, Lead) and row.address in seen:
            repeated += 1
            continue
        if isinstance(row, Lead):
            seen.add(row.address)
        yield row
    if repeated:
        yield where.refuse("repeated", f"{repeated:,} rows name an address again; each is kept once", kept=True)
