"""Where a request may go: hosts of the public web, by the very address that was checked."""

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samarkand.adapters.barred import Barred
from samarkand.domain.capture import Trouble

Resolve = Callable[[str, int], Sequence[str]]
IP = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_HOME = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "onion", "test", "invalid")
# routers hand these out for other networks, or a cloud answers there for its machines, though they count as global
_NOT_A_HOST = frozenset({ipaddress.ip_address("168.63.129.16"), ipaddress.ip_address("192.88.99.1")})
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked. `addresses` are the only places to connect to, in the resolver's order."""

    url: str
    scheme: str
    host: str
    port: int
    addresses: tuple[str, ...]

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def is_public(told: str) -> bool:
    """Is this an address of the public internet, also where it wraps another one?"""
    try:
        address: IP = ipaddress.ip_address(told)
    except ValueError:
        return False
    if address in _TRANSLATED:  # what a network that speaks IPv6 only makes of an IPv4 address
        address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if not address.is_global or address.is_multicast or address.is_reserved or address in _NOT_A_HOST:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    return address in _UNICAST and address.sixtofour is None and address.teredo is None and not address.scope_id


def resolve_host(host: str, port: int) -> list[str]:
    """The system's addresses of a host, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


class AddressGuard:
    """Refuses before anything is connected, and a name before it is resolved where its form is enough.

    `allow_loopback` is for tests: it lets loopback addresses pass, on any port. No setting leads here.
    """

    def __init__(self, resolve: Resolve = resolve_host, *, allow_loopback: bool = False) -> None:
        self._resolve, self._allow_loopback = resolve, allow_loopback

    def check(self, address: str, seconds: float = 10.0) -> Target:
        """Where to connect for an address; the name is resolved once, in at most so many seconds.

        Raises:
            Barred: the address is malformed, or any of its host's addresses is not public.
        """
        scheme, host, port, url = _parsed(address)
        if not self._allow_loopback:
            _refuse_port(port)
        literal = _literal(host)
        addresses = (str(literal),) if literal else tuple(self._resolved(host, port, seconds))
        if not addresses:
            raise Barred(Trouble.NAME, host)
        loopback = self._allow_loopback and all(map(_is_loopback, addresses))
        if not loopback:
            if not literal and _is_home(host):
                raise Barred(Trouble.PRIVATE, host)
            if bad := next((a for a in addresses if not is_public(a)), None):
                raise Barred(Trouble.PRIVATE, host if bad == host else f"{host} is {bad}")
            _refuse_port(port)
        return Target(url, scheme, host, port, addresses)

    def _resolved(self, host: str, port: int, seconds: float) -> Sequence[str]:
        if _is_home(host) and not self._allow_loopback:
            raise Barred(Trouble.PRIVATE, host)
        found: list[str] = []

        def look() -> None:
            try:
                found.extend(self._resolve(host, port))
            except (OSError, UnicodeError):
                found.clear()

        # the system's resolver knows no time limit; one that hangs is left behind
        asking = threading.Thread(target=look, daemon=True)
        asking.start()
        asking.join(seconds)
        if asking.is_alive():
            raise Barred(Trouble.TIME, f"looking up {host}")
        return found


def _parsed(address: str) -> tuple[str, str, int, str]:
    """Scheme, ASCII host, port and the address as it will be asked, all of one reading by the client's own parser."""
    import httpx

    if len(address) > LONGEST or any(c.isspace() or c == "\\" or not c.isprintable() for c in address):
        raise Barred(Trouble.ADDRESS, "characters no address has, or too many")
    try:
        url = httpx.URL(address)
        host = url.raw_host.decode("ascii").lower().removesuffix(".")
    except (httpx.InvalidURL, UnicodeError, ValueError) as problem:
        raise Barred(Trouble.ADDRESS, "cannot be read") from problem
    if url.scheme not in PORTS or not host:
        raise Barred(Trouble.ADDRESS, "only http:// and https:// are asked")
    if url.userinfo:
        raise Barred(Trouble.ADDRESS, "a name or password in it")
    port = PORTS[url.scheme] if url.port is None else url.port
    return url.scheme, host, port, str(url.copy_with(fragment=None))


def _refuse_port(port: int) -> None:
    """What listens elsewhere is seldom a publisher."""
    if port not in PORTS.values():
        raise Barred(Trouble.ADDRESS, f"port {port}")


def _literal(host: str) -> IP | None:
    """The address a host is written as; None for a name. What a system might read as a number is refused."""
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    last = bare.rsplit(".", 1)[-1]
    if len(bare) > 253 or not _NAME.fullmatch(bare) or last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last):
        raise Barred(Trouble.ADDRESS, "its host is neither a name nor a plain address")
    return None


def _is_home(host: str) -> bool:
    """Names that mean something at home only."""
    return "." not in host or any(host == name or host.endswith(f".{name}") for name in _HOME)


def _is_loopback(told: str) -> bool:
    try:
        return ipaddress.ip_address(told).is_loopback
    except ValueError:
        return False
