"""Sitemaps and indexes of sitemaps to items, the newest first."""

from datetime import UTC, datetime
from typing import Any

from samarkand.collect.listing import Asked, Listing, Nested, each_once, item_of
from samarkand.collect.xml_bytes import NotXml, checked
from samarkand.domain.capture import Item
from samarkand.domain.refusal import Refusal

_OLD = datetime.min.replace(tzinfo=UTC)


def parse_sitemap(data: bytes, asked: Asked) -> Listing:
    """Pages by the day of their news, else of their last change; those without one come last."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(checked(data), forbid_dtd=True)
    except NotXml as problem:
        return asked.unreadable(str(problem))
    except (ParseError, DefusedXmlException, LookupError, ValueError) as problem:
        return asked.unreadable(f"is no XML that can be read: {str(problem)[:80]}")
    kind = _name(root)
    if kind not in ("urlset", "sitemapindex"):
        return asked.unreadable(f"is XML, but no sitemap: {kind[:40]}")
    told: list[tuple[datetime, Item]] = []
    refusals: list[Refusal] = []
    for row, node in enumerate(root, 1):
        fields = _fields(node)
        date = fields.get("publication_date") or fields.get("lastmod", "")
        item = item_of(asked.address, fields["loc"], fields.get("title", ""), date) if "loc" in fields else None
        if item is None:
            refusals.append(asked.refuse("link", "an entry without a link to a page", row))
        else:
            told.append((moment(item.date) or _OLD, item))
    told.sort(key=lambda pair: pair[0], reverse=True)
    items = each_once([item for _, item in told])
    if kind == "urlset":
        return Listing(items, refusals=tuple(refusals))
    return Listing(lists=tuple(Nested(i.address, moment(i.date)) for i in items), refusals=tuple(refusals))


def moment(told: str) -> datetime | None:
    """A day or a time of the sitemap protocol; without a zone it is universal time."""
    try:
        when = datetime.fromisoformat(told)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _fields(node: Any) -> dict[str, str]:
    """The texts below a node by their names, those of images and videos left out."""
    out: dict[str, str] = {}
    for child in node:
        nested = child if _name(child) == "news" else (child,)
        for field in nested:
            out.setdefault(_name(field), (field.text or "").strip())
    return {key: value for key, value in out.items() if value}
