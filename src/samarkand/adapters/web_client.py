"""The web, asked politely: by name, by robots.txt, at a host's pace, within limits, at public addresses only."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import stamina

from samarkand import __version__
from samarkand.adapters.address_guard import AddressGuard
from samarkand.adapters.barred import Barred
from samarkand.adapters.pace import Pace
from samarkand.adapters.pinned_transport import Watch
from samarkand.adapters.robots import MAX_BYTES, Robots
from samarkand.adapters.web_exchange import MOVED, Exchange, next_address
from samarkand.domain.capture import Trouble
from samarkand.domain.errors import SamarkandError
from samarkand.domain.observatory import CollectSettings
from samarkand.ports.web import Answer, Failure, Request

AGENT = "Samarkand"
MAX_REDIRECTS = 5
RETRIES = 2
MAX_WAIT = 30.0
"""Seconds. A host that asks for more is left for another run."""
ENOUGH = 3
"""Pages in a row that failed at a host before the rest of its pages are left for another run."""
_FIRST_WAIT = 1.0
_AGAIN = frozenset({Trouble.UNREACHED, Trouble.TIME, Trouble.BROKEN_OFF, Trouble.SERVER, Trouble.WAIT})
_HOST_IS_ILL = _AGAIN | {Trouble.NAME, Trouble.CERTIFICATE}


class WebClient:
    """A `Web`. `guard`, `sleep`, `now` and `clock` are given by tests, which put stamina in its testing mode.

    Raises:
        SamarkandError: the settings name no contact.
    """

    def __init__(
        self,
        settings: CollectSettings,
        guard: AddressGuard | None = None,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not settings.contact:
            raise SamarkandError(
                "nobody is asked without a contact that hosts can write to",
                "observatory.toml",
                'add under [collect]: contact = "desk@example.org"; see docs/collecting.md',
            )
        self._settings, self._sleep, self._now = settings, sleep, now
        self._guard = guard or AddressGuard()
        self._exchange = Exchange(agent_of(settings.contact), now)
        self._pace = Pace(clock, sleep)
        self._robots = Robots(self._robots_of, AGENT)
        self._failed: dict[str, int] = {}
        self._until: dict[str, datetime] = {}

    def get(self, request: Request) -> Answer | Failure:
        """One page; again at most twice where that may help, at the time the host says."""
        host = _host_of(request.address)
        if (until := self._until.get(host)) and until > self._now():
            return Failure(Trouble.WAIT, request.address, retry_at=until, asked=False)
        if self._failed.get(host, 0) >= ENOUGH:
            return Failure(Trouble.GIVEN_UP, request.address, asked=False)
        try:
            answer = self._persist(lambda: self._follow(request))
        except Barred as problem:
            self._note(host, problem)
            return Failure(problem.trouble, request.address, problem.status, problem.detail, problem.retry_at)
        self._failed.pop(host, None)
        return answer

    def _note(self, host: str, problem: Barred) -> None:
        if problem.trouble in _HOST_IS_ILL:
            self._failed[host] = self._failed.get(host, 0) + 1
        else:
            self._failed.pop(host, None)
        if problem.retry_at:
            self._until[host] = problem.retry_at

    def _persist(self, ask: Callable[[], Answer]) -> Answer:
        for attempt in stamina.retry_context(
            on=self.again, attempts=1 + RETRIES, timeout=None, wait_initial=_FIRST_WAIT, wait_max=MAX_WAIT
        ):
            with attempt:
                return ask()
        raise AssertionError("the last attempt raises")

    def again(self, problem: Exception) -> bool | float:
        """May this be tried once more? In how many seconds where the host says when, else after a wait that grows."""
        if not isinstance(problem, Barred) or problem.trouble not in _AGAIN:
            return False
        if problem.retry_at is None:
            return True
        wait = max(_FIRST_WAIT, (problem.retry_at - self._now()).total_seconds())
        return wait if wait <= MAX_WAIT else False

    def _follow(self, request: Request) -> Answer:
        return self._hop_by_hop(request, self._settings.page_bytes, minds_robots=True)

    def _hop_by_hop(self, request: Request, limit: int, minds_robots: bool) -> Answer:
        # headers and framing come on top of a body
        watch = Watch(self._settings.timeout, limit + limit // 8 + 200_000)
        address = request.address
        for _ in range(MAX_REDIRECTS + 1):
            target = self._guard.check(address, watch.left())
            began, pause = time.monotonic(), self._settings.pause
            if minds_robots:
                pause = self._robots.pause(target.origin, target.url, pause)
            self._pace.wait(target.host, pause)
            watch.paused(time.monotonic() - began)
            hop = self._exchange.ask(target, request, watch, limit)
            if hop.status not in MOVED:
                return Answer(target.url, hop.status, tuple(hop.headers.multi_items()), hop.body)
            address = next_address(target, hop)
        raise Barred(Trouble.REDIRECTS, f"more than {MAX_REDIRECTS} times")

    def _robots_of(self, address: str) -> tuple[int, bytes]:
        try:
            answer = self._persist(lambda: self._hop_by_hop(Request(address), MAX_BYTES, minds_robots=False))
        except Barred as problem:
            if problem.trouble in (Trouble.GONE, Trouble.REJECTED, Trouble.EMPTY):
                return problem.status, b""
            raise
        return answer.status, answer.body


def agent_of(contact: str) -> str:
    """How we sign: who asks, and whom to write to."""
    return f"{AGENT}/{__version__} (+{contact})"


def _host_of(address: str) -> str:
    try:
        return httpx.URL(address).host
    except (httpx.InvalidURL, ValueError):
        return ""
