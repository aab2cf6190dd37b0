"""RSS and Atom to items."""

import calendar
import io
from datetime import UTC, datetime, timedelta
from typing import Any

from samarkand.collect.listing import Asked, Listing, each_once, item_of
from samarkand.collect.xml_bytes import NotXml, checked
from samarkand.domain.capture import Item
from samarkand.domain.refusal import Refusal

_AHEAD = timedelta(days=1)
"""Clocks and zones of publishers may be off by this much."""


def parse_feed(data: bytes, asked: Asked) -> Listing:
    """Items in the order of the feed, with dates in ISO 8601 where they can be read and as told where not."""
    import feedparser

    try:
        body = checked(data)
    except NotXml as problem:
        return asked.unreadable(str(problem))
    headers = {"content-type": asked.kind or "application/xml", "content-location": asked.address}
    # bytes go in as a stream: handed over bare they would be tried as a file name first
    read = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    if not read.entries and (read.bozo or not read.version):
        return asked.unreadable("is no feed that can be read")
    items: list[Item] = []
    refusals: list[Refusal] = []
    if read.bozo and _is_broken(read.bozo_exception):
        refusals.append(asked.refuse("malformed", "the feed is malformed; read as far as it goes", kept=True))
    for row, entry in enumerate(read.entries, 1):
        item = item_of(asked.address, _link(entry), entry.get("title", ""), _date(entry), entry.get("id", ""))
        if item is None or item.address == asked.address:  # a feed that leaves a link empty means itself
            refusals.append(asked.refuse("link", "an entry without a link to a page", row))
            continue
        items.append(item)
        if _is_ahead(entry, asked.at):
            refusals.append(asked.refuse("future", f"an entry dated in the future: {item.date}", row, kept=True))
    return Listing(each_once(items), refusals=tuple(refusals))


def _is_broken(problem: Exception) -> bool:
    """Charsets and media types that do not agree are mended by the parser and are no damage."""
    return type(problem).__name__ not in ("CharacterEncodingOverride", "NonXMLContentType")


def _link(entry: Any) -> str:
    if link := entry.get("link", ""):
        return str(link)
    name = str(entry.get("id", ""))
    return name if name.startswith(("http://", "https://")) else ""


def _moment(entry: Any) -> datetime | None:
    told = _as_told(entry, "published_parsed") or _as_told(entry, "updated_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(told), UTC) if told else None
    except (ValueError, OverflowError, OSError):
        return None


def _as_told(entry: Any, key: str) -> Any:
    """The entry's own value; the library answers with another one where there is none, and warns of it."""
    return dict.get(entry, key)


def _date(entry: Any) -> str:
    moment = _moment(entry)
    return moment.isoformat() if moment else str(_as_told(entry, "published") or _as_told(entry, "updated") or "")


def _is_ahead(entry: Any, now: datetime) -> bool:
    moment = _moment(entry)
    return moment is not None and moment > now + _AHEAD
