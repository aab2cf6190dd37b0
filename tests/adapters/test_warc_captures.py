"""Pages as WARC files among the snapshots: whole or absent, each once, wherever a run is cut off."""

import gzip
import hashlib
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from samarkand.adapters import warc_captures
from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.adapters.snapshot_store import SnapshotStore
from samarkand.adapters.warc_captures import WarcCaptures, place_of
from samarkand.domain.capture import Capture, CaptureKind, Item, Trouble
from samarkand.domain.errors import SamarkandError
from samarkand.ports.web import Answer

AT = datetime(2024, 6, 1, 12, tzinfo=UTC)
HEADERS = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Content-Length", "7"), ("X-Long", "a\r\nb"))


class Place:
    def __init__(self, root: Path) -> None:
        self.store, self.tables = SnapshotStore(root / "snapshots"), ParquetTables(root / "tables")
        self.captures = WarcCaptures(self.store, self.tables, "Samarkand/0 (+desk@example.org)")

    def places(self) -> list[str]:
        return [snapshot.place for snapshot in self.store.list()]

    def left(self) -> list[Path]:
        return list(self.store.root.rglob("*.tmp"))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def capture(n: int, source: str = "press", trouble: Trouble | None = None) -> Capture:
    address = f"https://news.example.org/{n}"
    return Capture(
        source,
        "https://news.example.org/feed",
        CaptureKind.PAGE,
        address,
        address,
        AT + timedelta(minutes=n),
        200,
        trouble,
    )


def answer(n: int) -> Answer:
    return Answer(f"https://news.example.org/{n}", 200, HEADERS, b"<p>page %d, \xff\x00\r\n\r\n</p>" % n)


def filled(place: Place, *numbers: int, source: str = "press") -> None:
    run = place.captures.begin(source, AT)
    for n in numbers:
        run.keep(capture(n, source), answer(n), Item(answer(n).address, f"Title «{n}»", "2024-05-31"))
    run.commit()


