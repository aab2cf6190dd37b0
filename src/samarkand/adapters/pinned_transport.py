"""One connection to the address that was checked, with a clock and a byte counter on it."""

import ssl
import time
import typing
from collections.abc import Callable, Iterator

import httpcore
import httpx

from samarkand.adapters.address_guard import Target
from samarkand.adapters.barred import Barred
from samarkand.domain.capture import Trouble


class Watch:
    """Seconds and bytes left to one try, whatever the host does with them. Pauses of ours do not count."""

    def __init__(self, seconds: float, wire_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._until, self._bytes = clock, clock() + seconds, wire_bytes

    def left(self) -> float:
        left = self._until - self._clock()
        if left <= 0:
            raise Barred(Trouble.TIME)
        return left

    def paused(self, seconds: float) -> None:
        self._until += seconds

    def spend(self, received: int) -> None:
        self._bytes -= received
        if self._bytes < 0:
            raise Barred(Trouble.SIZE)


class _WatchedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, watch: Watch) -> None:
        self._inner, self._watch = inner, watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            data = self._inner.read(max_bytes, self._watch.left())
        except httpcore.ReadTimeout as problem:
            raise Barred(Trouble.TIME) from problem
        self._watch.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._watch.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            secured = self._inner.start_tls(ssl_context, server_hostname, self._watch.left())
        except httpcore.ConnectError as problem:
            raise Barred(Trouble.CERTIFICATE) from problem
        return _WatchedStream(secured, self._watch)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._inner.get_extra_info(info)


class _PinnedBackend(httpcore.NetworkBackend):
    """Connects to the addresses of the target only; the name it is called with plays no part."""

    def __init__(self, target: Target, watch: Watch, inner: httpcore.NetworkBackend) -> None:
        self._target, self._watch, self._inner = target, watch, inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: typing.Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._target.addresses
        for tried, address in enumerate(addresses):
            share = self._watch.left() / (len(addresses) - tried)
            try:
                stream = self._inner.connect_tcp(address, self._target.port, share, None, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return _WatchedStream(stream, self._watch)
        raise Barred(Trouble.UNREACHED)


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from typing.cast("typing.Iterable[bytes]", self._response.stream)

    def close(self) -> None:
        self._response.close()


class PinnedTransport(httpx.BaseTransport):
    """For one request. The name in the address still decides the certificate and the Host header."""

    def __init__(
        self, target: Target, watch: Watch, trust: ssl.SSLContext, backend: httpcore.NetworkBackend | None = None
    ) -> None:
        pinned = _PinnedBackend(target, watch, backend or httpcore.SyncBackend())
        self._pool = httpcore.ConnectionPool(trust, max_keepalive_connections=0, network_backend=pinned)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        came = self._pool.handle_request(asked)
        return httpx.Response(came.status, headers=came.headers, stream=_Body(came), extensions=came.extensions)

    def close(self) -> None:
        self._pool.close()
