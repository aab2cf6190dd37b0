"""What was captured, the clean text of it, and which texts tell the same."""

from dataclasses import dataclass
from datetime import datetime

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
    """One published item. Quotes count code points in `whole`."""

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

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}"

    @property
    def text_hash(self) -> str:
        return content_id("text", self.title, self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """As much of a document as decides whether it is read."""

    id: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that carry the same text. The first by date, then id, stands for all of them."""

    id: str
    documents: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.documents[0]
