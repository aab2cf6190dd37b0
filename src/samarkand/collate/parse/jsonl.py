"""Documents as JSON lines: `id, lang, publisher, country, date, url, title, text`; stories without texts are leads."""

import json
from collections.abc import Callable, Iterable, Iterator

from samarkand.collate.parse.leads import lead_or_refusal, without_leads
from samarkand.collate.parse.row import MAX_CHARACTERS, Where, document_from_row
from samarkand.domain.document import Document
from samarkand.domain.lead import Lead
from samarkand.domain.refusal import Refusal
from samarkand.text.lead_rows import list_kind

MAX_LINE = 8 * MAX_CHARACTERS


def parse_jsonl(lines: Iterable[bytes], file: str, known: Callable[[str], bool]) -> Iterator[Document | Refusal]:
    """Documents alone: for work that keeps no leads."""
    yield from without_leads(parse_lines(lines, file, known), file)


def parse_lines(lines: Iterable[bytes], file: str, known: Callable[[str], bool]) -> Iterator[Document | Lead | Refusal]:
    """A broken line is refused alone; the lines after it are read."""
    for number, line in enumerate(lines, start=1):
        where = Where(file, number)
        if not line.strip():
            continue
        if len(line) > MAX_LINE:
            yield where.refuse("size", f"line of {len(line):,} bytes is over the limit of {MAX_LINE:,}")
            continue
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as problem:
            yield where.refuse("encoding", f"not UTF-8 at byte {problem.start}")
            continue
        except (json.JSONDecodeError, RecursionError) as problem:
            yield where.refuse("json", f"not JSON: {problem}")
            continue
        if not isinstance(row, dict):
            yield where.refuse("json", "a line must hold one object")
            continue
        if kind := list_kind(row):
            yield lead_or_refusal(row, kind, where)
        else:
            yield from document_from_row(row, where, known)
