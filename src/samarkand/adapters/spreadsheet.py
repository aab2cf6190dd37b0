"""A table of somebody's making, XLSX or CSV, as plain cells; what cannot be taken at its word is marked."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from samarkand.domain.errors import SamarkandError
from samarkand.ports.sheets import BROKEN, Cell, Fault, Row, Sheet

ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
LARGEST = 200 * 2**20
LARGEST_UNPACKED = 2**30
MOST_ROWS = 200_000
_OLD = b"\xd0\xcf\x11\xe0"
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:$]+)\"")
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_LOOKED_AT = 30
Area = tuple[int, int, int, int]
"""First column, first row, last column, last row, from 1."""


def read_bytes(path: Path) -> bytes:
    """SamarkandError where there is no such file or it cannot be opened."""
    try:
        return path.read_bytes()
    except FileNotFoundError as problem:
        raise SamarkandError("no such file", str(path), "check the name") from problem
    except OSError as problem:
        raise SamarkandError(f"cannot be read: {problem.strerror}", str(path)) from problem


def read_text(path: Path) -> str:
    """A small file that must be UTF-8, like a mapping."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise SamarkandError("not UTF-8 text", str(path), "save it as UTF-8") from problem


def read_spreadsheet(data: bytes, file: str, wanted: str = "", encoding: str = "") -> Sheet:
    """The sheet of that name, else the first; rows to the last that holds anything.

    SamarkandError where the file cannot be read as a table. `encoding` is that of a CSV file that is not UTF-8.
    """
    if len(data) > LARGEST:
        raise SamarkandError(f"larger than {LARGEST // 2**20} MB", file, "split the table")
    if data.startswith(_OLD):
        raise SamarkandError("an old or locked workbook", file, "save it as .xlsx without a password, or as CSV UTF-8")
    if data.startswith(b"PK"):
        return _workbook(data, file, wanted)
    return Sheet("", _trimmed(_lines(_decoded(data, file, encoding)), file))


def as_csv(sheet: Sheet, delimiter: str = "") -> bytes:
    """The sheet as a CSV file with the same rows; a cell with a fault says so in words, and so is no number."""
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=delimiter or ",", lineterminator="\n")
    writer.writerows([_written(cell) for cell in row.cells] for row in sheet.rows)
    return sink.getvalue().encode("utf-8")


def _written(cell: Cell) -> str:
    if isinstance(cell, Fault):
        return cell.reason
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def zipped(folder: Path) -> bytes:
    """The CSV and TSV files of a folder as the archive they were downloaded in."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in (".csv", ".tsv") and path.is_file():
                archive.writestr(zipfile.ZipInfo(path.name), read_bytes(path))
    return sink.getvalue()


def _trimmed(rows: Iterator[tuple[Cell, ...]], file: str) -> tuple[Row, ...]:
    out: list[Row] = []
    filled = last = 0
    for number, cells in enumerate(rows, 1):
        row = Row(number, cells)
        if row.is_blank:
            row = Row(number, ())
        else:
            filled, last = filled + 1, number
            if filled > MOST_ROWS:
                raise SamarkandError(f"more than {MOST_ROWS:,} rows", file, "split the table")
        out.append(row)
    return tuple(out[:last])


def _decoded(data: bytes, file: str, encoding: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        return data.decode(encoding or "utf-8-sig")
    except LookupError as problem:
        raise SamarkandError(
            f"there is no encoding {encoding!r}", file, "say for example cp1252 or gb18030"
        ) from problem
    except UnicodeDecodeError as problem:
        advice = 'save it as CSV UTF-8, or say in the mapping which it is, as in encoding = "cp1252"'
        raise SamarkandError(f"not {encoding or 'UTF-8'} text at byte {problem.start}", file, advice) from problem


def _lines(text: str) -> Iterator[tuple[Cell, ...]]:
    """Rows of a CSV; a row with a broken quote is one fault, and what follows is read on."""
    head = "\n".join(text.splitlines()[:_LOOKED_AT])
    before = csv.field_size_limit(2**31 - 1)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=head.count), strict=True)
        while True:
            began = reader.line_num + 1
            try:
                yield tuple(cell.strip() for cell in next(reader))
            except StopIteration:
                return
            except csv.Error as problem:
                yield (Fault(BROKEN, f"lines {began} to {reader.line_num} of the file: {problem}"),)
    finally:  # the limit is the whole process's: others keep theirs
        csv.field_size_limit(before)


def _workbook(data: bytes, file: str, wanted: str) -> Sheet:
    _look_inside(data, file)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        if not sheets or (wanted and wanted not in sheets):
            raise SamarkandError(f"no sheet {wanted!r}", file, f"there are: {', '.join(sheets) or 'none'}")
        sheet = sheets[wanted] if wanted else next(iter(sheets.values()))
        sheet.reset_dimensions()
        # openpyxl knows merged ranges only of books it loads whole, so they are looked up in the part itself
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            xml = parts.read(sheet._worksheet_path)
        values: Iterator[tuple[Any, ...]] = (tuple(row) for row in sheet.iter_rows(values_only=True))
        if _FORMULA.search(xml):
            values = _computed(values, data, sheet.title)
        rows = _trimmed((tuple(map(_cell, row)) for row in values), file)
        return Sheet(sheet.title, _parted(rows, list(_merged(xml, len(rows)))))
    except SamarkandError:
        raise
    except Exception as problem:  # whatever a broken file makes the library's parsers raise
        advice = "save it anew as XLSX, or as CSV UTF-8"
        raise SamarkandError(f"not a readable workbook ({type(problem).__name__})", file, advice) from problem


def _look_inside(data: bytes, file: str) -> None:
    """Neither a bomb nor XML that declares anything goes on to a parser."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
                raise SamarkandError(f"unpacks to more than {LARGEST_UNPACKED // 2**20} MB", file, "split the table")
            for part in parts.infolist():
                is_xml = part.filename.lower().endswith((".xml", ".rels"))
                if is_xml and _DECLARES.search(parts.read(part).replace(b"\0", b"")):
                    raise SamarkandError("XML in it declares a document type", file, "save it anew: none needs that")
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as problem:
        raise SamarkandError(
            f"a damaged workbook ({problem})", file, "save it anew as XLSX, or as CSV UTF-8"
        ) from problem


