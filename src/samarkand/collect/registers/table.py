"""Rows of a tabular register, by its shape."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence

from samarkand.collect.registers.areas import Areas
from samarkand.collect.registers.periods import period_of
from samarkand.collect.registers.reading import Table
from samarkand.collect.registers.settle import SKIPPED, Row
from samarkand.collect.registers.shape import Shape
from samarkand.collect.registers.template import filled
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import MISSING, VALUED, Statistic

NO_UNIT = "not stated"
_FILE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
_GROUPED = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))")


class RowError(Exception):
    """A row that is not taken; the first word of the arguments is its kind, the second the reason."""


class Columns(dict[str, str]):
    """A row by its columns; a column the file does not have is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def cells(shape: Shape, table: Table, file: str, areas: Areas) -> Iterator[Row]:
    """Every line as a cell, several cells, or a refusal, with its number in the file."""
    if shape.period == "file" and not _FILE_DATE.match(file):
        raise SamarkandError("the date is missing", file, "begin the file's name with it, as in 2025-01-31-")
    periods = [c for c in table.header if re.fullmatch(shape.periods, c)] if shape.periods else []
    if shape.periods and not periods:
        raise SamarkandError(f"no column is a period like {shape.periods}", file, "mend periods in the mapping")
    for note in table.notes:
        yield note.row, note
    for number, line in table.lines:
        if not line:
            continue
        try:
            row = _columns(table.header, line)
            _choose(shape, row)
        except RowError as refused:
            yield number, Refusal(file, number, *refused.args)
            continue
        for spread in _spread(row, periods):
            yield from ((number, out) for out in _cell_or_refusal(shape, spread, file, number, areas))


def _spread(row: Columns, periods: Sequence[str]) -> Iterator[Columns]:
    if not periods:
        yield row
    for period in periods:
        yield Columns(row, PERIOD=period, VALUE=row[period])


def _cell_or_refusal(shape: Shape, row: Columns, file: str, number: int, areas: Areas) -> Iterator[Statistic | Refusal]:
    try:
        cell = _cell(shape, row, file, areas)
    except RowError as refused:
        yield Refusal(file, number, *refused.args)
        return
    if not shape.signed and cell.value is not None and cell.value < 0:
        yield Refusal(
            file, number, "negative", f"{cell.value:g} for {cell.area} {cell.period}: below nought", kept=True
        )
    flag = filled(shape.status, row)
    if flag and shape.statuses and flag not in shape.statuses:
        yield Refusal(file, number, "unknown flag", f"{flag!r} at {cell.area} {cell.period}: not explained", kept=True)
    yield cell


def _columns(header: Sequence[str], line: Sequence[str]) -> Columns:
    if not any(line[len(header) :]):
        line = line[: len(header)]
    if len(line) != len(header):
        raise RowError("ragged row", f"{len(line)} columns where the header has {len(header)}")
    return Columns(zip(header, (text.strip() for text in line), strict=True))


def _cell(shape: Shape, row: Columns, file: str, areas: Areas) -> Statistic:
    lumped = any(choice.meets(row) for choice in shape.lump)
    area = _area(shape, filled(shape.area, row), areas)
    counterpart = None if lumped else _counterpart(shape, row, areas)
    if area == counterpart:
        raise RowError(SKIPPED + "own", "a country and itself")
    series = shape.lumped if lumped else _needed(shape.series, row, "series")
    series = shape.renames.get(series, series)
    value, status = _value_and_status(shape, row)
    label = filled(shape.label, row)
    return Statistic(
        series=series,
        unit=shape.units.get(series) or _unit(shape, row),
        area=area,
        counterpart=counterpart,
        period=_period(shape, row, file),
        value=value,
        status=status,
        label=filled(shape.counterpart, row) if lumped else shape.labels.get(label, label),
        source=filled(shape.source, row),
    )


def _choose(shape: Shape, row: Columns) -> None:
    for choice in shape.only:
        if not choice.meets(row):
            raise RowError(f"{SKIPPED}{choice.column}", choice.why)
    for choice in shape.skip:
        if choice.meets(row):
            raise RowError(f"{SKIPPED}{choice.column}", choice.why)


def _area(shape: Shape, text: str, areas: Areas) -> str:
    if text in shape.groups:
        raise RowError(f"{SKIPPED}group", "a group of countries")
    code = areas.code(text, shape.scheme, shape.names)
    if code is None:
        raise RowError("no such country", f"{text!r} is no country we know")
    return code


def _counterpart(shape: Shape, row: Columns, areas: Areas) -> str | None:
    text = filled(shape.counterpart, row)
    if not shape.counterpart or (shape.alone and not text) or text in shape.whole:
        return None
    return _area(shape, text, areas)


def _period(shape: Shape, row: Columns, file: str) -> str:
    found = _FILE_DATE.match(file) if shape.period == "file" else None
    written = found[0] if found else filled(shape.period, row)
    period = period_of(written)
    if period is None:
        raise RowError("bad period", f"{written!r} is no year, month or day")
    return period


def _unit(shape: Shape, row: Columns) -> str:
    if not shape.unit_of:
        return _needed(shape.unit, row, "unit")
    named = _IN_BRACKETS.search(filled(shape.unit_of, row))
    return filled(shape.unit, row) or (named[1].strip() if named else NO_UNIT)


def _value_and_status(shape: Shape, row: Columns) -> tuple[float | None, str]:
    """A value where the status lets one stand; what is not said is missing, never nought."""
    text, flag = filled(shape.value, row), filled(shape.status, row)
    status = shape.statuses.get(flag, "") or (flag if not shape.statuses else "") or "ok"
    if status not in VALUED:
        return None, status
    if text in shape.missing:
        return None, MISSING if status == "ok" else status
    if not text and shape.blank:
        raise RowError(f"{SKIPPED}blank", "no value given")
    value = _value(shape, text)
    return value * 10.0 ** _power(shape, row) if shape.power else value, status


def _power(shape: Shape, row: Columns) -> int:
    text = filled(shape.power, row) or "0"
    if not re.fullmatch(r"-?\d{1,2}", text):
        raise RowError("bad power", f"{text!r} is no power of ten")
    return int(text)


def _value(shape: Shape, text: str) -> float:
    if (word := shape.words.get(text)) is not None:
        return word
    try:
        value = float(_plain_number(text, shape.decimal))
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or (shape.number is not None and value < 0):
        raise RowError("no number", f"{text!r} is neither a number nor one of the words we know")
    return value if shape.number is None else shape.number


def _plain_number(text: str, decimal: str) -> str:
    """Without marks between thousands, where they stand as they should; a mark elsewhere makes it no number."""
    text = _GROUPED.sub("", text)
    other = "," if decimal == "." else r"\."
    if re.fullmatch(rf"[+-]?\d{{1,3}}(?:{other}\d{{3}})+(?:{re.escape(decimal)}\d+)?", text):
        text = re.sub(other, "", text)
    elif decimal == "," and "." in text:
        return ""
    return text.replace(decimal, ".")


def _needed(text: str, row: Mapping[str, str], what: str) -> str:
    said = filled(text, row)
    if not said:
        raise RowError(f"no {what}", f"the row has no {what}")
    return said
