"""When a host may be asked again."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=7)
"""A host that asks for more is asked again after this."""


class Pace:
    """At least so many seconds between two requests to one host."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._next: dict[str, float] = {}

    def wait(self, host: str, pause: float) -> float:
        """Waits for the host's turn and takes it; seconds waited."""
        now = self._clock()
        waited = max(0.0, self._next.get(host, now) - now)
        if waited:
            self._sleep(waited)
        self._next[host] = now + waited + pause
        return waited


def retry_at(told: str, now: datetime) -> datetime | None:
    """When to come back by a `Retry-After` header, which holds seconds or a date; None where it says nothing."""
    latest = now + LONGEST_WAIT
    told = told.strip()
    if told.isascii() and told.isdigit():
        return min(latest, now + timedelta(seconds=min(int(told[:9]), LONGEST_WAIT.total_seconds())))
    try:
        when = parsedate_to_datetime(told)
        # a date without a zone is meant as universal time
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(latest, max(now, when))
