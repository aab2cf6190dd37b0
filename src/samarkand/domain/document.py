"""What was captured, the clean text of it, and which texts tell the same."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from samarkand.domain.dating import DateSource, Doubt
from samarkand.domain.ids import content_id
from samarkand.domain.period import Period


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Bytes as fetched or imported. `place` is the address or file name, `sha256` its content."""

    sha256: str
    place: str
    captured_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class ReportsOn:
    """What a paraphrase reports on: the real publisher, date and address or document id."""

    document_id: str
    publisher: str
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One published item. Quotes count code points in `whole`; `dated_by` says where its period comes from."""

    id: str
    text: str
    title: str = ""
    lang: str | None = None
    lang_label: str | None = None
    publisher: str = ""
    country: str | None = None
    period: Period | None = None
    url: str | None = None
    source_id: str = ""
    lineage_id: str = ""
    reports_on: ReportsOn | None = None
    dated_by: DateSource | None = None
    doubt: tuple[Doubt, ...] = ()

    def doubted(self, *found: Doubt) -> Self:
        """The same document with these doubts of its date beside those it has."""
        doubt = tuple(d for d in Doubt if d in (*self.doubt, *found))
        return self if doubt == self.doubt else replace(self, doubt=doubt)

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}"

    @property
    def text_hash(self) -> str:
        return content_id("text", self.title, self.text)


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that carry the same text. The first by date, then id, stands for all of them."""

    id: str
    documents: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.documents[0]


@dataclass(frozen=True, slots=True)
class Relations:
    """What a document has to do with others: three relations, kept apart.

    Documents with equal `copies` carry the same text, with equal `release` the same news in several languages; a group
    is named by its first document. `update_of` is the earlier version of the document, if there is one. `stands_in` are
    longer documents that hold this text beside others, so that they are no copy of it as a whole.
    """

    document_id: str
    copies: str
    release: str
    update_of: str | None = None
    stands_in: tuple[str, ...] = ()
