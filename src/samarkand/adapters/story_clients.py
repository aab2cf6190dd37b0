"""What the clients of story indexes share: their errors in a few words, and a limit on how long they may take."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

BUSY = "told to wait"
LATE = "timed out"
_HALTS = frozenset({BUSY, LATE, "not reached", "key not accepted", "server error"})


class Late(Exception):  # noqa: N818 — says what it is
    """Nothing came in time."""


def within(seconds: float, ask: Callable[[], T]) -> T:
    """The answer, or what asking for it raised.

    Raises:
        Late: it took longer. The clients have no limit of their own, or one that a slow drip never meets.
    """
    came: list[T] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            came.append(ask())
        except BaseException as problem:  # carried over to the thread that waits
            raised.append(problem)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if raised:
        raise raised[0]
    if not came:
        raise Late
    return came[0]


def why(problem: Exception) -> str:
    """A few words that repeat nothing of what was sent: some services write the key into their errors."""
    response: Any = getattr(problem, "response", None)
    status = getattr(response, "status_code", None)
    if isinstance(status, int) and status >= 400:
        return _of_status(status)
    name = type(problem).__name__
    if isinstance(problem, Late) or "Timeout" in name:
        return LATE
    if isinstance(problem, OSError) or "Connection" in name:
        return "not reached"
    return "malformed answer"


def _of_status(status: int) -> str:
    if status == 429:
        return BUSY
    if status in (401, 403):
        return "key not accepted"
    return "server error" if status >= 500 else f"rejected with status {status}"


def halts(reason: str) -> bool:
    """Is it of no use to ask for more now?"""
    return reason in _HALTS
