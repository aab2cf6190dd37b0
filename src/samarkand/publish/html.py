"""The yearbook as HTML pages: one a section, one a measurement, one a record."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup, escape

from samarkand.domain.exchange import Exchange
from samarkand.domain.finding import Finding
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Grade
from samarkand.publish.book import Book
from samarkand.publish.content import QUARTERS, Section, Yearbook, direction
from samarkand.publish.ledger import Ledger, shown
from samarkand.publish.pieces import Piece, pieces
from samarkand.publish.record import record_view

LISTED = 150
_QUARTERS = ("M6 6V1A5 5 0 0 1 11 6Z", "M6 6H11A5 5 0 0 1 6 11Z", "M6 6V11A5 5 0 0 1 1 6Z", "M6 6H1A5 5 0 0 1 6 1Z")


def sentence(finding: Finding, root: str) -> Markup:
    """The text with every shown number linked to its measurement."""
    return Markup("").join(_linked(finding, piece, root) for piece in pieces(finding))


def _linked(finding: Finding, piece: Piece, root: str) -> Markup:
    if not piece.measurement:
        return escape(piece.text)
    link = Markup('<a class="q" id="{}-{}" data-id="{}" href="{}m/{}.html">{}</a>')
    return link.format(finding.id, piece.name, piece.measurement, root, piece.measurement, piece.text)


def disc(grade: Grade | None) -> Markup:
    """A small disc of four quarters, as many filled as the grade says, with its name for screen readers."""
    if grade is None:
        return Markup("")
    filled = "".join(f'<path d="{path}"/>' for path in _QUARTERS[: QUARTERS[grade]])
    struck = '<path class="x" d="M2 10L10 2"/>' if grade is Grade.VX else ""
    return Markup(
        '<svg class="disc" viewBox="0 0 12 12" role="img" aria-label="grade {}"><circle cx="6" cy="6" r="5"/>{}</svg>'
    ).format(grade.value, Markup(filled + struck))


@cache
def _environment() -> jinja2.Environment:
    folder = files("samarkand.publish").joinpath("templates")
    loader = jinja2.FunctionLoader(lambda name: folder.joinpath(name).read_text("utf-8"))
    made = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    made.filters.update(shown=shown, disc=disc, direction=direction)
    made.globals.update(sentence=sentence)
    return made


def _render(template: str, **values: Any) -> bytes:
    return _environment().get_template(template).render(**values).encode("utf-8")


def pages(book: Book, yearbook: Yearbook, ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """All pages and the style sheet, as paths inside the edition's folder."""
    inside = {x.id: x for x in book.exchanges}
    common = {"yearbook": yearbook, "book": book, "nav": yearbook.sections[1:]}
    yield "style.css", files("samarkand.publish").joinpath("templates", "style.css").read_bytes()
    yield "index.html", _render("index.html.j2", section=yearbook.sections[0], root="", **common)
    for section in yearbook.sections[1:]:
        yield f"{section.key}.html", _section(section, common)
    for measurement in ledger.measurements:
        yield f"m/{measurement.id}.html", _measurement(measurement, book, inside, common)
    for exchange in book.exchanges:
        yield (
            f"records/{exchange.id}.html",
            _render("record.html.j2", record=record_view(book, exchange), root="../", **common),
        )


def _section(section: Section, common: dict[str, Any]) -> bytes:
    return _render("section.html.j2", section=section, root="", **common)


def _measurement(m: Measurement, book: Book, inside: dict[str, Exchange], common: dict[str, Any]) -> bytes:
    listed: Sequence[Exchange] = [inside[r] for r in m.records if r in inside][:LISTED]
    others = [r for r in m.records if r not in inside][:LISTED]
    card = book.indicators[m.indicator]
    return _render(
        "measurement.html.j2",
        m=m,
        card=card,
        listed=listed,
        others=others,
        more=len(m.records) - len(listed) - len(others),
        root="../",
        **common,
    )
