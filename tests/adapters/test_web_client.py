"""Against a small server on this machine that misbehaves in every way we know."""

import time as machine
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest
import stamina
from tests.web_server import (
    NOW,
    SETTINGS,
    Time,
    Turn,
    bomb,
    client,
    dripping,
    dripping_headers,
    endless,
    goes,
    in_turn,
    packed,
    page,
    raw,
    says,
    serving,
)

from samarkand.adapters.web_client import ENOUGH, MAX_REDIRECTS, WebClient
from samarkand.domain.capture import Trouble
from samarkand.domain.errors import SamarkandError
from samarkand.domain.observatory import CollectSettings
from samarkand.ports.web import Answer, Failure, Request

BODY = b"<html><body>" + b"A choir came. " * 400 + b"</body></html>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BOMB = bomb(60_000_000)

WRONG: dict[str, tuple[Turn, Trouble, int]] = {
    "not there": (says(404), Trouble.GONE, 1),
    "no more there": (says(410), Trouble.GONE, 1),
    "denied": (says(403), Trouble.REJECTED, 1),
    "a server error": (says(500), Trouble.SERVER, 3),
    "unavailable, no time told": (says(503), Trouble.SERVER, 3),
    "too many requests, no time told": (says(429), Trouble.WAIT, 3),
    "too many requests, soon": (says(429, Retry_After="2"), Trouble.WAIT, 3),
    "too many requests, much later": (says(429, Retry_After="3600"), Trouble.WAIT, 1),
    "unavailable until a date": (
        says(503, Retry_After=format_datetime(NOW + timedelta(hours=2), usegmt=True)),
        Trouble.WAIT,
        1,
    ),
    "a strange status": (says(206, b"x"), Trouble.STATUS, 1),
    "not modified, though nothing is held": (says(304), Trouble.STATUS, 1),
    "a circle": (goes("/page"), Trouble.REDIRECTS, MAX_REDIRECTS + 1),
    "a redirect to nowhere": (says(302), Trouble.STATUS, 1),
    "a redirect to a private address": (goes("http://10.0.0.7/secret"), Trouble.PRIVATE, 1),
    "a redirect to the metadata address": (goes("http://169.254.169.254/latest"), Trouble.PRIVATE, 1),
    "a redirect to a number": (goes("http://2130706433/"), Trouble.ADDRESS, 1),
    "a redirect to a file": (goes("file:///etc/passwd"), Trouble.ADDRESS, 1),
    "a redirect with a password": (goes("http://me:word@127.0.0.1/"), Trouble.ADDRESS, 1),
    "a body without an end": (endless, Trouble.SIZE, 1),
    "a body that says it is too long": (raw(HEAD + b"Content-Length: 900000000\r\n\r\nx"), Trouble.SIZE, 1),
    "a body that drips": (dripping, Trouble.TIME, 3),
    "headers that drip": (dripping_headers, Trouble.TIME, 3),
    "no answer at all": (raw(b""), Trouble.BROKEN_OFF, 3),
    "no HTTP": (raw(b"220 mail.example.org ESMTP\r\n\r\n"), Trouble.HEADERS, 1),
    "a truncated body": (raw(HEAD + b"Content-Length: 5000\r\n\r\nhalf"), Trouble.BROKEN_OFF, 3),
    "a truncated chunk": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n50\r\nhalf"), Trouble.BROKEN_OFF, 3),
    "truncated gzip": (says(200, packed(BODY)[:40], Content_Encoding="gzip"), Trouble.BROKEN_OFF, 3),
    "damaged gzip": (says(200, b"\x1f\x8bnothing of the kind", Content_Encoding="gzip"), Trouble.PACKED, 1),
    "a packing we did not ask for": (says(200, b"x", Content_Encoding="br"), Trouble.PACKED, 1),
    "packed twice": (says(200, packed(packed(BODY)), Content_Encoding="gzip, gzip"), Trouble.PACKED, 1),
    "a bomb": (says(200, BOMB, Content_Encoding="gzip"), Trouble.UNPACKED, 1),
    "a deflate bomb": (says(200, BOMB, Content_Encoding="deflate"), Trouble.UNPACKED, 1),
    "a hundred thousand headers": (raw(HEAD + b"X: y\r\n" * 100_000 + b"\r\n"), Trouble.HEADERS, 1),
    "many headers": (raw(HEAD + b"X: y\r\n" * 300 + b"Content-Length: 1\r\n\r\nx"), Trouble.HEADERS, 1),
    "nothing in it": (says(200), Trouble.EMPTY, 1),
    "a picture": (says(200, b"\x89PNG", Content_Type="image/png"), Trouble.TYPE, 1),
}


