"""No way into a private network, by whatever spelling, and nothing is connected before that is sure."""

import ipaddress
import ssl
import threading
from collections.abc import Callable, Sequence
from typing import Any

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web_server import client, goes, serving

from samarkand.adapters.address_guard import AddressGuard, is_public
from samarkand.adapters.barred import Barred
from samarkand.adapters.web_client import WebClient
from samarkand.domain.capture import Trouble
from samarkand.domain.observatory import CollectSettings
from samarkand.ports.web import Failure, Request

PUBLIC = "93.184.215.14"
PRIVATE = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
    "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "168.63.129.16/32",
]  # fmt: skip
PRIVATE_6 = [
    "::/96", "::1/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "2001:db8::/32", "100::/64", "64:ff9b:1::/48",
    "2001::/32", "2002::/16", "4000::/3",
]  # fmt: skip


def never(host: str, port: int) -> Sequence[str]:
    raise AssertionError(f"{host} was looked up")


def resolves(*addresses: str) -> Callable[[str, int], Sequence[str]]:
    return lambda host, port: addresses


def refused(address: str, resolve: Callable[[str, int], Sequence[str]] = never) -> Trouble:
    with pytest.raises(Barred) as caught:
        AddressGuard(resolve).check(address)
    return caught.value.trouble


def inside(network: str) -> st.SearchStrategy[Any]:
    net = ipaddress.ip_network(network)
    kind = ipaddress.IPv4Address if net.version == 4 else ipaddress.IPv6Address
    return st.integers(int(net.network_address), int(net.broadcast_address)).map(kind)


private_4 = st.sampled_from(PRIVATE).flatmap(inside)
private_6 = st.sampled_from(PRIVATE_6).flatmap(inside)
any_4 = st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address)


def wrapped(address: ipaddress.IPv4Address) -> list[str]:
    """Addresses of IPv6 that hold one of IPv4."""
    number = int(address)
    high, low = number >> 16, number & 0xFFFF
    return [
        f"::ffff:{address}",
        f"::ffff:{high:x}:{low:x}",
        f"::{address}",
        f"64:ff9b::{high:x}:{low:x}",
        f"2002:{high:x}:{low:x}::1",
        f"2001:0:{high:x}:{low:x}::1",
    ]


def spelt(address: ipaddress.IPv4Address) -> list[str]:
    """Ways in which some system or other reads an address of IPv4, the plain one left out."""
    a, b, c, d = address.packed
    number = int(address)
    return [
        f"{number}",
        f"0x{number:x}",
        f"0{number:o}",
        f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a}.{b}.{c * 256 + d}",
        f"{a}.{b * 65536 + c * 256 + d}",
        f"{a}.{b}.{c}.0x{d:x}",
        f"00{a}.{b}.{c}.{d}",
        f"{a}.{b}.{c}.{d}..",
        f"{a}%2e{b}%2e{c}%2e{d}",
    ]


@given(private_4)
def test_a_private_address_is_refused_in_its_own_form(address: ipaddress.IPv4Address) -> None:
    assert refused(f"http://{address}/") is Trouble.PRIVATE
    assert refused(f"https://{address}./x") is Trouble.PRIVATE


@given(private_6)
def test_a_private_address_of_ipv6_is_refused(address: ipaddress.IPv6Address) -> None:
    assert refused(f"http://[{address}]/") is Trouble.PRIVATE
    assert refused(f"http://[{address.exploded}]/") is Trouble.PRIVATE


@given(private_4, st.sampled_from(range(6)))
def test_a_private_address_is_refused_inside_another(address: ipaddress.IPv4Address, form: int) -> None:
    assert refused(f"http://[{wrapped(address)[form]}]/") is Trouble.PRIVATE


@settings(max_examples=300)
@given(any_4, st.sampled_from(range(11)))
def test_an_address_spelt_in_a_strange_way_is_refused_whatever_it_is(address: ipaddress.IPv4Address, form: int) -> None:
    assert refused(f"http://{spelt(address)[form]}/") in (Trouble.ADDRESS, Trouble.PRIVATE)


@given(any_4)
def test_digits_and_dots_of_other_scripts_mean_the_plain_address_or_nothing(address: ipaddress.IPv4Address) -> None:
    wide = "".join(chr(0xFF10 + int(x)) if x.isdigit() else x for x in str(address))
    for form in (wide, str(address).replace(".", "。"), wide.replace(".", "．")):
        try:
            target = AddressGuard(never).check(f"http://{form}/")
        except Barred as problem:
            assert problem.trouble in (Trouble.ADDRESS, Trouble.PRIVATE)
        else:
            assert target.addresses == (str(address),)
            assert is_public(str(address))


