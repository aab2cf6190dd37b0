"""One page of the public web, asked for with good manners."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from samarkand.domain.capture import Trouble

NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Request:
    """`etag` and `last_modified` are those of what we hold; `types` are beginnings of the media types we can use."""

    address: str
    etag: str = ""
    last_modified: str = ""
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came, unpacked; `address` is where it came from in the end. Status is 200, or 304 without a body."""

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def header(self, name: str) -> str:
        """The first header of that name, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Failure:
    """Nothing came from `address`. `asked` is False where the host was not even asked in this turn."""

    trouble: Trouble
    address: str
    status: int = 0
    detail: str = ""
    retry_at: datetime | None = None
    asked: bool = True


class Web(Protocol):
    """Never raises for what the web does, and never waits beyond its limits."""

    def get(self, request: Request) -> Answer | Failure: ...
