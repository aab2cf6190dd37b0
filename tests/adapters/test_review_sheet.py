import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from samarkand.adapters.review_sheet import _guarded, _unguarded, read_sheet, write_sheet
from samarkand.domain.errors import SamarkandError

HEADER = ("id", "passage", "confidence", "decision", "note")
CODES = [("column", "code", "meaning"), ("decision", "accept", "it is right")]
CHOICES = {"decision": ("accept", "reject")}
NEEDED = ("id", "decision")
ACTS = [
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "'=1",
    "''+1",
    "=1",
    "@x",
    "\r=1",
]
ENDINGS = pytest.mark.parametrize("ending", [".xlsx", ".csv"])


def written(path: Path, *passages: str) -> Path:
    rows = [(f"m-{n}", passage, 0.25, "", "") for n, passage in enumerate(passages)]
    write_sheet(path, HEADER, rows, ("decision", "note"), CHOICES, CODES)
    return path


@ENDINGS
def test_a_sheet_comes_back_as_it_went(tmp_path: Path, ending: str) -> None:
    path = written(tmp_path / f"q{ending}", "展览,\n“quoted”; [[x]]", "plain")
    assert read_sheet(path, NEEDED) == [
        (2, {"id": "m-0", "passage": "展览,\n“quoted”; [[x]]", "confidence": "0.25", "decision": "", "note": ""}),
        (3, {"id": "m-1", "passage": "plain", "confidence": "0.25", "decision": "", "note": ""}),
    ]


@pytest.mark.parametrize("text", ACTS)
def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path, text: str) -> None:
    sheet = load_workbook(written(tmp_path / "q.xlsx", text))["queue"]
    cell = sheet["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert not load_workbook(written(tmp_path / "p.xlsx", "plain"))["queue"]["B2"].quotePrefix


@pytest.mark.parametrize("text", ACTS)
def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, text: str) -> None:
    data = written(tmp_path / "q.csv", text).read_text("utf-8-sig")
    (_, row) = csv.reader(io.StringIO(data, newline=""))
    assert row[1].startswith("'")


@given(st.text(alphabet="='+-@ \tab＝", max_size=6))
def test_the_guard_comes_off_as_it_was_put_on(text: str) -> None:
    guarded = _guarded(text)
    assert isinstance(guarded, str)
    assert _unguarded(guarded) == text


def test_decisions_drop_down_and_codes_have_a_sheet(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path / "q.xlsx", "a", "b"))
    (listed,) = book["queue"].data_validations.dataValidation
    assert (listed.formula1, str(listed.sqref)) == ('"accept,reject"', "D2:D3")
    assert [[c.value for c in row] for row in book["codes"]] == [list(row) for row in CODES]


def test_a_csv_has_its_codes_beside_it(tmp_path: Path) -> None:
    written(tmp_path / "q.csv", "a")
    assert (tmp_path / "q-codes.csv").read_text("utf-8-sig").splitlines() == [",".join(row) for row in CODES]


@ENDINGS
def test_an_empty_queue_is_a_sheet_too(tmp_path: Path, ending: str) -> None:
    assert read_sheet(written(tmp_path / f"q{ending}"), NEEDED) == []


@ENDINGS
def test_what_no_cell_can_hold_is_taken_out(tmp_path: Path, ending: str) -> None:
    path = written(tmp_path / f"q{ending}", "a\x00b\x1f\ud800c", "x" * 40_000)
    (_, first), (_, second) = read_sheet(path, NEEDED)
    assert first["passage"] == "a b ?c"
    assert len(second["passage"]) == 32_000


@ENDINGS
def test_a_file_somebody_may_have_filled_is_left_alone(tmp_path: Path, ending: str) -> None:
    path = written(tmp_path / f"q{ending}", "a")
    before = path.read_bytes()
    with pytest.raises(SamarkandError, match="such a file already"):
        written(path, "b")
    assert path.read_bytes() == before


FILLED = [
    (datetime(2024, 5, 2), "2024-05-02"),
    (date(2024, 5, 2), "2024-05-02"),
    (2024, "2024"),
    (2024.0, "2024"),
    ("  accept ", "accept"),
    (None, ""),
]


@pytest.mark.parametrize(("value", "read"), FILLED)
def test_what_a_spreadsheet_makes_of_a_cell_is_understood(tmp_path: Path, value: object, read: str) -> None:
    book = Workbook()
    book.active.append(["Decision", "ID", "extra"])
    book.active.append([value, "m-1", None])
    book.active.append([None, None, None])
    book.active.append([None, "m-2"])
    book.save(tmp_path / "q.xlsx")
    (first, cells), (second, _) = read_sheet(tmp_path / "q.xlsx", NEEDED)
    assert (first, second, cells["decision"]) == (2, 4, read)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_of_any_locale_is_read(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "q.csv"
    path.write_text(f"id{delimiter}decision\nm-1{delimiter}accept\n", "utf-8")
    assert read_sheet(path, NEEDED) == [(2, {"id": "m-1", "decision": "accept"})]


BAD_FILES = [
    ("q.ods", b"", "no kind of sheet"),
    ("q", b"", "no ending is no kind of sheet"),
    ("q.xlsx", b"PK\x03\x04 torn", "not a readable XLSX"),
    ("q.xlsx", b"", "not a readable XLSX"),
    ("q.csv", "id,décision".encode("cp1252"), "CSV UTF-8"),
    ("q.csv", b"", "no column id, decision"),
    ("q.csv", b"id,passage\n1,2\n", "no column decision"),
]


@pytest.mark.parametrize(("name", "data", "said"), BAD_FILES)
def test_a_file_that_is_no_sheet_is_refused_with_a_remedy(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SamarkandError, match=said):
        read_sheet(tmp_path / name, NEEDED)


def test_a_sheet_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SamarkandError, match="no such file"):
        read_sheet(tmp_path / "q.xlsx", NEEDED)
