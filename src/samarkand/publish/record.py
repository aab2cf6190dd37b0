"""An exchange as its page shows it: quotes first, then every value with who says it."""

from dataclasses import dataclass

from samarkand.domain.artefact import Artefact
from samarkand.domain.document import Document
from samarkand.domain.exchange import Exchange
from samarkand.domain.mention import Mention
from samarkand.domain.milestone import Milestone
from samarkand.domain.scale import Grade
from samarkand.publish.book import Book
from samarkand.publish.figures.grades import MEANING


@dataclass(frozen=True, slots=True)
class Said:
    """One mention with the document that makes it, how that document is cited, and what is kept to show for it."""

    mention: Mention
    document: Document
    citation: str
    address: str | None
    is_independent: bool
    artefacts: tuple[Artefact, ...] = ()


@dataclass(frozen=True, slots=True)
class Asserted:
    """A value of a field and the publishers that say so."""

    field: str
    value: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    exchange: Exchange
    said: tuple[Said, ...]
    asserted: tuple[Asserted, ...]
    milestones: tuple[Milestone, ...]
    why_grade: str


def publisher_of(document: Document) -> str:
    return document.reports_on.publisher if document.reports_on else document.publisher or "publisher not told"


def citation_of(document: Document) -> tuple[str, str | None]:
    """Publisher and date, then the address, or title and hash where there is none; and the address alone."""
    date = str(document.period) if document.period else "no date told"
    if told := document.reports_on:
        what = f"paraphrase by {document.publisher} of a report by {told.publisher}, {told.date or 'no date told'}"
        return (what, told.url) if told.url else (f"{what}, {told.document_id}", None)
    if document.url:
        return f"{publisher_of(document)}, {date}", document.url
    return f"{publisher_of(document)}, {date}, “{document.title or 'untitled'}”, {document.text_hash}", None


def _why(exchange: Exchange) -> str:
    meaning = MEANING[exchange.grade]
    independent = ", ".join(exchange.independent)
    if exchange.grade is Grade.V0 and independent:
        return f"{meaning}: told by {independent} too, but not as having happened"
    return f"{meaning}: {independent}" if independent else f"{meaning}; not independently evidenced in our sources"


def record_view(book: Book, exchange: Exchange) -> RecordView:
    """Mentions in the order of their dates; only those this edition rests on."""
    said = []
    for mention_id in exchange.mentions:
        mention = book.mentions[mention_id]
        document = book.documents[mention.document_id]
        citation, address = citation_of(document)
        independent = document.lineage_id in exchange.independent
        shown = book.artefacts_of.get(document.id, ())
        said.append(Said(mention, document, citation, address, independent, shown))
    by_mention = {s.mention.id: publisher_of(s.document) for s in said}
    asserted = tuple(
        Asserted(
            v.field,
            _readable(book, v.field, v.value),
            tuple(dict.fromkeys(by_mention[m] for m in v.mentions if m in by_mention)),
        )
        for v in exchange.values
    )
    steps = tuple(m for m in book.milestones_of.get(exchange.id, ()))
    return RecordView(exchange, tuple(said), asserted, steps, _why(exchange))


def _readable(book: Book, field: str, value: str) -> str:
    if field == "party":
        return book.names.get(value, value)
    if field == "type":
        return f"{value} {book.codebook.by_code[value].name}"
    if field == "place":
        country, _, name = value.partition("|")
        return ", ".join(part for part in (name, book.names.get(country, country)) if part)
    return value.replace("_", " ")
