"""One request and what came of it: no manners yet, but every limit."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import httpcore
import httpx

from samarkand.adapters.address_guard import Target
from samarkand.adapters.barred import Barred
from samarkand.adapters.pace import retry_at
from samarkand.adapters.pinned_transport import PinnedTransport, Watch
from samarkand.adapters.unpacking import ACCEPTED, unpack
from samarkand.domain.capture import Trouble
from samarkand.ports.web import NOT_MODIFIED, Request

MAX_HEADERS = 200
MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Hop:
    """An answer on the way; `status` is 200, 304 or one of `MOVED`."""

    status: int
    headers: httpx.Headers
    body: bytes = b""


class Exchange:
    """Everything that is no such answer ends in `Barred`. Proxies, cookies and netrc files play no part."""

    def __init__(self, agent: str, now: Callable[[], datetime]) -> None:
        self._agent, self._now = agent, now
        self._trust: ssl.SSLContext = httpx.create_ssl_context(trust_env=False)

    def ask(self, target: Target, request: Request, watch: Watch, limit: int) -> Hop:
        """Asks the target once; the body has at most `limit` bytes."""
        came = False
        try:
            asked = httpx.Request("GET", target.url, headers=self._headers(request))
            transport = PinnedTransport(target, watch, self._trust)
            with httpx.Client(transport=transport, trust_env=False) as client:
                response = client.send(asked, stream=True)
                came = True
                try:
                    return self._read(response, request, limit)
                finally:
                    response.close()
        except httpcore.TimeoutException as problem:
            raise Barred(Trouble.TIME) from problem
        except httpcore.RemoteProtocolError as problem:
            cut_off = came or "disconnected" in str(problem)
            raise Barred(Trouble.BROKEN_OFF if cut_off else Trouble.HEADERS) from problem
        except httpcore.NetworkError as problem:
            raise Barred(Trouble.BROKEN_OFF if came else Trouble.UNREACHED) from problem
        except (httpcore.LocalProtocolError, httpx.InvalidURL, httpx.HTTPError, ValueError) as problem:
            raise Barred(Trouble.ADDRESS, "cannot be asked for") from problem

    def _headers(self, request: Request) -> dict[str, str]:
        headers = {"User-Agent": self._agent, "Accept": "*/*", "Accept-Encoding": ACCEPTED, "Connection": "close"}
        if request.etag:
            headers["If-None-Match"] = request.etag
        if request.last_modified:
            headers["If-Modified-Since"] = request.last_modified
        return headers

    def _read(self, response: httpx.Response, request: Request, limit: int) -> Hop:
        """What came, the body only where it is wanted."""
        status, headers = response.status_code, response.headers
        if len(headers.raw) > MAX_HEADERS:
            raise Barred(Trouble.HEADERS, f"{len(headers.raw)} headers", status)
        if status in MOVED or (status == NOT_MODIFIED and (request.etag or request.last_modified)):
            return Hop(status, headers)
        if status != 200:
            raise self._denied(status, headers)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if request.types and kind and not kind.startswith(request.types):
            raise Barred(Trouble.TYPE, kind[:80], status)
        if (told := headers.get("content-length", "")).isdecimal() and int(told[:18]) > limit:
            raise Barred(Trouble.SIZE, f"{int(told[:18]):,} bytes", status)
        body = unpack(response.iter_raw(), headers.get("content-encoding", ""), limit)
        if not body:
            raise Barred(Trouble.EMPTY, status=status)
        return Hop(status, headers, body)

    def _denied(self, status: int, headers: httpx.Headers) -> Barred:
        when = retry_at(headers.get("retry-after", ""), self._now()) if status in (429, 503) else None
        detail = f"status {status}"
        if status == 429 or when:
            return Barred(Trouble.WAIT, detail, status, when)
        if status in (404, 410):
            return Barred(Trouble.GONE, detail, status)
        trouble = Trouble.SERVER if status >= 500 else Trouble.REJECTED if status >= 400 else Trouble.STATUS
        return Barred(trouble, detail, status)


def next_address(target: Target, hop: Hop) -> str:
    """Where a redirect leads."""
    location = hop.headers.get("location", "")
    if not location:
        raise Barred(Trouble.STATUS, f"status {hop.status} without a place to go", hop.status)
    try:
        return str(httpx.URL(target.url).join(location))
    except (httpx.InvalidURL, ValueError) as problem:
        raise Barred(Trouble.ADDRESS, "a redirect that cannot be read", hop.status) from problem
