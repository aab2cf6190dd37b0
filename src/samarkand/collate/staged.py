"""What was parsed, as it stands between parsing and settling: rows of many files in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samarkand.collate.identity import Settling
from samarkand.collate.leads import LeadsAside
from samarkand.collate.parse.formats import Parsed
from samarkand.collate.pieces import Piece
from samarkand.collate.settled import Exceptions, Marked
from samarkand.domain.dating import doubts
from samarkand.domain.document import Document, Snapshot
from samarkand.domain.lead import Lead
from samarkand.domain.refusal import Refusal

TABLE = "parsed"


@dataclass(frozen=True, slots=True)
class Row:
    """A document, a lead, or why there is none or a doubted one, and the snapshot it was read from."""

    sha256: str
    place: str
    document: Document | None = None
    lead: Lead | None = None
    refusal: Refusal | None = None


def rows_of(pieces: Sequence[Piece], countries: frozenset[str]) -> list[Row]:
    """All that the pieces hold; can be sent to other processes."""
    return [_row(row, piece.snapshot) for piece in pieces for row in piece.parse(countries.__contains__)]


def _row(row: Parsed, of: Snapshot) -> Row:
    if isinstance(row, Document):
        return Row(of.sha256, of.place, document=row.doubted(*doubts(row.period, of.captured_at.date())))
    return Row(of.sha256, of.place, lead=row) if isinstance(row, Lead) else Row(of.sha256, of.place, refusal=row)


def marked(item: int, rows: Sequence[Row]) -> Marked:
    documents = ((at, row.document) for at, row in enumerate(rows) if row.document)
    return Marked(item, [(at, document.id, document.text_hash) for at, document in documents])


class Applying:
    """Rows with their ids settled, item by item, and leads set aside. Pieces of one snapshot follow each other; its
    rows are counted through, leads apart."""

    def __init__(self, exceptions: Iterator[Exceptions], aside: LeadsAside) -> None:
        self._exceptions, self._aside = exceptions, aside
        self._sha256 = ""
        self._settling = Settling("")

    def rows(self, rows: Sequence[Row]) -> Iterator[Document | Refusal]:
        """Of the next item."""
        exceptions = next(self._exceptions)
        for at, row in enumerate(rows):
            if row.sha256 != self._sha256:
                self._sha256, self._settling = row.sha256, Settling(row.place)
            if row.refusal:
                yield self._settling.refusal(row.refusal)
            elif row.lead:
                self._aside.take(row.lead, row.sha256)
            elif row.document:
                yield from self._settling.document(row.document, exceptions.get(at, row.document.id))
