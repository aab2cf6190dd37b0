"""Rows of other people's indexes to leads: an address, and what the index says of it."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

from samarkand.domain.lead import Lead, LeadKind
from samarkand.text.days import compact_day, iso_day
from samarkand.text.language_codes import language_code

_LONGEST: Final = 2000
_TITLE: Final = 500
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "address": ("url", "address", "link"),
    "title": ("title",),
    "date": ("publish_date", "seendate", "date", "indexed_date"),
    "publisher": ("media_name", "domain", "media_url"),
    "language": ("language", "lang"),
    "country": ("sourcecountry",),
}
_MARKS: Final[Mapping[LeadKind, frozenset[str]]] = {
    LeadKind.MEDIA_CLOUD: frozenset({"media_name", "media_url", "stories_id", "media_id", "indexed_date"}),
    LeadKind.GDELT_DOC: frozenset({"seendate", "url_mobile", "mobileurl", "sourcecountry", "socialimage"}),
}
"""Names that only this kind of list uses."""


def one_line(value: object) -> str:
    """Text in one line, without controls and lone surrogates; nothing for nothing."""
    text = "" if value is None else str(value).encode("utf-8", "replace").decode()
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split())).strip()


def web_address(told: str) -> str:
    """The address without its fragment; nothing where it is no address of the web."""
    text = one_line(told).replace(" ", "%20").partition("#")[0]
    try:
        parts = urlsplit(text)
        is_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return text if is_web and len(text) <= _LONGEST else ""


def host_of(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def list_kind(names: Iterable[str]) -> LeadKind | None:
    """Which list has columns of these names, if it is one: it names addresses and holds no texts."""
    told = {name.strip().casefold() for name in names}
    if "text" in told or "url" not in told:
        return None
    return next((kind for kind, marks in _MARKS.items() if told & marks), None)


def lead_from_row(row: Mapping[str, object], kind: LeadKind, found_in: str) -> Lead | None:
    """One row of a list of stories; None where it names no address of the web."""
    told = {one_line(name).casefold(): one_line(value) for name, value in row.items()}

    def first(field: str) -> str:
        return next((told[name] for name in _NAMES[field] if told.get(name)), "")

    address = web_address(first("address"))
    if not address:
        return None
    date = first("date")
    return Lead(
        address=address,
        kind=kind,
        title=first("title")[:_TITLE],
        period=iso_day(date[:10]) or compact_day(date),
        publisher=first("publisher")[:_TITLE] or host_of(address),
        language=language_code(first("language")),
        country=first("country")[:80],
        found_in=found_in,
    )
