"""From a misbehaving web to an observatory's snapshots: each trouble one counted line, nothing lost, killed or not."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from samarkand import wiring
from samarkand.adapters.address_guard import AddressGuard
from samarkand.adapters.new_observatory import create_observatory
from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.adapters.snapshot_store import SnapshotStore
from samarkand.adapters.warc_captures import WarcCaptures
from samarkand.cli import app
from samarkand.collect.collector import collect_source
from samarkand.collect.report import lines
from samarkand.domain.capture import Capture, CaptureKind
from samarkand.domain.errors import SamarkandError
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.observatory import DEFAULT_THRESHOLD
from samarkand.domain.source import Channel, ChannelKind, Source
from tests.collect.made_up import Here
from tests.web_server import (
    Handler,
    Server,
    Time,
    Turn,
    bomb,
    client,
    dripping,
    endless,
    goes,
    packed,
    page,
    raw,
    says,
    serving,
)

ROOT = Path(__file__).parents[1]
XXE = b'<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]><rss><channel><title>&i;</title></channel></rss>'


def feed(names: list[str], date: str = "Sat, 01 Jun 2024 09:00:00 GMT") -> bytes:
    items = "".join(f"<item><title>T</title><link>/{n}</link><pubDate>{date}</pubDate></item>" for n in names)
    return f"<rss version='2.0'><channel><title>N</title>{items}</channel></rss>".encode()


def channels(server: Server, *paths: str, kind: ChannelKind = ChannelKind.FEED) -> tuple[Channel, ...]:
    return tuple(Channel(kind, f"{server.root}/{path}") for path in paths)


class Collecting:
    """Captures of a test on disk, and a client for this machine."""

    def __init__(self, root: Path) -> None:
        self.store, self.time = SnapshotStore(root / "snapshots"), Time()
        self.captures = WarcCaptures(self.store, ParquetTables(root / "tables"), "Samarkand/0 (+desk@example.org)")

    def run(self, *wanted: Channel, pages: int = 100) -> list[str]:
        source = Source("press", "The Press", channels=wanted)
        return list(lines(collect_source(source, client(time=self.time), self.captures, self.time, Here(), pages)))

    def bodies(self) -> list[bytes]:
        from io import BytesIO

        from fastwarc.warc import ArchiveIterator, WarcRecordType

        files = [BytesIO(self.store.read(snapshot)) for snapshot in self.store.list()]
        kind = WarcRecordType.response
        return [record.reader.read() for file in files for record in ArchiveIterator(file, record_types=kind)]


PAGES: dict[str, tuple[Turn, str]] = {
    "gone": (says(404), "is not there: status 404"),
    "circle": (goes("/circle"), "was sent on too often or in a circle: more than 5 times"),
    "inside": (goes("http://10.1.2.3/"), "leads into a private network, so it was not tried: 10.1.2.3"),
    "endless": (endless, "is larger than the limit: more than 200,000 bytes"),
    "bomb": (
        says(200, bomb(30_000_000), Content_Encoding="gzip"),
        "unpacks to more than the limit: more than 200,000 bytes",
    ),
    "picture": (says(200, b"x", Content_Type="image/png"), "is no kind of page we read: image/png"),
    "denied": (says(403), "was denied to us: status 403"),
}
ILL: dict[str, tuple[Turn, str]] = {
    "error": (says(500), "met a server error: status 500"),
    "busy": (says(429), "its host asked us to come later: status 429"),
    "drip": (dripping, "took longer than the limit"),
    "cut": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx"), "broke off before its end"),
}


def test_a_feed_of_troubles_loses_no_good_page(tmp_path: Path) -> None:
    mixed: dict[str, Turn] = {}
    for n, (name, (turn, _)) in enumerate({**PAGES, **ILL}.items()):
        mixed |= {name: turn, f"good{n}": page(f"Choir number {n}.")}
    with serving({f"/{name}": turn for name, turn in mixed.items()}) as server:
        server.turns["/feed"] = says(200, feed(list(mixed)))
        world = Collecting(tmp_path)
        told = world.run(*channels(server, "feed"))
        assert told[0] == "press: 11 new pages, 1 lists read"
        assert told[1:] == [f"  1 × {line} — {server.root}/{name}" for name, (_, line) in {**PAGES, **ILL}.items()]
    assert len(world.bodies()) == 11


LISTS: dict[str, tuple[Turn, str]] = {
    "xxe": (says(200, XXE), "declares a document type or entities, which no list needs; not parsed"),
    "html": (page(), "is a page of HTML, not a list"),
    "noise": (says(200, bytes(range(256))), "is no XML"),
    "gone": (says(404), "is not there: status 404"),
    "bomb": (says(200, packed(bytes(60_000_000))), "unpacks to more than 50,000,000 bytes"),
}


@pytest.mark.parametrize("kind", [ChannelKind.FEED, ChannelKind.SITEMAP])
def test_a_list_of_troubles_does_not_stop_the_next_list(tmp_path: Path, kind: ChannelKind) -> None:
    with serving({f"/{name}": turn for name, (turn, _) in LISTS.items()}) as server:
        server.turns |= {"/feed": says(200, feed(["a"])), "/a": page()}
        world = Collecting(tmp_path)
        told = world.run(*channels(server, *LISTS, kind=kind), *channels(server, "feed"))
    assert told[0].startswith("press: 1 new pages")
    unreadable = [line for name, (_, line) in LISTS.items() if name != "gone"]
    assert told[1:] == [
        f"  {len(unreadable)} × {unreadable[0]} — first {server.root}/xxe",
        f"  1 × is not there: status 404 — {server.root}/gone",
    ]


def test_a_feed_of_the_future_with_ten_thousand_entries_is_taken_in_turns(tmp_path: Path) -> None:
    names = [str(n) for n in range(10_000)]
    with serving({f"/{n}": page(f"Piece {n}") for n in names[:4]}) as server:
        body = "".join(f"<item><link>/{n}</link></item>" for n in names)
        server.turns["/feed"] = says(200, packed(f"<rss><channel>{body}</channel></rss>".encode()))
        server.turns["/ahead"] = says(200, feed(["x"], "Tue, 01 Jan 2075 00:00:00 GMT"))
        world = Collecting(tmp_path)
        told = world.run(*channels(server, "feed", "ahead"), pages=4)
    assert told[0] == "press: 4 new pages, 2 lists read, 9,996 left for the next run"
    assert "1 × an entry dated in the future: 2075-01-01" in told[1]


def test_a_page_comes_in_its_own_bytes_whatever_its_charset(tmp_path: Path) -> None:
    body = "<html><script>alert(1)</script><body>Концерт</body></html>".encode("cp1251")
    with serving({"/a": says(200, body, Content_Type="text/html; charset=utf-8")}) as server:
        server.turns["/feed"] = says(200, feed(["a"]))
        world = Collecting(tmp_path)
        world.run(*channels(server, "feed"))
    assert world.bodies() == [body]


def test_a_site_that_forbids_is_left_in_peace(tmp_path: Path) -> None:
    with serving(
        {"/robots.txt": says(200, b"User-agent: *\nDisallow: /\n"), "/feed": says(200, feed(["a"]))}
    ) as server:
        told = Collecting(tmp_path).run(*channels(server, "feed"))
        assert server.paths(but=()) == ["/robots.txt"]
    assert told[1:] == [f"  1 × is forbidden by robots.txt — {server.root}/feed"]


def observatory(
    root: Path, server: Server, *paths: str, collect: str = 'contact = "desk@example.org"\npause = 0.2\n'
) -> Path:
    create_observatory(root, "t", "e", Focus(FocusKind.WORLD, (), 2024, 2024), DEFAULT_THRESHOLD)
    for old in (root / "sources").glob("*.toml"):
        old.unlink()
    told = "".join(f'[[channels]]\nkind = "feed"\naddress = "{server.root}/{path}"\n' for path in paths)
    (root / "sources" / "press.toml").write_text(f'id = "press"\nname = "The Press"\n{told}')
    with (root / "observatory.toml").open("a") as out:
        out.write(f"\n[collect]\n{collect}")
    return root


def test_the_verb_collects_nothing_without_a_contact(tmp_path: Path) -> None:
    with serving({}) as server:
        root = observatory(tmp_path / "o", server, "feed", collect="")
        with pytest.raises(SamarkandError, match="contact"):
            wiring.collect(root, AddressGuard(allow_loopback=True))
    assert server.asked == []


def test_the_verb_cannot_be_told_to_reach_this_machine(tmp_path: Path) -> None:
    with serving({"/feed": says(200, feed(["a"]))}) as server:
        root = observatory(tmp_path / "o", server, "feed")
        done = CliRunner().invoke(app, ["collect", str(root)])
    assert done.exit_code == 0
    assert "Nothing new" in done.output
    assert server.asked == []


def test_an_observatory_without_channels_is_told_so(tmp_path: Path) -> None:
    with serving({}) as server, pytest.raises(SamarkandError, match="no source has a channel"):
        wiring.collect(observatory(tmp_path / "o", server))


def pages_of(root: Path) -> Counter[str]:
    rows = ParquetTables(root / "tables").read("captures", Capture)
    return Counter(row.asked.rpartition("/")[2] for row in rows if row.kind is CaptureKind.PAGE and row.snapshot)


@pytest.mark.slow
def test_killed_while_collecting_the_next_run_goes_on(tmp_path: Path) -> None:
    """Three pages make a commit here. The first run dies at its eighth."""
    names = [str(n) for n in range(10)]
    reached, go_on = threading.Event(), threading.Event()

    def holds(handler: Handler) -> None:
        reached.set()
        go_on.wait(30)
        page("Piece 7")(handler)

    with serving({f"/{n}": page(f"Piece {n}") for n in names}) as server:
        server.turns |= {"/feed": says(200, feed(names), ETag='"v"'), "/7": holds}
        root = observatory(tmp_path / "o", server, "feed")
        child = [sys.executable, "-m", "tests.collecting_child", str(root)]
        env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        running = subprocess.Popen(child, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert reached.wait(30)
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=10)
        assert sorted(pages_of(root)) == names[:6]
        assert list((root / "snapshots").rglob("*.tmp")), "the seventh page was not committed yet"
        go_on.set()
        server.asked.clear()
        began = time.monotonic()
        done = subprocess.run(child, env=env, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        assert "4 new pages" in done.stdout
        assert server.paths() == ["/feed", *(f"/{n}" for n in names[6:])], "nothing committed was asked for again"
        assert time.monotonic() - began < 30
    assert pages_of(root) == Counter(names)
    assert len(SnapshotStore(root / "snapshots").list()) == 4
    assert not list((root / "snapshots").rglob("*.tmp"))
