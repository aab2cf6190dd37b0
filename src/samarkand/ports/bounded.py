"""Work on what strangers wrote, which may be made to last for ever."""

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Unfinished(Exception):  # noqa: N818 — says what it is
    """The work came to no end; the message says why, in a few words."""


class Bounded(Protocol):
    def run(self, work: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        """What the work gives, or `Unfinished` once it took too long or too much. All of it can be sent elsewhere."""