def test_records_are_what_a_reader_of_warc_expects(place: Place) -> None:
    from fastwarc.warc import ArchiveIterator

    filled(place, 1, 2)
    (snapshot,) = place.store.list()
    assert snapshot.place == "press-20240601T120100Z.warc.gz"
    assert snapshot.captured_at == AT + timedelta(minutes=1)
    kinds, responses = [], {}
    for record in ArchiveIterator(io.BytesIO(place.store.read(snapshot)), verify_digests=True):
        headers = {name.lower(): value for name, value in record.headers}
        kinds.append(headers["warc-type"])
        if kinds[-1] == "response":
            assert record.http_headers["Content-Type"] == "text/html"
            assert record.http_headers["X-Crawl-Content-Encoding"] == "gzip"
            body = record.reader.read()
            responses[record.record_id] = body
            assert headers["warc-payload-digest"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
            assert headers["warc-date"] == f"2024-06-01T12:0{len(responses)}:00Z"
            assert headers["warc-target-uri"] == f"https://news.example.org/{len(responses)}"
        if kinds[-1] == "metadata":
            assert headers["warc-concurrent-to"] == headers["warc-refers-to"] == list(responses)[-1]
            assert headers["content-type"] == "application/json"
            assert json.loads(record.reader.read()) == {
                "source_id": "press",
                "channel": "https://news.example.org/feed",
                "title": f"Title «{len(responses)}»",
                "date": "2024-05-31",
                "found_at": f"2024-06-01T12:0{len(responses)}:00+00:00",
            }
    assert kinds == ["warcinfo", "response", "metadata", "response", "metadata"]
    assert list(responses.values()) == [answer(1).body, answer(2).body]


def test_each_record_can_be_unpacked_on_its_own(place: Place) -> None:
    filled(place, 1, 2, 3)
    data = place.store.read(place.store.list()[0])
    assert data.count(b"\x1f\x8b\x08") >= 7
    assert gzip.decompress(data).count(b"WARC/1.1\r\n") == 7


def test_the_same_pages_make_the_same_file(tmp_path: Path) -> None:
    first, second = Place(tmp_path / "a"), Place(tmp_path / "b")
    for place in (first, second):
        filled(place, 1, 2)
    assert first.store.list() == second.store.list()


def test_rows_say_where_the_bytes_lie(place: Place) -> None:
    filled(place, 1, 2)
    (snapshot,) = place.store.list()
    rows = place.captures.of("press")
    assert [(row.snapshot, row.size) for row in rows] == [(snapshot.sha256, len(answer(n).body)) for n in (1, 2)]
    assert rows[0].sha256 == hashlib.sha256(answer(1).body).hexdigest()


def test_the_same_bytes_are_not_stored_again(place: Place) -> None:
    filled(place, 1, 2)
    run = place.captures.begin("press", AT)
    assert not run.keep(capture(9), answer(1), Item("x"))
    assert run.keep(capture(8), answer(3), Item("x"))
    assert not run.keep(capture(7), answer(3), Item("x"))
    run.commit()
    first, second = (snapshot.sha256 for snapshot in place.store.list())
    held = {row.asked[-1]: row.snapshot for row in place.captures.of("press")}
    assert held == {"1": first, "2": first, "9": first, "8": second, "7": second}


def test_a_run_without_pages_leaves_rows_and_no_file(place: Place) -> None:
    run = place.captures.begin("press", AT)
    run.add(capture(1, trouble=Trouble.TIME))
    run.commit()
    run.commit()
    assert [row.trouble for row in place.captures.of("press")] == [Trouble.TIME]
    assert place.places() == []


def test_sources_are_kept_apart_and_named_plainly(place: Place) -> None:
    filled(place, 1, source="press")
    filled(place, 1, source="../été/x y")
    assert len(place.captures.of("press")) == len(place.captures.of("../été/x y")) == 1
    assert place_of("../été/x y", AT) == "t-x-y-20240601T120000Z.warc.gz"
    assert all("/" not in name for name in place.places())


def test_a_long_run_commits_by_itself(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_captures, "MOST_PAGES", 3)
    run = place.captures.begin("press", AT)
    for n in range(8):
        run.keep(capture(n), answer(n), Item("x"))
    assert len(place.captures.of("press")) == 6, "and the last two when the run ends"
    run.commit()
    assert len(place.places()) == 3


def test_many_small_parts_become_one_and_say_the_same(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_captures, "MOST_PARTS", 5)
    filled(place, 99, source="other")
    for n in range(20):
        filled(place, n)
    assert [row.asked.rpartition("/")[2] for row in place.captures.of("press")] == [str(n) for n in range(20)]
    assert len(place.tables.parts("captures")) <= 7
    assert len(place.captures.of("other")) == 1


CUTS = ["write", "hold", "rows", "enlist"]


@pytest.mark.parametrize("cut", CUTS)
def test_a_run_cut_off_anywhere_is_whole_or_absent(place: Place, cut: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a kill leaves it: what comes after the cut never happens, and nothing is tidied."""
    filled(place, 1)

    class Killed(BaseException): ...

    def killed(*args: object, **more: object) -> None:
        raise Killed

    run = place.captures.begin("press", AT)
    run.keep(capture(2), answer(2), Item("x"))
    owner, name = {
        "write": (place.captures, "hold"),
        "hold": (place.captures, "write"),
        "rows": (place.captures, "enlist"),
        "enlist": (run, "commit"),
    }[cut]
    if cut == "enlist":
        run.commit()
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, killed)
        with pytest.raises(Killed):
            run.commit()
    assert len(place.places()) == (2 if cut == "enlist" else 1)
    after = Place(place.store.root.parent)
    after.captures.recover()
    committed = cut in ("rows", "enlist")
    assert [row.asked[-1] for row in after.captures.of("press")] == (["1", "2"] if committed else ["1"])
    assert {row.snapshot for row in after.captures.of("press")} == {s.sha256 for s in after.store.list()}
    assert after.left() == []
    assert after.places()[0] == "press-20240601T120100Z.warc.gz"
    if committed:
        assert after.places()[1] == "press-20240601T120200Z.warc.gz"
    filled(after, 2)
    assert len(after.captures.of("press")) >= 2
    assert len(after.store.list()) == 2


def test_only_one_run_at_a_time(place: Place) -> None:
    place.captures.recover()
    other = Place(place.store.root.parent)
    with pytest.raises(SamarkandError, match="another run is collecting here"):
        other.captures.recover()


def test_odd_texts_go_into_a_record(place: Place) -> None:
    run = place.captures.begin("press", AT)
    odd = Answer("https://news.example.org/1", 200, (("X", "é\udcff\n"),), b"x")
    assert run.keep(capture(1), odd, Item("x", "a \udcff\n“b” \x00", ""))
    run.commit()
    assert len(place.store.read(place.store.list()[0])) > 0
