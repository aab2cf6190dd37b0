"""A tiny whole world, from snapshots to the edition, with fakes for everything outside."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest

from samarkand.adapters.compute_local import InProcess
from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.adapters.stamps_file import StampsFile
from samarkand.adapters.terminal import Silence
from samarkand.codebook.indicators import load_indicators
from samarkand.codebook.types import load_codebook
from samarkand.domain.cost import Cost, Count
from samarkand.domain.dating import Doubt
from samarkand.domain.document import Document, Snapshot
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.mention import Mention
from samarkand.domain.observatory import Settings
from samarkand.domain.party import Place
from samarkand.domain.quote import Quote
from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Stage
from samarkand.pipeline import build
from samarkand.steps.advising import PARTIAL
from samarkand.steps.observatory import Observatory
from tests.worlds import SOURCES, WordEncoder, swap, swapped_exchange

NAMES = {code: f"Land {code}" for code in ("AA", "BB", "CC", "DD")} | {"XX": "others"}

TOLD = [
    ("1", "gov-a", "2024-02-03", "A2", "AA BB", "The bronze show of the northern museum opened in the port gallery"),
    ("2", "press", "2024-02-04", "A2", "AA BB", "In the port gallery the bronze show of the northern museum opened"),
    ("3", "gov-b", "2024-05-10", "P1", "BB CC", "A week of silent cinema began in the old capital with forty reels"),
    ("4", "wire", "2024-05-11", "P1", "BB CC", "With forty reels a week of silent cinema began in the old capital"),
    ("5", "gov-a", "2024-09-01", "M2", "AA CC", "Two libraries signed a programme of exchange for three years"),
    ("6", "gov-b", "2023-09-01", "M2", "AA BB", "Two archives signed a programme of exchange for five years"),
]


def line(number: str, source: str, day: str, kind: str, parties: str, text: str) -> str:
    return json.dumps(
        {"id": f"d{number}", "title": f"{kind} {parties}", "text": f"{text}.", "publisher": source, "date": day}
    )


def world(a: str = "AA", b: str = "AA") -> bytes:
    rows = [(n, s, d, k, " ".join(swap(p, a, b) for p in ps.split()), t) for n, s, d, k, ps, t in TOLD]
    return "\n".join([*(line(*row) for row in rows), "{broken"]).encode()


@dataclass
class Held:
    files: Mapping[str, bytes]

    def list(self) -> Sequence[Snapshot]:
        return [
            Snapshot(name, f"{name}.jsonl", datetime(2025, 1, 1, tzinfo=UTC), len(data))
            for name, data in self.files.items()
        ]

    def read(self, snapshot: Snapshot) -> bytes:
        return self.files[snapshot.sha256]

    def open(self, snapshot: Snapshot) -> BinaryIO:
        return BytesIO(self.read(snapshot))


class Shelf:
    def __init__(self) -> None:
        self.editions: dict[str, dict[str, bytes]] = {}

    def put(self, edition: str, files: Iterable[tuple[str, bytes]]) -> str:
        self.editions[edition] = dict(files)
        return edition


class Noon:
    def now(self) -> datetime:
        return datetime(2025, 1, 1, 12, tzinfo=UTC)


def scripted(documents: Sequence[Document]) -> list[Mention]:
    """Reads what the title says, so that the pipeline can be tested without a language."""
    out = []
    for told in documents:
        kind, *parties = told.title.split()
        start = len(told.title) + 1
        quote = Quote(told.id, start, start + len(told.text), told.text)
        out.append(
            Mention(
                kind, Stage.DELIVERED, tuple(parties), quote, 0.9, place=Place(parties[1], None), period=told.period
            )
        )
    return out


def observatory(root: Path, data: bytes, sources: tuple[object, ...] = SOURCES) -> Observatory:
    focus = Focus(FocusKind.WORLD, (), 2023, 2024)
    return Observatory(
        settings=Settings("A tiny world", focus, "tiny"),
        sources=sources,
        tables=ParquetTables(root / "tables"),  # type: ignore[arg-type]
        snapshots=Held({"one": data}),
        stamps=StampsFile(root / "tables" / "stamps.json"),
        shelf=Shelf(),
        compute=InProcess(),
        encoder=WordEncoder(),
        clock=Noon(),
        progress=Silence(),
        codebook=load_codebook(),
        indicators=load_indicators(),
        languages=frozenset({"en"}),
        names=NAMES,
        reader_digest="scripted",
        read_documents=scripted,
        typeset=lambda *a, **k: b"%PDF",
    )


def exchanges(o: Observatory) -> list[Exchange]:
    return list(o.tables.read("exchanges", Exchange))


def test_a_world_is_built_whole(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    assert build(o)
    assert sorted(len(x.mentions) for x in exchanges(o)) == [1, 1, 2, 2]
    assert [(r.row, r.kind) for r in o.tables.read("refusals", Refusal)] == [(7, "json")]
    assert "index.html" in o.shelf.editions["tiny"]  # type: ignore[attr-defined]


def test_a_date_that_cannot_be_is_said_once_a_document(tmp_path: Path) -> None:
    told = [("7", "Government of A", "2031-01-05", *TOLD[0][3:]), ("8", "Government of A", "1950-01-05", *TOLD[4][3:])]
    data = "\n".join(line(*row) for row in told).encode()
    sources = tuple(replace(s, since="1960") for s in SOURCES)
    o = observatory(tmp_path, data, sources)
    assert build(o)
    said = [r.reason for r in o.tables.read("refusals", Refusal) if r.kind == "date in doubt"]
    assert len(said) == 2
    assert "d7 is dated 2031-01-05 by its file: it lies after the capture" in said[0]
    assert "d8 is dated 1950-01-05 by its file: its publisher did not exist yet" in said[1]
    doubts = {d.id: d.doubt for d in o.tables.read("documents", Document) if d.doubt}
    assert doubts == {"d7": (Doubt.FUTURE,), "d8": (Doubt.BEFORE_SOURCE,)}


def test_a_second_build_does_nothing(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    build(o)
    assert not build(replace(o, read_documents=lambda documents: pytest.fail("read again")))


def test_a_new_document_reads_only_its_part(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    build(o)
    asked: list[str] = []

    def listening(documents: Sequence[Document]) -> list[Mention]:
        asked.extend(d.id for d in documents)
        return scripted(documents)

    more = Held(
        {
            "one": world(),
            "two": line("9", "press", "2024-10-01", "A1", "CC DD", "A fair of books opened with guests").encode(),
        }
    )
    assert build(replace(o, snapshots=more, read_documents=listening))
    assert "d9" in asked
    assert len(exchanges(o)) == 5


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())

    def killed(documents: Sequence[Document]) -> list[Mention]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(replace(o, read_documents=killed))
    assert len(o.tables.parts("documents")) == 1
    assert build(o)
    assert len(exchanges(o)) == 4


def test_an_empty_world_says_so(tmp_path: Path) -> None:
    o = observatory(tmp_path, b"")
    assert build(o)
    assert exchanges(o) == []
    assert all(m.reason or m.value is not None for m in o.tables.read("measurements", Measurement))


def test_the_same_world_gives_the_same_tables_and_pages(tmp_path: Path) -> None:
    made = []
    for name in ("1", "2"):
        o = observatory(tmp_path / name, world())
        build(o)
        made.append((exchanges(o), list(o.tables.read("measurements", Measurement)), o.shelf.editions["tiny"]))  # type: ignore[attr-defined]
    assert made[0] == made[1]


def test_swapping_two_countries_swaps_them_in_every_output(tmp_path: Path) -> None:
    plain = observatory(tmp_path / "plain", world())
    build(plain)
    sources = tuple(
        replace(
            s, controlled_by=None if s.controlled_by is None else tuple(swap(c, "AA", "CC") for c in s.controlled_by)
        )
        for s in SOURCES
    )
    turned = observatory(tmp_path / "turned", world("AA", "CC"), sources)
    build(turned)
    assert sorted(repr(swapped_exchange(x, "AA", "CC")) for x in exchanges(plain)) == sorted(
        repr(swapped_exchange(x, "AA", "AA")) for x in exchanges(turned)
    )

    def measured(o: Observatory, a: str, b: str) -> set[tuple[object, ...]]:
        return {
            (
                m.indicator,
                m.layer,
                m.period,
                ":".join(swap(p, a, b) for p in m.cell.split(":")),
                m.value,
                m.low,
                m.high,
                m.n,
                m.reason,
            )
            for m in o.tables.read("measurements", Measurement)
        }

    assert measured(plain, "AA", "CC") == measured(turned, "AA", "AA")


class Adviser:
    """Stands for the assistant: doubts cinema, is sure of the rest, and has no answer for the documents in `silent`."""

    def __init__(self, *silent: str, name: str = "adviser/1") -> None:
        self.silent, self.name = silent, name
        self.asked: list[str] = []
        self.unanswered = 0

    @property
    def cost(self) -> Cost:
        counts = (Count("timed out", self.unanswered),) if self.unanswered else ()
        dropped = (Count("quote not found", 2), Count("unknown type", 1))
        return Cost(self.name, documents=len(self.asked), calls=len(self.asked), dropped=dropped, unanswered=counts)

    def assist(self, document: Document, mentions: Sequence[Mention]) -> list[Mention]:
        self.asked.append(document.id)
        if document.id in self.silent:
            self.unanswered += 1
            return list(mentions)
        return [replace(m, confidence=0.2 if m.type == "P1" else 0.95, read_by=self.name) for m in mentions]


def advised_by(o: Observatory, adviser: Adviser | None) -> Observatory:
    return replace(o, assistant=adviser)  # type: ignore[arg-type]


def read_back(o: Observatory, name: str) -> list[Mention]:
    return list(o.tables.read(name, Mention))


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The six documents of the first file are one part, that of the second another."""
    monkeypatch.setattr("samarkand.collate.collator.PART", len(TOLD))


