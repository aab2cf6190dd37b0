"""What was asked of a source before, and what is due now."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from samarkand.domain.capture import Capture, CaptureKind
from samarkand.domain.source import Rhythm

TRIES = 5
"""Runs in which a page may fail before it is left alone."""
EVERY = {
    Rhythm.HOURLY: timedelta(hours=1),
    Rhythm.DAILY: timedelta(days=1),
    Rhythm.WEEKLY: timedelta(days=7),
    Rhythm.MONTHLY: timedelta(days=28),
    Rhythm.YEARLY: timedelta(days=365),
}
_SLACK = 0.9
"""A daily run that begins a little earlier than yesterday's still finds a daily channel due."""


class Ledger:
    """The captures of one source, those of this run added as they come."""

    def __init__(self, captures: Iterable[Capture]) -> None:
        self._settled: set[str] = set()
        self._failures: dict[str, int] = {}
        self._last: dict[str, Capture] = {}
        self._until: dict[str, datetime] = {}
        for capture in captures:
            self.add(capture)

    def add(self, capture: Capture) -> None:
        self._last[capture.asked] = capture
        if capture.retry_at:
            self._until[_host(capture.asked)] = capture.retry_at
        if capture.kind is not CaptureKind.PAGE:
            return
        if capture.trouble and capture.trouble.may_pass:
            self._failures[capture.asked] = self._failures.get(capture.asked, 0) + 1
        else:
            self._settled |= {capture.asked, capture.address}

    def settled(self, address: str) -> bool:
        """Does the page need no asking: held, gone for good, or tried often enough?"""
        return address in self._settled or self._failures.get(address, 0) >= TRIES

    def last(self, address: str) -> Capture | None:
        return self._last.get(address)

    def until(self, address: str) -> datetime | None:
        """When the address's host wants us back."""
        return self._until.get(_host(address))

    def due(self, address: str, rhythm: Rhythm, now: datetime) -> bool:
        """Was the address not asked for long enough, or not finished?"""
        last = self._last.get(address)
        if last is None or not last.whole or (last.trouble and last.trouble.may_pass):
            return True
        return now - last.captured_at >= EVERY[rhythm] * _SLACK


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower()
