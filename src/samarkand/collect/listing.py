"""What a list of a source tells: pages, further lists, and what of it could not be taken."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urljoin, urlsplit

from samarkand.domain.capture import Item
from samarkand.domain.refusal import Refusal

_LONGEST: Final = 2000
_TITLE: Final = 500
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Nested:
    """A list told of by a list; `changed` is when it last changed, as told."""

    address: str
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in the order of the list, each address once. `is_read` is False where it is no list at all."""

    items: tuple[Item, ...] = ()
    lists: tuple[Nested, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a list came from and when; `kind` is its media type as told."""

    address: str
    at: datetime
    kind: str = ""
    links: str = ""

    def refuse(self, kind: str, reason: str, row: int = 0, kept: bool = False) -> Refusal:
        return Refusal(self.address, row, kind, reason, kept=kept)

    def unreadable(self, reason: str) -> Listing:
        return Listing(refusals=(self.refuse("unreadable", reason),), is_read=False)


def item_of(base: str, link: str, title: str = "", date: str = "", name: str = "") -> Item | None:
    """A page by its link, resolved and without its fragment; None where the link leads to no page of the web."""
    try:
        address = urljoin(base, _SPACES.sub("%20", link.strip())).partition("#")[0]
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or len(address) > _LONGEST:
            return None
    except ValueError:
        return None
    return Item(address, _SPACES.sub(" ", title).strip()[:_TITLE], date.strip()[:60], name.strip()[:_LONGEST])


def each_once(items: Iterable[Item]) -> tuple[Item, ...]:
    """The first of every address."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.address, item)
    return tuple(first.values())
