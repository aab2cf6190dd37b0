"""The same documents, whatever the pieces they are parsed in; a broken run goes on."""

import json
import tracemalloc
from pathlib import Path

import pytest
from tests.collate.test_pieces import Held

from samarkand.adapters.compute_local import InProcess, Processes
from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.adapters.terminal import Silence
from samarkand.collate import collator, pieces
from samarkand.collate.attribute import SourceBook
from samarkand.collate.collator import collate_snapshots
from samarkand.collate.refused import Refused
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal
from samarkand.ports.compute import Compute

TEXT = "The orchestra of the harbour town played in the capital for the first time"


def line(number: int, text: str = TEXT) -> bytes:
    return json.dumps({"id": f"d{number}", "text": f"{text} ({number % 37})", "publisher": "P"}).encode() + b"\n"


FILES = Held(
    {
        "a.jsonl": b"".join(line(n) for n in range(300)),
        "b.jsonl": b"".join(line(n, "Another text") if n % 3 else line(n) for n in range(150, 400)) + b"{broken\n",
        "c.txt": b"A note",
    }
)


def collate(root: Path, compute: Compute, files: Held = FILES) -> tuple[list[Document], list[Refusal], list[str]]:
    tables = ParquetTables(root)
    refused = Refused(tables, 10)
    names = collate_snapshots(files, SourceBook(()), tables, compute, Silence(), {"AA"}, refused)
    refused.finish()
    assert not tables.parts("parsed")
    return list(tables.read("documents", Document, names)), list(tables.read("refusals", Refusal)), names


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collator, "PART", 100)


@pytest.mark.parametrize(("size", "groups"), [(1_000, 1), (5_000, 7), (10**9, 3)])
def test_pieces_and_groups_change_nothing(
    size: int, groups: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = collate(tmp_path / "whole", InProcess())
    monkeypatch.setattr(collator, "_GROUP", sum(map(len, FILES.files.values())) // groups)
    monkeypatch.setattr(collator, "packed", lambda held, listed: pieces.packed(held, listed, size))
    found = collate(tmp_path / "pieces", InProcess())
    assert found == expected
    assert (len(found[0]), len(found[1]), len(found[2])) == (300 + 250 + 1 - 50, 150 + 1, 6)


def test_several_processes_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collator, "packed", lambda held, listed: pieces.packed(held, listed, 5_000))
    assert collate(tmp_path / "several", Processes(2, tmp_path / "scratch")) == collate(tmp_path / "one", InProcess())


class Broken(InProcess):
    """Gives out the first few results, then the run is over."""

    def map(self, work, items):  # type: ignore[no-untyped-def]
        for number, result in enumerate(super().map(work, items)):
            if number == 3:
                raise KeyboardInterrupt
            yield result


def test_what_was_parsed_before_a_broken_run_is_not_parsed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collator, "packed", lambda held, listed: pieces.packed(held, listed, 5_000))
    expected = collate(tmp_path / "whole", InProcess())
    with pytest.raises(KeyboardInterrupt):
        collate(tmp_path / "broken", Broken())
    assert len(ParquetTables(tmp_path / "broken").parts("parsed")) == 3
    parsed: list[int] = []
    rows_of = collator.rows_of
    monkeypatch.setattr(collator, "rows_of", lambda *a, **k: parsed.append(len(a[0])) or rows_of(*a, **k))
    assert collate(tmp_path / "broken", InProcess()) == expected
    assert parsed[:3] == [0, 0, 0]
    assert 0 not in parsed[3:]


def corpus(count: int) -> Held:
    """Half of the documents come twice, so that there are as many exceptions as documents."""
    each = [line(n, f"{TEXT} {n * 7919} " * 8) for n in range(count)]
    return Held({"a.jsonl": b"".join(each), "b.jsonl": b"".join(each)})


@pytest.mark.slow
def test_four_times_the_documents_take_no_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collator, "attribute_all", lambda documents, book: documents)
    monkeypatch.setattr(collator, "packed", lambda held, listed: pieces.packed(held, listed, 60_000))
    monkeypatch.setattr(collator, "_GROUP", 200_000)
    monkeypatch.setattr("samarkand.collate.refused._ROWS", 200)
    peaks = []
    for count in (300, 500, 2000):
        files = corpus(count)
        tables = ParquetTables(tmp_path / str(count))
        tracemalloc.start()
        refused = Refused(tables, 10)
        compute = Processes(1, tmp_path / "scratch")  # in this process, and between the steps on disk
        names = collate_snapshots(files, SourceBook(()), tables, compute, Silence(), {"AA"}, refused)
        refused.finish()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert (len(names), refused.counts.total()) == (count // 100, count)
    assert peaks[2] < 1.3 * peaks[1], peaks
