"""A tiny whole world, read, reviewed in a sheet and read again: what people decided stands."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from samarkand import wiring
from samarkand.adapters.judgement_file import JudgementFile
from samarkand.adapters.review_sheet import read_sheet, write_sheet
from samarkand.cli import app
from samarkand.consult import queue
from samarkand.consult.answers import Answers, Codes, answers
from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.pipeline import build
from samarkand.steps.observatory import Observatory
from samarkand.steps.reviewing import judged
from tests.test_pipeline import NAMES, Held, exchanges, observatory, scripted, world

Fill = Callable[[dict[str, str]], Mapping[str, str]]
DECIDED: Mapping[str, Mapping[str, str]] = {
    "d1": {"decision": "accept"},
    "d3": {"decision": "edit", "type": "A1", "place": "CC, Hill"},
    "d5": {"decision": "reject", "note": "a plan of one library only"},
    "d6": {"decision": "unsure"},
}
CODES = Codes({"A1", "A2", "P1", "M2"}, NAMES.keys(), {"AA", "BB", "CC", "DD"})


def doubting(documents: Sequence[Document]) -> list[Mention]:
    """The scripted reader, hardly sure of anything."""
    return [replace(m, confidence=0.1) for m in scripted(documents)]


def elsewhere(documents: Sequence[Document]) -> list[Mention]:
    """Other weights: every type is read otherwise, and with another confidence."""
    return [replace(m, type="T1", confidence=0.6) for m in scripted(documents)]


class Heard:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, line: str) -> None:
        self.lines.append(line)

    def track(self, items: object, total: int, label: str) -> object:
        return items


def opened(root: Path, **more: object) -> Observatory:
    """The observatory as a new run finds it, with the judgements made so far."""
    made = replace(observatory(root, world()), read_documents=doubting, progress=Heard())  # type: ignore[arg-type]
    held, broken = JudgementFile(root / "reviews.jsonl").read()
    assert broken == []
    return replace(made, judgements=tuple(held), **more)  # type: ignore[arg-type]


def review(root: Path, name: str, decided: Mapping[str, Mapping[str, str]]) -> Answers:
    """Exports the queue, fills it by document, and applies it."""
    o = opened(root)
    sheet = root / name
    documents = {d.id: d for d in o.tables.read("documents", Document)}
    rows = queue.rows(o.tables.read("queue", Mention), documents, o.codebook)
    write_sheet(sheet, queue.COLUMNS, rows, queue.FILLED, queue.choices(o.codebook), queue.codes(o.codebook, o.names))
    fill(sheet, decided)
    return take(root, sheet)


def fill(sheet: Path, decided: Mapping[str, Mapping[str, str]]) -> None:
    """As a person would: by the address of the document, in the last columns."""
    if sheet.suffix == ".csv":
        with sheet.open(encoding="utf-8-sig", newline="") as source:
            rows = [row | dict(decided.get(row["address"], {})) for row in csv.DictReader(source)]
        with sheet.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.DictWriter(out, queue.COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return
    book = load_workbook(sheet)
    page = book["queue"]
    for row in range(2, page.max_row + 1):
        address = page.cell(row, queue.COLUMNS.index("address") + 1).value
        for column, value in decided.get(address, {}).items():
            page.cell(row, queue.COLUMNS.index(column) + 1).value = value
    book.save(sheet)


def take(root: Path, sheet: Path) -> Answers:
    o = opened(root)
    told = answers(read_sheet(sheet, queue.NEEDED), judged(o), CODES, o.clock.now(), "rev")
    JudgementFile(root / "reviews.jsonl").append(told.judgements)
    return told


def counted(o: Observatory) -> dict[str, tuple[str, str]]:
    return {m.document_id: (m.type, m.judged) for m in o.tables.read("mentions", Mention)}


def waiting(o: Observatory) -> dict[str, str]:
    return {m.document_id: m.judged for m in o.tables.read("queue", Mention)}


STANDS = {"d1": ("A2", "accepted by rev"), "d3": ("A1", "edited by rev")}
WAITS = {"d2": "", "d4": "", "d6": "left unsure by rev"}


@pytest.mark.parametrize("name", ["q.xlsx", "q.csv"])
def test_a_world_is_reviewed_and_read_again(tmp_path: Path, name: str) -> None:
    o = opened(tmp_path)
    build(o)
    assert "review: 0 mentions, 6 to the review queue" in o.progress.lines  # type: ignore[attr-defined]
    assert exchanges(o) == []

    told = review(tmp_path, name, DECIDED)
    assert (len(told.judgements), told.blank, told.faults) == (4, 2, [])

    o = opened(tmp_path, read_documents=lambda documents: pytest.fail("read again"))
    assert build(o)
    assert (counted(o), waiting(o)) == (STANDS, WAITS)
    assert "review: 2 mentions, 3 to the review queue" in o.progress.lines  # type: ignore[attr-defined]
    assert sorted(x.type for x in exchanges(o)) == ["A1", "A2"]
    assert not build(opened(tmp_path))

    assert take(tmp_path, tmp_path / name).judgements == []
    assert not build(opened(tmp_path))

    strict = replace(o.settings, threshold=0.95)
    o = opened(tmp_path, settings=strict, read_documents=lambda documents: pytest.fail("read again"))
    assert build(o)
    assert (counted(o), waiting(o)) == (STANDS, WAITS)

    o = opened(tmp_path, read_documents=elsewhere, reader_digest="other weights")
    assert build(o)
    assert counted(o) == {**STANDS, "d2": ("T1", ""), "d4": ("T1", "")}
    assert waiting(o) == {"d6": "left unsure by rev"}

    o = opened(tmp_path, read_documents=lambda documents: [], reader_digest="says nothing")
    assert build(o)
    assert (counted(o), waiting(o)) == (STANDS, {})


def test_a_sheet_of_blanks_changes_nothing(tmp_path: Path) -> None:
    build(opened(tmp_path))
    told = review(tmp_path, "q.xlsx", {})
    assert (told.judgements, told.blank, told.held, told.faults) == ([], 6, 0, [])
    assert not (tmp_path / "reviews.jsonl").exists()
    assert not build(opened(tmp_path))


def test_a_second_look_follows_the_first(tmp_path: Path) -> None:
    build(opened(tmp_path))
    review(tmp_path, "one.xlsx", {"d6": {"decision": "unsure"}})
    build(opened(tmp_path))
    told = review(tmp_path, "two.xlsx", {"d6": {"decision": "accept", "reviewer": "second"}})
    assert len(told.judgements) == 1
    o = opened(tmp_path)
    build(o)
    assert counted(o) == {"d6": ("M2", "accepted by second")}


def test_judgements_whose_text_changed_are_counted(tmp_path: Path) -> None:
    build(opened(tmp_path))
    review(tmp_path, "q.xlsx", DECIDED)
    changed = world().replace(b"The bronze show of the northern museum opened", b"The bronze show was put off")
    o = opened(tmp_path, snapshots=Held({"changed": changed}))
    assert build(o)
    said = "review: 1 mentions, 4 to the review queue; 1 judgements no longer fit their text or the codebook"
    assert said in o.progress.lines  # type: ignore[attr-defined]
    assert counted(o) == {"d3": STANDS["d3"]}


runner = CliRunner()
TOLD = (
    '{"id": "a", "date": "2024-05-15", "publisher": "=cmd", "text": "On Tuesday the Norwegian national museum opened an exhibition of '
    'Peruvian textiles in Oslo. It stays until June. The parliament adopted the annual budget."}\n'
)


def test_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner.invoke(app, ["new", "o", "--years", "2024"])
    early = runner.invoke(app, ["review", "export", "o"])
    assert early.exit_code == 1
    assert "nothing was read here yet" in str(early.exception)
    (tmp_path / "in.jsonl").write_text(TOLD, "utf-8")
    runner.invoke(app, ["import", "o", "in.jsonl"])
    assert runner.invoke(app, ["build", "o"]).exit_code == 0

    out = runner.invoke(app, ["review", "export", "o", "--all", "--out", "all.csv"])
    assert "1 rows in all.csv" in out.output
    fill(
        tmp_path / "all.csv",
        {"a": {"decision": "edit", "place": "NO, Bergen", "date_start": "2024-05", "date_end": "2024-06"}},
    )
    unsigned = runner.invoke(app, ["review", "apply", "o", "all.csv"])
    assert unsigned.exit_code == 1
    assert "all.csv:2: reviewer: empty" in unsigned.output
    assert "0 judgements taken, 0 held already, 0 rows left blank, 1 to mend" in unsigned.output
    signed = runner.invoke(app, ["review", "apply", "o", "all.csv", "--reviewer", "Ann"])
    assert signed.exit_code == 0, signed.output
    assert "1 judgements taken" in signed.output
    again = runner.invoke(app, ["review", "apply", "o", "all.csv", "--reviewer", "Ann"])
    assert "0 judgements taken, 1 held already" in again.output

    assert runner.invoke(app, ["build", "o"]).exit_code == 0
    (mention,) = wiring.observatory(tmp_path / "o").tables.read("mentions", Mention)
    assert (mention.place.name, mention.judged, mention.confidence) == ("Bergen", "edited by Ann", 1.0)
    (page,) = (tmp_path / "o" / "editions" / "world-2024" / "records").glob("*.html")
    assert "edited by Ann" in page.read_text("utf-8")
    assert runner.invoke(app, ["review", "apply", "o", "all.csv", "more.csv"]).exit_code == 2
