"""Snapshots to documents, in parts that an interrupted run need not make again."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import partial

from samarkand.collate.attribute import SourceBook, attribute_all
from samarkand.collate.leads import LeadsAside
from samarkand.collate.pieces import Piece, packed
from samarkand.collate.refused import Refused
from samarkand.collate.settled import Marked, settle
from samarkand.collate.staged import TABLE, Applying, Row, marked, rows_of
from samarkand.domain.document import Document
from samarkand.domain.ids import content_id
from samarkand.domain.refusal import Refusal
from samarkand.ports.compute import Compute
from samarkand.ports.progress import Progress
from samarkand.ports.snapshots import Snapshots
from samarkand.ports.tables import Tables

VERSION = "3"
PART = 1000
_GROUP = 64_000_000
_MOST_GROUPS = 1000


def collate_snapshots(
    snapshots: Snapshots,
    book: SourceBook,
    tables: Tables,
    compute: Compute,
    progress: Progress,
    countries: Set[str],
    refused: Refused,
) -> list[str]:
    """Writes the parts that are not there yet and returns the names of all; `refused` gets what was refused or doubted.

    Leads are set aside into a table of their own. What is parsed is put aside until the ids of everything are settled, and taken up again by a run after a broken one.
    No more than a few pieces and a few parts are held at a time.
    """
    listed = snapshots.list()
    groups = min(_MOST_GROUPS, 1 + sum(s.size for s in listed) // _GROUP)
    staged: list[str] = []
    pieces = packed(snapshots, progress.track(listed, len(listed), "parsing"))
    settled = settle(_staged(pieces, tables, compute, frozenset(countries), staged), compute, groups)
    aside = LeadsAside(tables, VERSION)
    applied = Applying(settled.by_item(len(staged)), aside)
    documents = _settled(progress.track(staged, len(staged), "languages"), applied, tables, refused)
    names = _attributed(documents, book, tables, compute)
    aside.finish()
    tables.keep_only(TABLE, [])
    return names


def _staged(
    packs: Iterable[tuple[Piece, ...]], tables: Tables, compute: Compute, countries: frozenset[str], staged: list[str]
) -> Iterator[Marked]:
    """Puts down the rows of every pack; adds their names to `staged` and gives what settling needs of them."""
    there = tables.parts(TABLE)
    known = content_id("countries", *sorted(countries))
    under_way: deque[str] = deque()

    def missing() -> Iterator[tuple[Piece, ...]]:
        for pack in packs:
            under_way.append(content_id(TABLE, VERSION, known, *(piece.key for piece in pack)))
            yield () if under_way[-1] in there else pack

    for parsed in compute.map(partial(rows_of, countries=countries), missing()):
        name = under_way.popleft()
        if name not in there:
            tables.write(TABLE, name, Row, parsed)
        staged.append(name)
        yield marked(len(staged) - 1, list(tables.read(TABLE, Row, [name])) if name in there else parsed)


def _settled(staged: Iterable[str], applied: Applying, tables: Tables, refused: Refused) -> Iterator[Document]:
    for name in staged:
        for row in applied.rows(list(tables.read(TABLE, Row, [name]))):
            if isinstance(row, Refusal):
                refused.add([row])
            else:
                yield row


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


def _attributed(documents: Iterator[Document], book: SourceBook, tables: Tables, compute: Compute) -> list[str]:
    there = tables.parts("documents")
    names: list[str] = []
    under_way: deque[str] = deque()

    def missing() -> Iterator[list[Document]]:
        for name, batch in _parts(documents, book.digest):
            names.append(name)
            if name not in there:
                under_way.append(name)
                yield batch

    for batch in compute.map(partial(attribute_all, book=book), missing()):
        tables.write("documents", under_way.popleft(), Document, batch)
    return names
