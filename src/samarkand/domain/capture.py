"""What was asked of the web and what came back, and every way in which nothing did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Trouble(StrEnum):
    """Why nothing came. The values are the lines people read; docs/collecting.md says what each means."""

    ADDRESS = "no address of the public web"
    PRIVATE = "leads into a private network, so it was not tried"
    NAME = "its host has no address"
    UNREACHED = "its host was not reached"
    CERTIFICATE = "its host did not prove who it is"
    TIME = "took longer than the limit"
    SIZE = "is larger than the limit"
    UNPACKED = "unpacks to more than the limit"
    HEADERS = "came with too many or unreadable headers"
    PACKED = "is packed in a way we did not ask for, or damaged"
    BROKEN_OFF = "broke off before its end"
    EMPTY = "came back empty"
    REDIRECTS = "was sent on too often or in a circle"
    ROBOTS = "is forbidden by robots.txt"
    ROBOTS_UNKNOWN = "robots.txt could not be read, so it was not asked for"
    PAUSE = "robots.txt asks for longer pauses than a run has"
    WAIT = "its host asked us to come later"
    GONE = "is not there"
    REJECTED = "was denied to us"
    SERVER = "met a server error"
    STATUS = "was answered with a status that says nothing"
    TYPE = "is no kind of page we read"
    UNREADABLE = "is not the list it is said to be"
    GIVEN_UP = "was not tried, after failures in a row at its host"

    @property
    def may_pass(self) -> bool:
        """Is it worth asking again in another run?"""
        return self in _PASSING


_PASSING = frozenset(
    {
        Trouble.NAME,
        Trouble.UNREACHED,
        Trouble.CERTIFICATE,
        Trouble.TIME,
        Trouble.BROKEN_OFF,
        Trouble.EMPTY,
        Trouble.ROBOTS,
        Trouble.ROBOTS_UNKNOWN,
        Trouble.WAIT,
        Trouble.SERVER,
        Trouble.GIVEN_UP,
    }
)


class CaptureKind(StrEnum):
    """A list tells of pages; only pages are kept as snapshots."""

    LIST = "list"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Capture:
    """One request of ours. `asked` was asked for on behalf of a channel, `address` answered after redirects.

    `status` is 0 where there was no answer, `size` and `sha256` are of the unpacked body, `snapshot` is the WARC file
    it lies in. A list is `whole` when everything it told of was settled; `retry_at` is when its host wants us back.
    """

    source_id: str
    channel: str
    kind: CaptureKind
    asked: str
    address: str
    captured_at: datetime
    status: int = 0
    trouble: Trouble | None = None
    detail: str = ""
    etag: str = ""
    last_modified: str = ""
    size: int = 0
    sha256: str = ""
    snapshot: str = ""
    whole: bool = True
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One page a list tells of, in the list's words. `date` is as told, `id` the list's own name for it."""

    address: str
    title: str = ""
    date: str = ""
    id: str = ""