@given(st.text(max_size=40))
def test_whatever_stands_for_a_host_is_refused_or_looked_up_and_then_refused(host: str) -> None:
    assert refused(f"http://{host}/", resolves("10.0.0.1")) in (Trouble.ADDRESS, Trouble.PRIVATE)


@given(st.text(max_size=60))
def test_whatever_stands_for_an_address_is_refused(address: str) -> None:
    assert refused(address, resolves("10.0.0.1")) in (Trouble.ADDRESS, Trouble.PRIVATE)


REFUSED = [
    ("ftp://example.org/", Trouble.ADDRESS),
    ("file:///etc/passwd", Trouble.ADDRESS),
    ("gopher://example.org/", Trouble.ADDRESS),
    ("javascript:alert(1)", Trouble.ADDRESS),
    ("//example.org/", Trouble.ADDRESS),
    ("example.org", Trouble.ADDRESS),
    ("", Trouble.ADDRESS),
    ("http://", Trouble.ADDRESS),
    ("http:///path", Trouble.ADDRESS),
    ("http://me@example.org/", Trouble.ADDRESS),
    ("http://me:word@example.org/", Trouble.ADDRESS),
    ("http://example.org@127.0.0.1/", Trouble.ADDRESS),
    ("http://example.org\\@127.0.0.1/", Trouble.ADDRESS),
    ("http://127.0.0.1\\@example.org/", Trouble.ADDRESS),
    ("http://exa mple.org/", Trouble.ADDRESS),
    ("http://example.org/\r\nHost: other", Trouble.ADDRESS),
    ("http://example.org:65536/", Trouble.ADDRESS),
    ("http://example.org:x/", Trouble.ADDRESS),
    ("http://[::1/", Trouble.ADDRESS),
    ("http://[fe80::1%25eth0]/", Trouble.PRIVATE),
    ("http://example.org:0/", Trouble.ADDRESS),
    ("http://" + "a" * 64 + ".org/", Trouble.ADDRESS),
    ("http://example.org/" + "a" * 3000, Trouble.ADDRESS),
    ("http://localhost/", Trouble.PRIVATE),
    ("http://LOCALHOST./", Trouble.PRIVATE),
    ("http://intranet/", Trouble.PRIVATE),
    ("http://printer.local/", Trouble.PRIVATE),
    ("http://me.localhost/", Trouble.PRIVATE),
    ("http://metadata.google.internal/computeMetadata/v1/", Trouble.PRIVATE),
    ("http://router.home.arpa/", Trouble.PRIVATE),
    ("http://hidden.onion/", Trouble.PRIVATE),
]


@pytest.mark.parametrize(("address", "trouble"), REFUSED)
def test_what_is_no_address_of_the_public_web_is_not_even_looked_up(address: str, trouble: Trouble) -> None:
    assert refused(address) is trouble


@pytest.mark.parametrize("port", [22, 25, 6379, 8080, 8443])
def test_other_ports_are_refused(port: int) -> None:
    assert refused(f"http://example.org:{port}/", resolves(PUBLIC)) is Trouble.ADDRESS


@pytest.mark.parametrize(
    "addresses",
    [
        ("10.0.0.1",),
        (PUBLIC, "10.0.0.1"),
        (PUBLIC, "::1"),
        ("fe80::1%eth0",),
        (PUBLIC, "2606:4700::1%eth0"),
        ("::ffff:127.0.0.1",),
        ("169.254.169.254",),
        ("no address",),
    ],
)
def test_a_name_with_any_private_address_is_refused(addresses: tuple[str, ...]) -> None:
    assert refused("https://news.example.org/", resolves(*addresses)) is Trouble.PRIVATE


def test_a_name_without_an_address_is_said() -> None:
    def fails(host: str, port: int) -> Sequence[str]:
        raise OSError("no such name")

    assert refused("http://nowhere.example.org/", resolves()) is Trouble.NAME
    assert refused("http://nowhere.example.org/", fails) is Trouble.NAME


def test_a_resolver_that_hangs_is_left_behind() -> None:
    done = threading.Event()

    def hangs(host: str, port: int) -> Sequence[str]:
        done.wait(5)
        return (PUBLIC,)

    with pytest.raises(Barred) as caught:
        AddressGuard(hangs).check("http://slow.example.org/", seconds=0.05)
    done.set()
    assert caught.value.trouble is Trouble.TIME


