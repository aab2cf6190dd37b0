"""Bytes of a tabular register to a header and numbered lines."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from samarkand.collect.registers.shape import Shape, delimiters, fitting
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal

LOOKED_AT = 12
"""How many lines may stand above the header."""


@dataclass(frozen=True)
class Table:
    """`lines` with their numbers in the file; `notes` are what was seen on the way to them."""

    header: Sequence[str]
    lines: Iterator[tuple[int, Sequence[str]]]
    notes: tuple[Refusal, ...] = ()


def text_table(body: bytes, file: str, shape: Shape | None) -> Table:
    """The table below its header: the line the shape says, else the first that any shape knows, else the first."""
    try:
        text = body.decode(shape.encoding if shape else "utf-8-sig")
    except (UnicodeDecodeError, LookupError) as error:
        what = shape.encoding if shape and shape.encoding != "utf-8-sig" else "UTF-8"
        raise SamarkandError(f"not {what} text", file, "save it as UTF-8, or say encoding in the mapping") from error
    first = text.splitlines()[:LOOKED_AT]
    at, delimiter = _header_of(first, shape)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    numbered = _readable(lines, file)
    header = next((line for number, line in numbered if number > at), [])
    return Table(trimmed([column.strip() for column in header]), numbered)


def trimmed(cells: Sequence[str]) -> Sequence[str]:
    """Without the empty cells at its end."""
    last = next((i for i in range(len(cells), 0, -1) if cells[i - 1]), 0)
    return cells[:last]


def _header_of(first: Sequence[str], shape: Shape | None) -> tuple[int, str]:
    """How many lines stand above the header, and what separates columns."""
    marks = [shape.delimiter] if shape and shape.delimiter else delimiters()
    for at, line in enumerate(first):
        mark = max(marks, key=line.count)
        names = {column.strip() for column in next(csv.reader([line], delimiter=mark), [])}
        if at == shape.skip_lines if shape and shape.skip_lines else _is_header(names, shape):
            return at, mark
    return 0, max(marks, key=(first[0] if first else "").count)


def _is_header(names: Collection[str], shape: Shape | None) -> bool:
    return set(shape.header) <= set(names) if shape else bool(fitting(names))


def _readable(lines: Iterator[Sequence[str]], file: str) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        yield from enumerate(lines, 1)
    except csv.Error as error:
        raise SamarkandError(f"the table breaks off ({error})", file, "look for a quote left open") from error
