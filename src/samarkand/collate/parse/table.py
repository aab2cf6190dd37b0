"""CSV with a header: documents, with the names the JSON lines have, or stories as GDELT and Media Cloud list them."""

import csv
import io
from collections.abc import Callable, Iterator

from samarkand.collate.parse.decode import decode
from samarkand.collate.parse.leads import each_once, lead_or_refusal
from samarkand.collate.parse.row import Where, document_from_row
from samarkand.domain.document import Document
from samarkand.domain.lead import Lead, LeadKind
from samarkand.domain.refusal import Refusal
from samarkand.text.lead_rows import list_kind

_MAX_FIELD = 2**31 - 1
_SEPARATORS = ",\t;"


def parse_csv(data: bytes, file: str, known: Callable[[str], bool]) -> Iterator[Document | Lead | Refusal]:
    """Documents need a column `text`, the others may be missing or empty; lists of stories need an address."""
    text, doubt = decode(data, Where(file, 1))
    if doubt:
        yield doubt
    before = csv.field_size_limit(_MAX_FIELD)
    try:
        yield from _rows(text, file, known)
    finally:  # the limit is the whole process's: others keep theirs
        csv.field_size_limit(before)


def _separator(text: str) -> str:
    """The one that parts the header into most names."""
    header = text.partition("\n")[0]
    return max(_SEPARATORS, key=header.count)


def _rows(text: str, file: str, known: Callable[[str], bool]) -> Iterator[Document | Lead | Refusal]:
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        names = [name or "" for name in lines.fieldnames or ()]
    except csv.Error as problem:
        yield Where(file, 1).refuse("csv", f"not CSV: {problem}")
        return
    kind = list_kind(names)
    if kind:
        yield from each_once(_stories(lines, kind, file), Where(file, 0))
    elif "text" in names:
        yield from _documents(lines, file, known)
    else:
        told = ", ".join(names)[:200]
        yield Where(file, 1).refuse(
            "columns", f"neither a column named text nor a list of addresses; there are: {told}"
        )


def _documents(
    lines: "csv.DictReader[str]", file: str, known: Callable[[str], bool]
) -> Iterator[Document | Lead | Refusal]:
    try:
        for row in lines:
            yield from document_from_row(row, Where(file, lines.line_num), known)
    except csv.Error as problem:
        yield Where(file, lines.line_num).refuse("csv", f"not CSV from here on: {problem}")


def _stories(lines: "csv.DictReader[str]", kind: LeadKind, file: str) -> Iterator[Lead | Refusal]:
    try:
        for row in lines:
            yield lead_or_refusal({k: v for k, v in row.items() if k}, kind, Where(file, lines.line_num))
    except csv.Error as problem:
        yield Where(file, lines.line_num).refuse("csv", f"not CSV from here on: {problem}")
