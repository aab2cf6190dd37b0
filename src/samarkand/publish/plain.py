"""A table as lines of text, for the terminal."""

import unicodedata
from collections.abc import Iterator

from samarkand.publish.content import Table

_WIDEST = 44


def text_lines(table: Table) -> Iterator[str]:
    """Title, head and rows, each column as wide as its widest cell; what is too long is cut with a sign."""
    rows = [table.header, *(tuple(_cut(c.text) for c in row) for row in table.rows)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    yield table.title
    for row in rows:
        yield "  " + "  ".join(text + " " * (w - _width(text)) for text, w in zip(row, widths, strict=True)).rstrip()


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    """Cells of a terminal: Han and the like take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
