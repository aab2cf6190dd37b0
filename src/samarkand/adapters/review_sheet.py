"""A table for people, as XLSX or CSV, and back. No text in it can act as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from samarkand.adapters.atomic import write_atomically
from samarkand.domain.errors import SamarkandError

Cell = str | float
Table = Sequence[Sequence[Cell]]

ENDINGS = (".xlsx", ".csv")
SHEET, CODES = "queue", "codes"
MAX_CELL = 32_000
_MAX_LIST = 255
_BROAD = 60
_ACTS = re.compile(r"[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r]")
_FILL = PatternFill("solid", fgColor="FFF4E6C8")
_TOP = Alignment(vertical="top", wrap_text=True)


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise SamarkandError(f"{ending or 'no ending'} is no kind of sheet", str(path), f"write {' or '.join(ENDINGS)}")
    return ending


def _clean(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return str(ILLEGAL_CHARACTERS_RE.sub(" ", whole))[:MAX_CELL]


def write_sheet(
    path: Path,
    header: Sequence[str],
    rows: Table,
    to_fill: Iterable[str],
    choices: Mapping[str, Sequence[str]],
    codes: Table,
) -> None:
    """The table and the table of codes: a second sheet in XLSX, a second file beside a CSV.

    A file that is there already is left alone: somebody may have filled it in.
    """
    ending = _ending(path)
    if path.exists():
        raise SamarkandError("there is such a file already", str(path), "apply it first, or name another with --out")
    if ending == ".csv":
        write_atomically(path, _csv(header, rows))
        write_atomically(path.with_name(f"{path.stem}-{CODES}.csv"), _csv(codes[0], codes[1:]))
    else:
        write_atomically(path, _xlsx(header, rows, frozenset(to_fill), choices, codes))


def _guarded(cell: Cell) -> Cell:
    text = _clean(cell) if isinstance(cell, str) else cell
    return f"'{text}" if isinstance(text, str) and _ACTS.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _ACTS.match(text[1:]) else text


def _csv(header: Sequence[Cell], rows: Table) -> bytes:
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return sink.getvalue().encode("utf-8-sig")


def _xlsx(
    header: Sequence[str], rows: Table, to_fill: frozenset[str], choices: Mapping[str, Sequence[str]], codes: Table
) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    _fill(sheet, [header, *rows])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for number, name in enumerate(header, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _BROAD if name == "passage" else 18
        if name in to_fill:
            sheet.cell(1, number).fill = _FILL
            for row in range(2, len(rows) + 2):
                sheet.cell(row, number).number_format = "@"  # or a program would turn 2024-05 into a day
        listed = f'"{",".join(choices.get(name, ()))}"'
        if name in choices and rows and len(listed) <= _MAX_LIST:
            allowed = DataValidation("list", formula1=listed, allow_blank=True, showErrorMessage=True)
            allowed.add(f"{letter}2:{letter}{len(rows) + 1}")
            sheet.add_data_validation(allowed)
    explained = book.create_sheet(CODES)
    _fill(explained, codes)
    explained.column_dimensions["C"].width = 2 * _BROAD
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _fill(sheet: Any, table: Table) -> None:
    for row, cells in enumerate(table, 1):
        for column, value in enumerate(cells, 1):
            if value == "":
                continue
            cell = sheet.cell(row, column)
            if isinstance(value, str):
                cell.value = _clean(value)
                cell.data_type = "s"
                cell.quotePrefix = bool(_ACTS.match(value))
            else:
                cell.value = value
            cell.alignment = _TOP
            if row == 1:
                cell.font = Font(bold=True)


def read_sheet(path: Path, needed: Iterable[str]) -> list[tuple[int, dict[str, str]]]:
    """Rows that hold anything, by the names in the first row, with their numbers in the sheet."""
    ending = _ending(path)
    if not path.is_file():
        raise SamarkandError("no such file", str(path), "check the name")
    rows = _csv_rows(path) if ending == ".csv" else _xlsx_rows(path)
    header = [name.casefold() for name in next(rows, [])]
    if missing := [name for name in needed if name not in header]:
        raise SamarkandError(
            f"the first row has no column {', '.join(missing)}", str(path), "keep the first row as it was exported"
        )
    numbered = ((number, dict(zip(header, cells, strict=False))) for number, cells in enumerate(rows, 2))
    return [(number, cells) for number, cells in numbered if any(cells.values())]


def _csv_rows(path: Path) -> Iterator[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise SamarkandError("not UTF-8", str(path), "save it as CSV UTF-8, or as XLSX") from problem
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_unguarded(cell.strip()).strip() for cell in row]
    except csv.Error as problem:
        raise SamarkandError(f"not a readable CSV: {problem}", str(path), "save it anew, or as XLSX") from problem


def _xlsx_rows(path: Path) -> Iterator[list[str]]:
    try:
        book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        sheet.reset_dimensions()
        rows = [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as problem:  # whatever a broken file makes the library's parsers raise
        raise SamarkandError(
            "not a readable XLSX file", str(path), "save it anew as XLSX, or as CSV UTF-8"
        ) from problem
    yield from rows


def _text(value: object) -> str:
    """What a spreadsheet made of a cell, as it was meant."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
