"""Which parser reads which file, by its ending."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator

from samarkand.collate.parse.jsonl import parse_jsonl
from samarkand.collate.parse.page import parse_html, parse_text
from samarkand.collate.parse.row import Where
from samarkand.collate.parse.table import parse_csv
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal

Known = Callable[[str], bool]

_WHOLE: dict[str, Callable[[bytes, str, Known], Iterator[Document | Refusal]]] = {
    "html": parse_html,
    "htm": parse_html,
    "txt": parse_text,
    "text": parse_text,
    "csv": parse_csv,
}
ENDINGS = ("jsonl", "ndjson", *_WHOLE)
MAX_UNPACKED = 2_000_000_000


def format_of(file: str) -> str | None:
    """The ending that decides the parser, without `.gz`; None where no parser takes it."""
    ending = file.lower().removesuffix(".gz").rsplit(".", 1)[-1]
    return ending if ending in ENDINGS else None


def _unpacked(data: bytes, file: str) -> io.BufferedIOBase:
    raw = io.BytesIO(data)
    return gzip.GzipFile(fileobj=raw) if file.lower().endswith(".gz") else raw


def parse_snapshot(data: bytes, file: str, known: Known) -> Iterator[Document | Refusal]:
    """Documents and refusals in the order of the file; damage ends the file, not the run."""
    ending = format_of(file)
    try:
        if ending in ("jsonl", "ndjson"):
            yield from parse_jsonl(_unpacked(data, file), file, known)
        elif ending:
            body = _unpacked(data, file).read(MAX_UNPACKED)
            yield from _WHOLE[ending](body, file, known)
        else:
            yield Where(file, 0).refuse("format", f"no parser for this ending; known are {', '.join(ENDINGS)}")
    except (OSError, EOFError, zlib.error) as problem:
        yield Where(file, 0).refuse("damaged", f"cannot be unpacked to its end: {problem}")
