"""Documents as CSV with a header of the same names as the JSON lines have."""

import csv
from collections.abc import Callable, Iterator

from samarkand.collate.parse.decode import decode
from samarkand.collate.parse.row import Where, document_from_row
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal


def parse_csv(data: bytes, file: str, known: Callable[[str], bool]) -> Iterator[Document | Refusal]:
    """Needs a column `text`; the others may be missing or empty."""
    text, doubt = decode(data, Where(file, 1))
    if doubt:
        yield doubt
    csv.field_size_limit(2**31 - 1)
    lines = csv.DictReader(text.splitlines(keepends=True))
    if "text" not in (lines.fieldnames or ()):
        yield Where(file, 1).refuse("columns", f"no column named text among {lines.fieldnames}")
        return
    try:
        for row in lines:
            yield from document_from_row(row, Where(file, lines.line_num), known)
    except csv.Error as problem:
        yield Where(file, lines.line_num).refuse("csv", f"not CSV from here on: {problem}")
