"""Documents as JSON lines: `id, lang, publisher, country, date, url, title, text`."""

import json
from collections.abc import Callable, Iterable, Iterator

from samarkand.collate.parse.row import MAX_CHARACTERS, Where, document_from_row
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal

MAX_LINE = 8 * MAX_CHARACTERS


def parse_jsonl(
    lines: Iterable[bytes], file: str, known: Callable[[str], bool], first: int = 1
) -> Iterator[Document | Refusal]:
    """A broken line is refused alone; the lines after it are read. `first` is the number of the first line."""
    for number, line in enumerate(lines, start=first):
        where = Where(file, number)
        if not line.strip():
            continue
        if len(line) > MAX_LINE:
            yield too_long(where, len(line))
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
        yield from document_from_row(row, where, known)


def too_long(where: Where, size: int) -> Refusal:
    return where.refuse("size", f"line of {size:,} bytes is over the limit of {MAX_LINE:,}")