def _computed(values: Iterator[tuple[Any, ...]], data: bytes, title: str) -> Iterator[tuple[Any, ...]]:
    """Values beside the formulas they come from; a formula that nobody computed is a fault, no empty cell."""
    from openpyxl import load_workbook

    written = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)[title]
    written.reset_dimensions()
    fault = Fault("formula", "a formula without its value; open the file in a spreadsheet program and save it")
    for row, cells in zip(values, written.iter_rows(), strict=True):
        kinds = [cell.data_type for cell in cells]
        yield tuple(fault if v is None and k == "f" else v for v, k in zip(row, kinds, strict=False))


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return Fault("error", f"the cell holds {value}", value) if value in _ERRORS else value.strip()
    if value is None or isinstance(value, Cell):
        return str(value).upper() if isinstance(value, bool) else value
    return str(value)


def _merged(xml: bytes, last_row: int) -> Iterator[tuple[Area, str]]:
    from openpyxl.utils import range_boundaries

    for found in _MERGED.finditer(xml):
        ref = found[1].decode("ascii").replace("$", "")
        first_column, first, last_column, last = range_boundaries(ref)
        if first <= last_row:
            yield (first_column, first, last_column, min(last, last_row)), ref


def _parted(rows: tuple[Row, ...], merged: Sequence[tuple[Area, str]]) -> tuple[Row, ...]:
    """Rows with a fault in every cell that is merged with another: nobody can say which row its value is for."""
    by_row: dict[int, list[tuple[Area, str]]] = {}
    for area, ref in merged:
        for number in range(area[1], area[3] + 1):
            by_row.setdefault(number, []).append((area, ref))
    return tuple(Row(row.number, _faulty(row, by_row[row.number])) if row.number in by_row else row for row in rows)


def _faulty(row: Row, merged: Sequence[tuple[Area, str]]) -> tuple[Cell, ...]:
    cells = list(row.cells)
    for (first, top, last, _), ref in merged:
        cells += [None] * (min(last, first + 200) - len(cells))
        for at in range(first - 1, min(last, len(cells))):
            own = cells[at] if (at, row.number) == (first - 1, top) else None
            text = "" if own is None else own.text if isinstance(own, Fault) else str(own)
            cells[at] = Fault("merged cells", f"{ref} are merged; unmerge them and fill each", text)
    return tuple(cells)
