"""What was parsed, as it stands between parsing and settling: rows of many files in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samarkand.collate.identity import Settling
from samarkand.collate.pieces import Piece
from samarkand.collate.settled import Exceptions, Marked
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal

TABLE = "parsed"


@dataclass(frozen=True, slots=True)
class Row:
    """A document, or why there is none or a doubted one, and the snapshot it was read from."""

    sha256: str
    place: str
    document: Document | None = None
    refusal: Refusal | None = None


def rows_of(pieces: Sequence[Piece], countries: frozenset[str]) -> list[Row]:
    """All that the pieces hold; can be sent to other processes."""
    out = []
    for piece in pieces:
        about = piece.snapshot.sha256, piece.snapshot.place
        for row in piece.parse(countries.__contains__):
            out.append(Row(*about, document=row) if isinstance(row, Document) else Row(*about, refusal=row))
    return out


def marked(item: int, rows: Sequence[Row]) -> Marked:
    documents = ((at, row.document) for at, row in enumerate(rows) if row.document)
    return Marked(item, [(at, document.id, document.text_hash) for at, document in documents])


class Applying:
    """Rows with their ids settled. Pieces of one snapshot follow each other; its rows are counted through."""

    def __init__(self) -> None:
        self._sha256 = ""
        self._settling = Settling("")

    def rows(self, rows: Sequence[Row], exceptions: Exceptions) -> Iterator[Document | Refusal]:
        for at, row in enumerate(rows):
            if row.sha256 != self._sha256:
                self._sha256, self._settling = row.sha256, Settling(row.place)
            if row.refusal:
                yield self._settling.refusal(row.refusal)
            elif row.document:
                yield from self._settling.document(row.document, exceptions.get(at, row.document.id))
