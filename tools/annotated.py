"""Documents that people read, with the events they found: the shared gold and the project's own annotations."""

import gzip
import io
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samarkand.collate.attribute import SourceBook, attribute_all
from samarkand.collate.parse.jsonl import parse_jsonl
from samarkand.domain.document import Document

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAMARKAND_SHARED", ROOT.parent / "shared"))
CUT = 3500
_LANGUAGE = re.compile(r"-(en|fr|de|it)$")
_HIDDEN = ("release", "topics")


@dataclass(frozen=True)
class Read:
    """A document, its events as the scorer takes them, each with `start` and `end`, and whether the gold says so."""

    document: Document
    events: list[dict[str, Any]]
    is_gold: bool

    @property
    def release(self) -> str:
        """The same for language versions of one release, so that they are never split between learning and testing."""
        return _LANGUAGE.sub("", self.document.id)


def _documents(rows: list[dict[str, Any]], name: str) -> dict[str, Document]:
    lines = "\n".join(json.dumps({k: v for k, v in row.items() if k not in _HIDDEN}) for row in rows)
    parsed = parse_jsonl(io.BytesIO(lines.encode()), name, lambda code: True)
    return {d.id: d for d in attribute_all([d for d in parsed if isinstance(d, Document)], SourceBook(()))}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    packed = path.read_bytes()
    text = gzip.decompress(packed) if path.suffix == ".gz" else packed
    yield from (json.loads(line) for line in text.split(b"\n") if line.strip())


def gold_documents(shared: Path) -> list[Document]:
    return [read.document for read in gold(shared)]


def gold(shared: Path) -> list[Read]:
    documents = _documents(list(_lines(shared / "gold" / "dev_documents.jsonl")), "dev_documents.jsonl")
    out = []
    for row in _lines(shared / "gold" / "dev.jsonl"):
        document = documents[row["id"]]
        starts = [document.whole.find(e["quote"]) for e in row["events"]]
        events = [e | {"start": at, "end": at + len(e["quote"])} for e, at in zip(row["events"], starts, strict=True)]
        out.append(Read(document, events, True))
    return out


def annotated(shared: Path, folder: Path) -> list[Read]:
    """The project's annotations with the texts of the shared corpora, which are needed for learning only."""
    rows = {row["id"]: row for path in sorted(folder.glob("*.jsonl")) for row in _lines(path)}
    out: list[Read] = []
    for corpus in sorted({row["corpus"] for row in rows.values()}):
        wanted: dict[str, dict[str, Any]] = {}
        for row in _lines(shared / "corpora" / f"{corpus}.jsonl.gz"):
            if row["id"] in rows and rows[row["id"]]["corpus"] == corpus and row["id"] not in wanted:
                wanted[row["id"]] = row | {"text": row["text"][:CUT]}
        for id_, document in _documents(list(wanted.values()), corpus).items():
            events = [e | {"quote": document.whole[e["start"] : e["end"]]} for e in rows[id_]["events"]]
            out.append(Read(document, events, False))
    return out
