"""Leads of snapshots are kept beside the documents, and go when their file goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.collate import made_files as made

from samarkand.adapters.compute_local import InProcess
from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.adapters.terminal import Silence
from samarkand.collate.attribute import SourceBook
from samarkand.collate.collator import collate_snapshots
from samarkand.collate.leads import SEARCHED
from samarkand.collate.parse.leads import without_leads
from samarkand.collate.tell import tell
from samarkand.domain.document import Document, Snapshot
from samarkand.domain.lead import Lead, LeadKind
from samarkand.domain.refusal import Refusal
from samarkand.domain.source import Source


@dataclass
class Held:
    files: Mapping[str, bytes]

    def list(self) -> Sequence[Snapshot]:
        return [Snapshot(f"sha-{name}", name, datetime(2025, 1, 1, tzinfo=UTC), 1) for name in self.files]

    def read(self, snapshot: Snapshot) -> bytes:
        return self.files[snapshot.place]


EVENTS = made.gdelt_event(61, "https://a.example/1").encode()
HARBOUR = Source("harbour", "Harbour Museum", lineage="port")


def collate(tables: ParquetTables, files: Mapping[str, bytes]) -> list[Refusal]:
    _, refused = collate_snapshots(Held(files), SourceBook((HARBOUR,)), tables, InProcess(), Silence(), frozenset())
    return refused


def test_leads_are_kept_apart_and_never_pass_for_documents(tmp_path: Path) -> None:
    tables = ParquetTables(tmp_path)
    refused = collate(tables, {"a.export.CSV": EVENTS, "b.html": made.page()})
    (lead,) = tables.read("leads", Lead)
    assert (lead.address, lead.found_in) == ("https://a.example/1", "a.export.CSV")
    assert [d.title for d in tables.read("documents", Document)] == ["A joint show"]
    assert refused == []


def test_leads_go_with_their_file_and_those_of_searches_stay(tmp_path: Path) -> None:
    tables = ParquetTables(tmp_path)
    collate(tables, {"a.export.CSV": EVENTS})
    tables.write("leads", f"{SEARCHED}x", Lead, [Lead("https://b.example/", LeadKind.GDELT_DOC)])
    collate(tables, {"b.html": made.page()})
    assert [lead.address for lead in tables.read("leads", Lead)] == ["https://b.example/"]


def test_a_page_our_collector_took_belongs_to_the_source_it_was_collected_for(tmp_path: Path) -> None:
    tables = ParquetTables(tmp_path)
    pages = [made.answer(made.page("One")), made.answer(made.page("Two", made.TEXT + " More."))]
    collate(tables, {"a.warc.gz": made.warc(pages, told={1: {"source_id": "harbour"}, 2: {"source_id": "nobody"}})})
    told = {d.title: (d.source_id, d.lineage_id) for d in tables.read("documents", Document)}
    assert told["One"] == ("harbour", "port")
    assert told["Two"][0] == "unregistered:a.example", "a source nobody described is none"


def test_work_without_tables_refuses_leads_by_number() -> None:
    rows = [Document("a", "x"), Lead("https://a.example/", LeadKind.FEED)]
    document, refusal = without_leads(rows, "f")
    assert document == rows[0]
    assert isinstance(refusal, Refusal)
    assert (refusal.row, refusal.kind) == (2, "lead")


def test_every_refusal_is_counted_and_the_first_stand_in_full() -> None:
    refused = [Refusal("f", n, "text" if n % 2 else "json", f"reason {n}") for n in range(1, 6)]
    refused.append(Refusal("f", 9, "encoding", "odd", kept=True))
    assert list(tell(refused, 2)) == [
        "refused: f:1: reason 1",
        "refused: f:2: reason 2",
        "… and 3 more; all of them stand in the table refusals: samarkand export DIR",
        "refused: 5 (text 3, json 2)",
        "doubted and kept: 1 (encoding 1)",
    ]
    assert list(tell([], 2)) == []