@pytest.mark.parametrize("case", WRONG)
def test_every_misbehaviour_has_its_name_and_its_number_of_tries(case: str) -> None:
    turn, trouble, tries = WRONG[case]
    began = machine.monotonic()
    with serving({"/page": turn}) as server:
        came = client().get(Request(f"{server.root}/page", types=("text/html",)))
    assert isinstance(came, Failure)
    assert (came.trouble, came.address) == (trouble, f"{server.root}/page")
    assert server.paths() == ["/page"] * tries
    assert machine.monotonic() - began < 3 * SETTINGS.timeout + 1.5, "no case holds us up beyond its limits"


def test_a_bomb_is_never_held() -> None:
    with serving({"/page": says(200, BOMB, Content_Encoding="gzip")}) as server:
        asked = client()
        tracemalloc.start()
        try:
            asked.get(Request(f"{server.root}/page"))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 10 * SETTINGS.page_bytes


@pytest.mark.parametrize(
    ("headers", "sent"),
    [
        ({}, BODY),
        ({"Content_Encoding": "gzip"}, packed(BODY)),
        ({"Content_Encoding": "gzip"}, packed(BODY[:100]) + packed(BODY[100:])),
        ({"Content_Encoding": "gzip"}, packed(BODY) + b"\0" * 20),
        ({"Content_Encoding": "identity"}, BODY),
        ({"Content_Type": ""}, BODY),
        ({"Content_Type": "TEXT/HTML; charset=nothing-we-know"}, BODY),
    ],
)
def test_a_good_page_comes_as_it_is(headers: dict[str, str], sent: bytes) -> None:
    with serving({"/page": says(200, sent, **headers)}) as server:
        came = client().get(Request(f"{server.root}/page#part", types=("text/html",)))
    assert isinstance(came, Answer)
    assert (came.status, came.address, came.body) == (200, f"{server.root}/page", BODY)


def test_we_say_who_we_are_and_send_no_cookies() -> None:
    with serving({"/a": in_turn(says(302, Location="/b", Set_Cookie="id=7")), "/b": page()}) as server:
        client().get(Request(f"{server.root}/a"))
    for _, headers in server.asked:
        assert headers["User-Agent"].startswith("Samarkand/")
        assert "(+desk@example.org)" in headers["User-Agent"]
        assert "Cookie" not in headers
        assert headers["Host"] == server.root.removeprefix("http://")


def test_without_a_contact_nobody_is_asked() -> None:
    with pytest.raises(SamarkandError, match="contact"):
        WebClient(CollectSettings())


