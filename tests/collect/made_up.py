"""A web and a place for captures that live in memory."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import ParamSpec, TypeVar

from samarkand.domain.capture import Capture, Item, Trouble
from samarkand.ports.web import Answer, Failure, Request

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
P = ParamSpec("P")
T = TypeVar("T")
Said = Callable[[Request], Answer | Failure]


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def later(self, **more: float) -> None:
        self.at += timedelta(**more)


class Web:
    """Says what it was told to; an address nobody gave is gone."""

    def __init__(self, said: Mapping[str, Said | bytes | Trouble]) -> None:
        self.said = dict(said)
        self.asked: list[Request] = []

    def get(self, request: Request) -> Answer | Failure:
        self.asked.append(request)
        said = self.said.get(request.address, Trouble.GONE)
        if isinstance(said, Trouble):
            return Failure(said, request.address)
        if isinstance(said, bytes):
            return Answer(request.address, 200, (("Content-Type", "text/html"),), said)
        return said(request)

    def addresses(self) -> list[str]:
        """What was asked for since the last time somebody looked."""
        asked, self.asked = [request.address for request in self.asked], []
        return asked


class Here:
    """Works at once and without bounds."""

    def run(self, work: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        return work(*args, **more)


def tagged(body: bytes, tag: str) -> Said:
    """Sends the body unless the asker has it."""

    def said(request: Request) -> Answer:
        status, sent = (304, b"") if request.etag == tag else (200, body)
        return Answer(request.address, status, (("ETag", tag),), sent)

    return said


@dataclass
class Captures:
    rows: list[Capture] = field(default_factory=list)
    kept: list[tuple[Capture, Answer, Item]] = field(default_factory=list)

    def of(self, source_id: str) -> Sequence[Capture]:
        return [row for row in self.rows if row.source_id == source_id]

    def begin(self, source_id: str, at: datetime) -> "Run":
        return Run(self, {row.sha256 for row in self.of(source_id)})


class Run:
    def __init__(self, captures: Captures, held: set[str]) -> None:
        self._captures, self._held = captures, held
        self._rows: list[Capture] = []
        self._kept: list[tuple[Capture, Answer, Item]] = []

    def add(self, capture: Capture) -> None:
        self._rows.append(capture)

    def keep(self, capture: Capture, answer: Answer, item: Item) -> bool:
        sha256 = hashlib.sha256(answer.body).hexdigest()
        self._rows.append(replace(capture, sha256=sha256))
        if sha256 in self._held:
            return False
        self._held.add(sha256)
        self._kept.append((capture, answer, item))
        return True

    def commit(self) -> None:
        self._captures.rows += self._rows
        self._captures.kept += self._kept
        self._rows, self._kept = [], []
