"""Snapshots to documents, in parts that an interrupted run need not make again."""

from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial

from samarkand.collate.attribute import SourceBook, attribute_all
from samarkand.collate.identity import settle_ids
from samarkand.collate.leads import LeadsAside
from samarkand.collate.parse.formats import parse_snapshot
from samarkand.domain.dating import doubts
from samarkand.domain.document import Document
from samarkand.domain.ids import content_id
from samarkand.domain.refusal import Refusal
from samarkand.ports.compute import Compute
from samarkand.ports.progress import Progress
from samarkand.ports.snapshots import Snapshots
from samarkand.ports.tables import Tables

VERSION = "3"
PART = 1000


def _documents(
    snapshots: Snapshots,
    known: Callable[[str], bool],
    refused: list[Refusal],
    progress: Progress,
    aside: LeadsAside,
) -> Iterator[Document]:
    seen: dict[str, str] = {}
    listed = snapshots.list()
    for snapshot in progress.track(listed, len(listed), "parsing"):
        rows = aside.taken_from(parse_snapshot(snapshots.read(snapshot), snapshot.place, known), snapshot.sha256)
        for row in settle_ids(rows, seen, snapshot.place):
            if isinstance(row, Refusal):
                refused.append(row)
            else:
                yield row.doubted(*doubts(row.period, snapshot.captured_at.date()))


def _parts(documents: Iterator[Document], digest: str) -> Iterator[tuple[str, list[Document]]]:
    batch: list[Document] = []
    number = 0
    for document in documents:
        batch.append(document)
        if len(batch) == PART:
            yield _name(number, batch, digest), batch
            batch, number = [], number + 1
    if batch:
        yield _name(number, batch, digest), batch


def _name(number: int, batch: Sequence[Document], digest: str) -> str:
    about = (
        f"{d.id}|{d.text_hash}|{d.publisher}|{d.url}|{d.period}|{d.country}|{d.lang_label}|{d.source_id}|{d.dated_by}|{d.doubt}"
        for d in batch
    )
    return f"{number:05d}-{content_id('documents', VERSION, digest, *about).removeprefix('documents-')}"


def collate_snapshots(
    snapshots: Snapshots,
    book: SourceBook,
    tables: Tables,
    compute: Compute,
    progress: Progress,
    countries: Set[str],
) -> tuple[list[str], list[Refusal]]:
    """Writes the parts that are not there yet; returns the names of all parts, and what was refused or doubted.

    Leads are set aside into a table of their own.
    """
    refused: list[Refusal] = []
    there = tables.parts("documents")
    names: list[str] = []
    new: list[tuple[str, list[Document]]] = []
    aside = LeadsAside(tables, VERSION)
    for name, batch in _parts(_documents(snapshots, countries.__contains__, refused, progress, aside), book.digest):
        names.append(name)
        if name not in there:
            new.append((name, batch))
    aside.finish()
    attributed = compute.map(partial(attribute_all, book=book), [batch for _, batch in new])
    for (name, _), batch in progress.track(zip(new, attributed, strict=True), len(new), "languages"):
        tables.write("documents", name, Document, batch)
    return names, refused
