"""Who publishes what we read, and who is not independent of whom."""

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    GOVERNMENT = "government"
    BROADCASTER = "broadcaster"
    NEWSPAPER = "newspaper"
    AGENCY = "agency"
    WIKI = "wiki"
    UNIVERSITY = "university"
    IGO = "igo"
    NGO = "ngo"
    BUSINESS = "business"
    REGISTER = "register"
    DESK = "desk"
    UNKNOWN = "unknown"


class ChannelKind(StrEnum):
    """How a source is collected from."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LIST = "list"
    PAGE = "page"
    ARCHIVE = "archive"
    GDELT = "gdelt"
    MEDIA_CLOUD = "media_cloud"


class Rhythm(StrEnum):
    """How often it is worth asking again."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Channel:
    """One address of a source that lists what it publishes. `links` is a CSS selector for a list page's links."""

    kind: ChannelKind
    address: str
    rhythm: Rhythm = Rhythm.DAILY
    links: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher. `controlled_by` holds codes of parties that own or direct it; None where nobody looked.

    `expected` is the fewest and the most documents of an ordinary week; `since` the year, month or day it first
    published; `channels` where it can be collected from, which nobody does unasked.
    """

    id: str
    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    owner: str = ""
    funder: str = ""
    controlled_by: tuple[str, ...] | None = None
    country: str | None = None
    languages: tuple[str, ...] = ()
    lineage: str = ""
    licence: str = ""
    publishers: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    since: str | None = None
    expected: tuple[int, int] | None = None
    channels: tuple[Channel, ...] = ()
    note: str = ""

    @property
    def lineage_id(self) -> str:
        return self.lineage or self.id


@dataclass(frozen=True, slots=True)
class Lineage:
    """Sources that are not independent of each other: same owner, same wire, same text."""

    id: str
    sources: tuple[str, ...]
    controlled_by: tuple[str, ...] | None
