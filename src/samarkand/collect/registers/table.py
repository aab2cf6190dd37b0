"""Rows of a tabular register, by its shape."""

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence

from samarkand.collect.registers.areas import Areas
from samarkand.collect.registers.settle import SKIPPED, Row
from samarkand.collect.registers.shape import Shape, delimiters, shape_of
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic

FIRST_ROW = 2
_PERIOD = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
_FILE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class RowError(Exception):
    """A row that is not taken; the first word of the arguments is its kind, the second the reason."""


class Columns(dict[str, str]):
    """A row by its columns; a column the file does not have is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def opened(body: bytes, file: str) -> tuple[Shape, Iterator[Sequence[str]]]:
    """The shape of the file, and its lines from the header on."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SamarkandError("not UTF-8 text", file, "save it as UTF-8") from error
    first = text.partition("\n")[0]
    delimiter = max(delimiters(), key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    shape = shape_of([column.strip() for column in header], file)
    if shape.period == "file" and not _FILE_DATE.match(file):
        raise SamarkandError("the date is missing", file, "begin the file's name with it, as in 2025-01-31-")
    return shape, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def cells(shape: Shape, lines: Iterator[Sequence[str]], file: str, areas: Areas) -> Iterator[Row]:
    """Every line as a cell or a refusal, with its number in the file."""
    header = [column.strip() for column in next(lines)]
    for number, line in enumerate(_readable(lines, file), FIRST_ROW):
        if not line:
            continue
        try:
            yield number, _cell(shape, _columns(header, line), file, areas)
        except RowError as refused:
            kind, reason = refused.args
            yield number, Refusal(file, number, kind, reason)


def _readable(lines: Iterator[Sequence[str]], file: str) -> Iterator[Sequence[str]]:
    try:
        yield from lines
    except csv.Error as error:
        raise SamarkandError(f"the table breaks off ({error})", file, "look for a quote left open") from error


def _columns(header: Sequence[str], line: Sequence[str]) -> Columns:
    if len(line) != len(header):
        raise RowError("ragged row", f"{len(line)} columns where the header has {len(header)}")
    return Columns(zip(header, (text.strip() for text in line), strict=True))


def _cell(shape: Shape, row: Columns, file: str, areas: Areas) -> Statistic:
    _choose(shape, row)
    lumped = any(choice.meets(row) for choice in shape.lump)
    area = _area(shape, _filled(shape.area, row), areas)
    counterpart = None if lumped else _counterpart(shape, row, areas)
    if area == counterpart:
        raise RowError(SKIPPED + "own", "a country and itself")
    status = shape.statuses.get(_filled(shape.status, row), "") or _plain_status(shape, row)
    label = _filled(shape.label, row)
    return Statistic(
        series=shape.lumped if lumped else _needed(shape.series, row, "series"),
        unit=_needed(shape.unit, row, "unit"),
        area=area,
        counterpart=counterpart,
        period=_period(shape, row, file),
        value=_value(shape, _filled(shape.value, row)) if status == "ok" else None,
        status=status,
        label=_filled(shape.counterpart, row) if lumped else shape.labels.get(label, label),
        source=_filled(shape.source, row),
    )


def _choose(shape: Shape, row: Columns) -> None:
    for choice in shape.only:
        if not choice.meets(row):
            raise RowError(f"{SKIPPED}{choice.column}", choice.why)
    for choice in shape.skip:
        if choice.meets(row):
            raise RowError(f"{SKIPPED}{choice.column}", choice.why)


def _area(shape: Shape, text: str, areas: Areas) -> str:
    code = areas.code(text, shape.scheme, shape.names)
    if code is None:
        raise RowError("no such country", f"{text!r} is no country we know")
    return code


def _counterpart(shape: Shape, row: Columns, areas: Areas) -> str | None:
    text = _filled(shape.counterpart, row)
    return None if shape.alone and not text else _area(shape, text, areas) if shape.counterpart else None


def _period(shape: Shape, row: Columns, file: str) -> str:
    found = _FILE_DATE.match(file) if shape.period == "file" else None
    period = found[0] if found else _filled(shape.period, row)
    if not _PERIOD.fullmatch(period):
        raise RowError("bad period", f"{period!r} is no year, month or day")
    return period


def _value(shape: Shape, text: str) -> float:
    if (word := shape.words.get(text)) is not None:
        return word
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or (shape.number is not None and value < 0):
        raise RowError("no number", f"{text!r} is neither a number nor one of the words we know")
    return value if shape.number is None else shape.number


def _plain_status(shape: Shape, row: Mapping[str, str]) -> str:
    return (_filled(shape.status, row) if not shape.statuses else "") or "ok"


def _needed(template: str, row: Mapping[str, str], what: str) -> str:
    text = _filled(template, row)
    if not text:
        raise RowError(f"no {what}", f"the row has no {what}")
    return text


def _filled(template: str, row: Mapping[str, str]) -> str:
    return template.format_map(row)