def test_what_we_hold_is_not_sent_again() -> None:
    with serving({"/page": says(304)}) as server:
        came = client().get(Request(f"{server.root}/page", '"tag"', "Sat, 01 Jun 2024 00:00:00 GMT"))
    assert isinstance(came, Answer)
    assert (came.status, came.body) == (304, b"")
    asked = dict(server.asked)["/page"]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"tag"', "Sat, 01 Jun 2024 00:00:00 GMT")


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        (says(429, Retry_After="7"), 7.0, 7.0),
        (says(503, Retry_After=format_datetime(NOW + timedelta(seconds=9), usegmt=True)), 9.0, 9.0),
        (says(429), 1.0, 2.0),
        (says(429, Retry_After="soon"), 1.0, 2.0),
        (says(429, Retry_After=format_datetime(NOW - timedelta(days=9), usegmt=True)), 1.0, 2.0),
    ],
)
def test_a_host_is_asked_again_when_it_says(
    told: Turn, least: float, most: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Time()
    monkeypatch.setattr("tenacity.nap.time", time)
    with serving({"/page": in_turn(told, page())}) as server, stamina.set_testing(False):
        came = client(replace(SETTINGS, pause=0.0), time).get(Request(f"{server.root}/page"))
    assert isinstance(came, Answer)
    assert len(time.slept) == 1
    assert least <= time.slept[0] <= most


@pytest.mark.parametrize("told", ["3600", "9" * 30, format_datetime(NOW + timedelta(hours=1), usegmt=True)])
def test_a_host_that_wants_us_much_later_is_left_alone(told: str) -> None:
    time = Time()
    with serving({"/page": says(429, Retry_After=told), "/other": page()}) as server:
        asked = client(time=time)
        first, second = (asked.get(Request(f"{server.root}/{name}")) for name in ("page", "other"))
    assert isinstance(first, Failure) and isinstance(second, Failure)
    assert first.retry_at is not None
    assert NOW + timedelta(hours=1) <= first.retry_at <= time.now() + timedelta(days=7)
    assert (second.trouble, second.asked, second.retry_at) == (Trouble.WAIT, False, first.retry_at)
    assert server.paths() == ["/page"]
    assert sum(time.slept) < 1


def test_a_host_that_fails_again_and_again_is_left_alone() -> None:
    with serving({}) as server:
        server.turns = {f"/{n}": says(500) for n in range(9)} | {"/ok": page()}
        asked = client()
        came = [asked.get(Request(f"{server.root}/{n}")) for n in range(9)]
    troubles = [c.trouble for c in came if isinstance(c, Failure)]
    assert troubles == [Trouble.SERVER] * ENOUGH + [Trouble.GIVEN_UP] * (9 - ENOUGH)
    assert len(server.paths()) == 3 * ENOUGH


def test_pages_that_are_gone_say_nothing_against_their_host() -> None:
    with serving({"/ok": page()}) as server:
        asked = client()
        for n in range(2 * ENOUGH):
            asked.get(Request(f"{server.root}/{n}"))
        assert isinstance(asked.get(Request(f"{server.root}/ok")), Answer)


ROBOTS: list[tuple[str, Turn, Trouble | None]] = [
    ("none", says(404), None),
    ("denied", says(403), None),
    ("empty", says(200), None),
    ("allows", says(200, b"User-agent: *\nDisallow: /private\n"), None),
    ("forbids all", says(200, b"User-agent: *\nDisallow: /\n"), Trouble.ROBOTS),
    ("forbids us", says(200, b"User-agent: samarkand\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), Trouble.ROBOTS),
    ("forbids others", says(200, b"User-agent: another\nDisallow: /\n"), None),
    ("is moved and forbids", goes("/rules"), Trouble.ROBOTS),
    ("fails", says(500), Trouble.ROBOTS_UNKNOWN),
    ("is busy", says(429), Trouble.ROBOTS_UNKNOWN),
    ("never ends", endless, Trouble.ROBOTS_UNKNOWN),
    ("goes in a circle", goes("/robots.txt"), Trouble.ROBOTS_UNKNOWN),
    ("leads inside", goes("http://192.168.1.1/robots.txt"), Trouble.PRIVATE),
    ("is noise", says(200, bytes(range(256)) * 4), None),
    ("wants an hour", says(200, b"User-agent: *\nCrawl-delay: 3600\n"), Trouble.PAUSE),
    ("wants for ever", says(200, b"User-agent: *\nCrawl-delay: inf\n"), None),
    ("wants nonsense", says(200, b"User-agent: *\nCrawl-delay: nan\n"), None),
]


@pytest.mark.parametrize(("what", "turn", "trouble"), ROBOTS, ids=[case[0] for case in ROBOTS])
def test_robots_txt_is_obeyed(what: str, turn: Turn, trouble: Trouble | None) -> None:
    forbids = says(200, b"User-agent: *\nDisallow: /\n")
    with serving({"/robots.txt": turn, "/rules": forbids, "/page": page(), "/other": page()}) as server:
        asked = client()
        came = [asked.get(Request(f"{server.root}/{name}")) for name in ("page", "other")]
    assert [c.trouble if isinstance(c, Failure) else None for c in came] == [trouble] * 2, what
    pages = [path for path in server.paths() if path != "/rules"]
    assert pages == ([] if trouble else ["/page", "/other"])


def test_robots_txt_is_read_once_and_minded_after_a_redirect() -> None:
    rules = says(200, b"User-agent: *\nDisallow: /private\n")
    with serving({"/robots.txt": rules, "/page": goes("/private/page"), "/private/page": page()}) as server:
        asked = client()
        came = [asked.get(Request(f"{server.root}/page")) for _ in range(2)]
    assert [c.trouble for c in came if isinstance(c, Failure)] == [Trouble.ROBOTS] * 2
    assert server.paths(but=()) == ["/robots.txt", "/page", "/page"]


@pytest.mark.parametrize(("rules", "pause"), [(b"", 2.0), (b"User-agent: *\nCrawl-delay: 11\n", 11.0)])
def test_a_host_is_asked_at_its_pace(rules: bytes, pause: float) -> None:
    time = Time()
    with serving({"/robots.txt": says(200, rules), "/page": page()}) as server:
        asked = client(replace(SETTINGS, pause=2.0), time)
        for _ in range(3):
            asked.get(Request(f"{server.root}/page"))
    assert time.slept == pytest.approx([2.0, pause, pause]), "after robots.txt as after any page"


@pytest.mark.parametrize("name", ["http_proxy", "https_proxy", "all_proxy"])
def test_no_proxy_of_the_environment_is_used(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving({"/page": page()}) as server:
        assert isinstance(client().get(Request(f"{server.root}/page")), Answer)