def two_files() -> Held:
    extra = line("9", "press", "2024-10-01", "A1", "CC DD", "A fair of books opened with guests")
    return Held({"one": world(), "two": extra.encode()})


def test_without_an_assistant_nothing_is_advised(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    build(o)
    assert not o.tables.parts("advised")
    assert not o.tables.parts("costs")
    assert {m.confidence for m in read_back(o, "mentions")} == {0.9}


def test_what_the_assistant_says_goes_to_review(tmp_path: Path) -> None:
    o = advised_by(observatory(tmp_path, world()), Adviser())
    build(o)
    assert {(m.confidence, m.read_by) for m in read_back(o, "mentions")} == {(0.95, "adviser/1")}
    assert {m.type for m in read_back(o, "queue")} == {"P1"}
    assert sorted(x.type for x in exchanges(o)) == ["A2", "M2", "M2"]


def test_the_readings_stay_as_the_reader_left_them(tmp_path: Path) -> None:
    o = advised_by(observatory(tmp_path, world()), Adviser())
    build(o)
    assert {m.confidence for m in read_back(o, "readings")} == {0.9}


def test_turned_off_again_the_local_reading_counts(tmp_path: Path) -> None:
    o = advised_by(observatory(tmp_path, world()), Adviser())
    build(o)
    assert build(advised_by(o, None))
    assert not o.tables.parts("advised")
    assert len(exchanges(o)) == 4


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    o = advised_by(observatory(tmp_path, world()), Adviser())
    build(o)
    again = Adviser()
    assert not build(advised_by(o, again))
    assert again.asked == []


def test_another_model_is_asked_anew(tmp_path: Path) -> None:
    o = advised_by(observatory(tmp_path, world()), Adviser())
    build(o)
    other = Adviser(name="other/1")
    assert build(advised_by(o, other))
    assert len(other.asked) == 6
    assert {m.read_by for m in read_back(o, "advised")} == {"other/1"}


@pytest.mark.usefixtures("small_parts")
def test_a_new_file_is_asked_about_alone(tmp_path: Path) -> None:
    o = advised_by(observatory(tmp_path, world()), Adviser())
    build(o)
    again = Adviser()
    build(advised_by(replace(o, snapshots=two_files()), again))
    assert again.asked == ["d9"]


@pytest.mark.usefixtures("small_parts")
def test_a_part_with_unanswered_questions_is_asked_again_and_no_other(tmp_path: Path) -> None:
    o = replace(observatory(tmp_path, world()), snapshots=two_files())
    build(advised_by(o, Adviser("d9")))
    assert [PARTIAL in part for part in sorted(o.tables.parts("advised"))].count(True) == 1
    again = Adviser()
    assert build(advised_by(o, again))
    assert again.asked == ["d9"]
    assert not any(PARTIAL in part for part in o.tables.parts("advised"))
    assert {m.read_by for m in read_back(o, "advised")} == {"adviser/1"}


@pytest.mark.usefixtures("small_parts")
def test_it_is_asked_again_as_often_as_it_fails(tmp_path: Path) -> None:
    o = replace(observatory(tmp_path, world()), snapshots=two_files())
    for _ in range(3):
        adviser = Adviser("d9")
        build(advised_by(o, adviser))
    assert adviser.asked == ["d9"]


@pytest.mark.usefixtures("small_parts")
def test_once_all_is_answered_the_next_build_does_nothing(tmp_path: Path) -> None:
    o = replace(observatory(tmp_path, world()), snapshots=two_files())
    build(advised_by(o, Adviser("d9")))
    build(advised_by(o, Adviser()))
    assert not build(advised_by(o, Adviser()))


def test_what_it_cost_is_kept(tmp_path: Path) -> None:
    o = replace(observatory(tmp_path, world()), snapshots=two_files())
    adviser = Adviser("d9")
    build(advised_by(o, adviser))
    (kept,) = o.tables.read("costs", Cost)
    assert kept == adviser.cost
    assert kept.unanswered == (Count("timed out", 1),)
    assert kept.calls == kept.documents == 7
    assert str(kept) == str(adviser.cost)
