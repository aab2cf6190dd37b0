"""Documents as CSV with a header of the same names as the JSON lines have."""

import csv
import io
from collections.abc import Callable, Iterator

from samarkand.collate.parse.decode import decode
from samarkand.collate.parse.row import Where, document_from_row
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal

_MAX_FIELD = 2**31 - 1


def parse_csv(data: bytes, file: str, known: Callable[[str], bool]) -> Iterator[Document | Refusal]:
    """Needs a column `text`; the others may be missing or empty."""
    text, doubt = decode(data, Where(file, 1))
    if doubt:
        yield doubt
    before = csv.field_size_limit(_MAX_FIELD)
    try:
        yield from _rows(text, file, known)
    finally:  # the limit is the whole process's: others keep theirs
        csv.field_size_limit(before)


def _rows(text: str, file: str, known: Callable[[str], bool]) -> Iterator[Document | Refusal]:
    lines = csv.DictReader(io.StringIO(text, newline=""))
    if "text" not in (lines.fieldnames or ()):
        yield Where(file, 1).refuse("columns", f"no column named text among {lines.fieldnames}")
        return
    try:
        for row in lines:
            yield from document_from_row(row, Where(file, lines.line_num), known)
    except csv.Error as problem:
        yield Where(file, lines.line_num).refuse("csv", f"not CSV from here on: {problem}")
