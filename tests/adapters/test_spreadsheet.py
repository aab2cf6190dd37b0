"""Workbooks and CSV files as people save them, and as they should never be opened."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from samarkand.adapters.spreadsheet import read_bytes, read_spreadsheet, read_text
from samarkand.domain.errors import SamarkandError
from samarkand.ports.sheets import Fault, Row


def book(*rows: tuple[Any, ...], merged: str = "", sheets: tuple[str, ...] = ("one",)) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for name in sheets:
        made.create_sheet(name)
    for row in rows:
        made[sheets[0]].append(row)
    if merged:
        made[sheets[0]].merge_cells(merged)
    sink = io.BytesIO()
    made.save(sink)
    return sink.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as write:
        for name in read.namelist():
            body = read.read(name)
            write.writestr(name, body.replace(old, new) if name == part else body)
    return sink.getvalue()


def test_a_workbook_keeps_numbers_dates_and_row_numbers() -> None:
    sheet = read_spreadsheet(book(("a", "b"), (), (1, datetime(2024, 5, 2)), (2.5, " x ")), "b.xlsx")
    assert sheet.name == "one"
    assert [(r.number, r.cells) for r in sheet.rows] == [
        (1, ("a", "b")),
        (2, ()),
        (3, (1, datetime(2024, 5, 2))),
        (4, (2.5, "x")),
    ]


def test_another_sheet_by_name() -> None:
    data = book(("a",), sheets=("one", "two"))
    assert read_spreadsheet(data, "b.xlsx", "two").rows == ()
    with pytest.raises(SamarkandError, match="there are: one, two"):
        read_spreadsheet(data, "b.xlsx", "three")


def test_a_formula_nobody_computed_is_a_fault_and_no_empty_cell() -> None:
    (row,) = read_spreadsheet(book(("=1+1", None, 3)), "b.xlsx").rows
    assert isinstance(row.cells[0], Fault)
    assert (row.cells[0].kind, row.cells[1:]) == ("formula", (None, 3))


def test_a_computed_formula_is_its_value() -> None:
    data = changed(book(("=1+1", 3)), "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>")
    data = changed(data, "xl/worksheets/sheet1.xml", b"<v />", b"<v>2</v>")
    assert read_spreadsheet(data, "b.xlsx").rows[0].cells == (2, 3)


def test_an_error_is_a_fault_that_says_which() -> None:
    (row,) = read_spreadsheet(book(("#REF!", "fine")), "b.xlsx").rows
    assert isinstance(row.cells[0], Fault)
    assert (row.cells[0].text, row.cells[1]) == ("#REF!", "fine")


def test_merged_cells_are_faults_in_every_row_they_touch() -> None:
    sheet = read_spreadsheet(book(("a", "b"), ("x", 1), (None, 2), ("y", 3), merged="A2:A3"), "b.xlsx")
    faults = [[isinstance(cell, Fault) for cell in row.cells] for row in sheet.rows]
    assert faults == [[False, False], [True, False], [True, False], [False, False]]
    top, below = sheet.rows[1].cells[0], sheet.rows[2].cells[0]
    assert isinstance(top, Fault) and isinstance(below, Fault)
    assert (top.text, below.text) == ("x", ""), "only the first has the words"
    assert "A2:A3" in below.reason


def test_a_whole_column_merged_costs_nothing() -> None:
    sheet = read_spreadsheet(book(("a", "b"), ("x", 1), merged="A1:A1048576"), "b.xlsx")
    assert len(sheet.rows) == 2


NO_TABLES = [
    (b"PK\x03\x04 cut off", "damaged workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old or locked"),
    (b"a,\xe9\n", "not UTF-8 text at byte 2"),
]


@pytest.mark.parametrize(("data", "said"), NO_TABLES, ids=[said for _, said in NO_TABLES])
def test_what_is_no_table_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(SamarkandError, match=said) as problem:
        read_spreadsheet(data, "b.xlsx")
    assert problem.value.remedy


def test_xml_that_declares_entities_never_reaches_a_parser() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    data = changed(book(("a",)), "xl/worksheets/sheet1.xml", b"<worksheet", bomb)
    with pytest.raises(SamarkandError, match="declares a document type"):
        read_spreadsheet(data, "b.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samarkand.adapters.spreadsheet.LARGEST_UNPACKED", 1000)
    with pytest.raises(SamarkandError, match="unpacks to more"):
        read_spreadsheet(book(("a",)), "b.xlsx")


def test_more_rows_than_anybody_keeps_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samarkand.adapters.spreadsheet.MOST_ROWS", 2)
    with pytest.raises(SamarkandError, match="more than 2 rows"):
        read_spreadsheet(b"a\nb\nc\n", "b.csv")


def test_a_random_archive_is_no_workbook() -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as made:
        made.writestr("hello.txt", "hello")
    with pytest.raises(SamarkandError, match="not a readable workbook"):
        read_spreadsheet(sink.getvalue(), "b.xlsx")


CSVS = [
    (b"a,b\n1,2\n", ""),
    (b"\xef\xbb\xbfa;b\r\n1;2\r\n", ""),
    (b"a\tb\n1\t2\n\n\n", ""),
    ("a,b\n1,2\n".encode("utf-16"), ""),
    ("a|b\n1|2".encode("cp1252"), "cp1252"),
]


@pytest.mark.parametrize(("data", "encoding"), CSVS)
def test_csv_by_any_mark_and_in_any_encoding(data: bytes, encoding: str) -> None:
    assert read_spreadsheet(data, "b.csv", encoding=encoding).rows == (Row(1, ("a", "b")), Row(2, ("1", "2")))


def test_a_broken_quote_is_one_fault_and_what_follows_is_read() -> None:
    sheet = read_spreadsheet(b'a,b\n"x"y,2\n3,4\n"open,5\n6,7\n', "b.csv")
    assert [isinstance(row.cells[0], Fault) for row in sheet.rows] == [False, True, False, True]
    last = sheet.rows[-1].cells[0]
    assert isinstance(last, Fault) and "lines 4 to 5" in last.reason


def test_an_unknown_encoding_and_a_missing_file_are_said(tmp_path: Path) -> None:
    with pytest.raises(SamarkandError, match="no encoding"):
        read_spreadsheet(b"a", "b.csv", encoding="klingon")
    with pytest.raises(SamarkandError, match="no such file"):
        read_bytes(tmp_path / "nothing.xlsx")
    with pytest.raises(SamarkandError, match="cannot be read"):
        read_bytes(tmp_path)
    (tmp_path / "map.toml").write_bytes(b"\xff\x00")
    with pytest.raises(SamarkandError, match="not UTF-8"):
        read_text(tmp_path / "map.toml")


def test_the_library_reads_what_we_wrote() -> None:
    assert load_workbook(io.BytesIO(book(("a",)))).sheetnames == ["one"], "the fixtures are workbooks"