@pytest.mark.parametrize(
    ("address", "found", "port"),
    [
        ("https://news.example.org/a?b=c#d", (PUBLIC,), 443),
        ("http://news.example.org:443/", (PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"), 443),
        ("http://News.Example.ORG./", (PUBLIC,), 80),
        ("http://münchen.example.org/", ("64:ff9b::5db8:d70e",), 80),
    ],
)
def test_a_public_name_is_looked_up_once(address: str, found: tuple[str, ...], port: int) -> None:
    asked: list[str] = []

    def resolve(host: str, at: int) -> Sequence[str]:
        asked.append(f"{host}:{at}")
        return found

    target = AddressGuard(resolve).check(address)
    assert (target.addresses, target.port) == (found, port)
    assert "#" not in target.url
    assert asked == [f"{target.host}:{port}"]
    assert target.host.isascii() and target.host == target.host.lower()


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "1.1.1.1"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


class Wire(httpcore.NetworkBackend):
    """Notes where a connection would go, and never makes one."""

    def __init__(self) -> None:
        self.tried: list[tuple[str, int]] = []

    def connect_tcp(self, host: str, port: int, *args: Any, **more: Any) -> httpcore.NetworkStream:
        self.tried.append((host, port))
        raise httpcore.ConnectError("there is no wire")


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    made = Wire()
    monkeypatch.setattr(httpcore, "SyncBackend", lambda: made)
    return made


def test_the_connection_goes_to_the_address_that_was_checked(wire: Wire) -> None:
    """A name that says something else the second time gains nothing."""
    answers = [(PUBLIC,), (PUBLIC,)]

    def rebinds(host: str, port: int) -> Sequence[str]:
        return answers.pop() if answers else ("127.0.0.1",)

    asked = WebClient(CollectSettings(contact="desk@example.org"), AddressGuard(rebinds), lambda seconds: None)
    came = asked.get(Request("https://news.example.org/page"))
    assert isinstance(came, Failure)
    assert set(wire.tried) <= {(PUBLIC, 443)}
    assert wire.tried, "it was tried"
    assert came.trouble is Trouble.PRIVATE, "asked again, the name was looked up again and refused"


def test_what_is_refused_is_never_connected(wire: Wire) -> None:
    asked = WebClient(CollectSettings(contact="desk@example.org"), AddressGuard(resolves("192.168.0.1")))
    for address in ("http://10.0.0.1/", "http://localhost/", "http://news.example.org/", "http://[::1]:80/"):
        came = asked.get(Request(address))
        assert isinstance(came, Failure)
        assert came.trouble is Trouble.PRIVATE
    assert wire.tried == []


def test_the_certificate_has_to_be_for_the_name_and_not_for_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str | None] = []

    class Secured(httpcore.NetworkStream):
        def start_tls(
            self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
        ) -> httpcore.NetworkStream:
            assert ssl_context.check_hostname and ssl_context.verify_mode is ssl.CERT_REQUIRED
            named.append(server_hostname)
            raise httpcore.ConnectError("another name")

        def close(self) -> None: ...

    class Answers(Wire):
        def connect_tcp(self, host: str, port: int, *args: Any, **more: Any) -> httpcore.NetworkStream:
            return Secured()

    monkeypatch.setattr(httpcore, "SyncBackend", Answers)
    asked = WebClient(CollectSettings(contact="desk@example.org"), AddressGuard(resolves(PUBLIC)))
    came = asked.get(Request("https://news.example.org/page"))
    assert isinstance(came, Failure)
    assert came.trouble is Trouble.ROBOTS_UNKNOWN
    assert Trouble.CERTIFICATE.value in came.detail
    assert set(named) == {"news.example.org"}


@pytest.mark.parametrize(
    "inside_address", ["http://localhost:{port}/", "http://[::ffff:7f00:1]:{port}/", "http://2130706433:{port}/"]
)
def test_loopback_is_for_tests_only(inside_address: str) -> None:
    """The very server a test may reach is out of reach for a client as an observatory makes it."""
    with serving({}) as server:
        asked = WebClient(CollectSettings(contact="desk@example.org"))
        for address in (server.root, inside_address.format(port=server.server_port)):
            assert isinstance(asked.get(Request(address)), Failure)
    assert server.asked == []


def test_a_redirect_is_checked_like_any_address() -> None:
    with serving({}) as server, serving({}) as other:
        server.turns["/page"] = goes(f"http://0x7f000001:{other.server_port}/")
        came = client().get(Request(f"{server.root}/page"))
    assert isinstance(came, Failure)
    assert came.trouble is Trouble.ADDRESS
    assert other.asked == []
