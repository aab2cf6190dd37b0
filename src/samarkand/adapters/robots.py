"""What a host's robots.txt lets us ask for, read once a run."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samarkand.adapters.barred import Barred
from samarkand.domain.capture import Trouble

if TYPE_CHECKING:
    from protego import Protego

LONGEST_PAUSE = 60.0
"""Seconds between two requests. A host that wants more is not collected from, and that is said."""
MAX_BYTES = 500_000

Fetch = Callable[[str], tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class _Rules:
    read: "Protego | None" = None
    trouble: Trouble | None = None
    detail: str = ""


class Robots:
    """`fetch` gives status and body of an address or raises `Barred`; rules are kept by origin."""

    def __init__(self, fetch: Fetch, agent: str) -> None:
        self._fetch, self._agent = fetch, agent
        self._known: dict[str, _Rules] = {}

    def pause(self, origin: str, address: str, least: float) -> float:
        """Seconds to leave between two requests to this origin.

        Raises:
            Barred: its robots.txt forbids the address, cannot be had, or wants longer pauses than we make.
        """
        if origin not in self._known:
            self._known[origin] = self._load(origin)
        rules = self._known[origin]
        if rules.trouble:
            raise Barred(rules.trouble, rules.detail)
        if rules.read is None:
            return least
        if not rules.read.can_fetch(address, self._agent):
            raise Barred(Trouble.ROBOTS)
        wanted = float(rules.read.crawl_delay(self._agent) or 0.0)
        if wanted > LONGEST_PAUSE:
            raise Barred(Trouble.PAUSE, f"{wanted:g} seconds")
        return max(least, wanted)

    def _load(self, origin: str) -> _Rules:
        """By RFC 9309: what is not there forbids nothing, what cannot be read forbids everything."""
        from protego import Protego

        try:
            status, body = self._fetch(f"{origin}/robots.txt")
        except Barred as problem:
            if problem.trouble in (Trouble.PRIVATE, Trouble.ADDRESS, Trouble.NAME, Trouble.UNREACHED):
                return _Rules(trouble=problem.trouble, detail=problem.detail)
            why = f"status {problem.status}" if problem.status else problem.trouble.value
            return _Rules(trouble=Trouble.ROBOTS_UNKNOWN, detail=why)
        return _Rules(Protego.parse(body.decode("utf-8", "replace"))) if status == 200 else _Rules()
