"""A book to the files of an edition."""

from collections.abc import Callable, Iterator, Mapping

from samarkand.domain.finding import Finding
from samarkand.publish.book import Book
from samarkand.publish.chapters import compose
from samarkand.publish.content import Figure, Yearbook
from samarkand.publish.data import findings_lines, measurements_csv
from samarkand.publish.figures.look import png_of
from samarkand.publish.html import pages
from samarkand.publish.ledger import Ledger
from samarkand.publish.pdf import typst_source
from samarkand.publish.tables import csv_text

Typeset = Callable[[str, Mapping[str, bytes]], bytes]


def publish(book: Book, typeset: Typeset) -> Iterator[tuple[str, bytes]]:
    """Paths inside the edition's folder and their content; the same book gives the same bytes."""
    ledger = Ledger(book.measurements)
    yearbook = compose(book, ledger)
    yield from pages(book, yearbook, ledger)
    for figure in _figures(yearbook):
        yield f"figures/{figure.name}.svg", figure.svg.encode()
        yield f"figures/{figure.name}.png", png_of(figure.svg)
        yield f"figures/{figure.name}.csv", figure.csv.encode()
    for table in (t for s in yearbook.sections for t in s.tables):
        yield f"tables/{table.name}.csv", csv_text(table).encode()
    yield "tables/measurements.csv", measurements_csv(book.measurements)
    yield "findings.jsonl", findings_lines(_findings(yearbook))
    yield "yearbook.pdf", typeset(*typst_source(yearbook))


def _figures(yearbook: Yearbook) -> dict[Figure, None]:
    return dict.fromkeys(f for s in yearbook.sections for f in s.figures)


def _findings(yearbook: Yearbook) -> list[Finding]:
    return [f for s in yearbook.sections for f in s.findings]
