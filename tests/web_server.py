"""A small server on this machine that misbehaves on request, and a client that may reach it."""

import gzip
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from samarkand.adapters.address_guard import AddressGuard
from samarkand.adapters.web_client import WebClient
from samarkand.domain.observatory import CollectSettings

Turn = Callable[["Handler"], None]
NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
SETTINGS = CollectSettings(contact="desk@example.org", pause=0.2, timeout=0.4, page_bytes=200_000)


class Handler(BaseHTTPRequestHandler):
    """Plays the turn of the path that was asked for; a path nobody gave is not there."""

    server: "Server"
    timeout = 5

    def do_GET(self) -> None:
        with self.server.noting:
            self.server.asked.append((self.path, dict(self.headers)))
        self.server.turns.get(self.path, says(404, b"not here"))(self)

    def say(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        told = {"Content-Length": str(len(body)), "Content-Type": "text/html", **(headers or {})}
        for name, value in told.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(body)

    def log_message(self, *args: object) -> None: ...


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 50

    def __init__(self, turns: Mapping[str, Turn]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.turns = dict(turns)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.noting = threading.Lock()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def paths(self, but: Sequence[str] = ("/robots.txt",)) -> list[str]:
        return [path for path, _ in self.asked if path not in but]

    def handle_error(self, *args: object) -> None: ...


@contextmanager
def serving(turns: Mapping[str, Turn]) -> Iterator[Server]:
    server = Server(turns)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(2)


@dataclass
class Time:
    """A clock that moves when somebody sleeps, and keeps what was slept."""

    at: datetime = NOW
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def clock(self) -> float:
        return self.at.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


def client(settings: CollectSettings = SETTINGS, time: Time | None = None) -> WebClient:
    time = time or Time()
    return WebClient(settings, AddressGuard(allow_loopback=True), time.sleep, time.now, time.clock)


def says(status: int, body: bytes = b"", **headers: str) -> Turn:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.say(status, body, told)


def page(text: str = "A choir came to town.", **headers: str) -> Turn:
    return says(200, f"<html><title>News</title><body><p>{text}</p></body></html>".encode(), **headers)


def goes(to: str, status: int = 302) -> Turn:
    return says(status, Location=to)


def in_turn(*turns: Turn) -> Turn:
    """Each in its order, the last for ever."""
    left = list(turns)

    def turn(handler: Handler) -> None:
        now = left.pop(0) if len(left) > 1 else left[0]
        now(handler)

    return turn


def endless(handler: Handler) -> None:
    """A body without an end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 50_000)


def dripping(handler: Handler) -> None:
    """A byte now and then."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    _drip(handler)


def dripping_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(handler)


def _drip(handler: Handler) -> None:
    never = threading.Event()
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        never.wait(0.05)


def raw(data: bytes) -> Turn:
    """These bytes, and the connection is closed."""

    def turn(handler: Handler) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return turn


def bomb(size: int = 300_000_000) -> bytes:
    """Little that unpacks to much."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(10_000_000)
    return b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()


def packed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
