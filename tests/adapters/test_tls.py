"""Over TLS the name in the address is asked for and has to be proven, at the address that was checked."""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest
from tests.web_server import SETTINGS, Server, page

from samarkand.adapters.address_guard import AddressGuard
from samarkand.adapters.web_client import WebClient
from samarkand.domain.capture import Trouble
from samarkand.ports.web import Answer, Failure, Request

NAME = "news.example.org"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if not (openssl := shutil.which("openssl")):
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "cert.pem", folder / "key.pem"
    told = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    subprocess.run(
        [openssl, "req", *told, *names, "-keyout", str(key), "-out", str(made)],
        check=True,
        capture_output=True,
        timeout=30,
    )
    return made, key


@pytest.fixture
def secure(certificate: tuple[Path, Path]) -> Iterator[tuple[Server, list[str | None]]]:
    named: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.sni_callback = lambda made, name, given: named.append(name)
    server = Server({"/page": page()})
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server, named
    server.shutdown()
    server.server_close()
    thread.join(2)


def asks(server: Server, host: str, trusted: Path | None, monkeypatch: pytest.MonkeyPatch) -> Answer | Failure:
    def resolve(name: str, port: int) -> Sequence[str]:
        return ("127.0.0.1",)

    if trusted:
        context = ssl.create_default_context(cafile=str(trusted))
        monkeypatch.setattr(httpx, "create_ssl_context", lambda **more: context)
    asked = WebClient(SETTINGS, AddressGuard(resolve, allow_loopback=True), lambda seconds: None)
    return asked.get(Request(f"https://{host}:{server.server_port}/page"))


def test_a_certificate_for_the_name_is_taken(
    secure: tuple[Server, list[str | None]], certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, named = secure
    came = asks(server, NAME, certificate[0], monkeypatch)
    assert isinstance(came, Answer)
    assert set(named) == {NAME}
    assert {headers["Host"] for _, headers in server.asked} == {f"{NAME}:{server.server_port}"}


@pytest.mark.parametrize(("host", "is_trusted"), [("other.example.org", True), (NAME, False)])
def test_another_certificate_is_not(
    secure: tuple[Server, list[str | None]],
    certificate: tuple[Path, Path],
    host: str,
    is_trusted: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server, _ = secure
    came = asks(server, host, certificate[0] if is_trusted else None, monkeypatch)
    assert isinstance(came, Failure)
    assert Trouble.CERTIFICATE.value in (came.trouble.value, came.detail)
    assert server.asked == []
