"""The yearbook as Typst markup: every text goes in as a string, so that nothing in it is markup."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from samarkand.domain.finding import Finding
from samarkand.domain.scale import Grade
from samarkand.publish.content import QUARTERS, Cell, Figure, Quotation, Section, Table, Yearbook, direction
from samarkand.publish.pieces import pieces

_STARTS_PAGE = frozenset({"summary", "partners", "method", "health"})
_MOST_ROWS, _MOST_RECORDS = 30, 12
_SHORT, _LONG = 12, 44
_EM, _GAP, _PAGE = 0.55, 1.0, 53.0
"""Ems: a letter, the space beside a column, the width of the page, in the size of tables."""


def string(text: str) -> str:
    """A Typst string literal of any text; control characters become spaces."""
    plain = "".join(c if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"} else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def disc(grade: Grade | None) -> str:
    if grade is None:
        return '""'
    return f"disc({QUARTERS[grade]}, {str(grade is Grade.VX).lower()}, {string(grade.value)})"


def sentence(finding: Finding) -> str:
    """The sentence with every number underlined, and its ids for the margin."""
    body = "".join(
        f"#num({string(piece.text)})" if piece.measurement else f"#{string(piece.text)}" for piece in pieces(finding)
    )
    ids = " ".join(f"#box({string(ident)})" for ident in dict.fromkeys(ident for *_, ident in finding.values))
    return f"#finding([{body}], [#{disc(finding.grade)} {ids} #box({string(f'n {finding.n:,}')})])\n"


def _figure(figure: Figure) -> str:
    words = ", ".join(string(w) for w in (figure.alt, figure.title, figure.subtitle, figure.caption))
    return f"#picture({string(f'figures/{figure.name}.svg')}, {words})\n"


def _cell(cell: Cell) -> str:
    if cell.is_missing:
        return f"na({string(cell.text)})"
    breakable = cell.text.replace("/", "/\u200b")
    words = f"num({string(cell.text)})" if cell.is_number else string(breakable)
    if cell.grade:
        return disc(cell.grade)
    return f"text(lang: {string(cell.lang)}, {words})" if cell.lang else f"[#{words}]"


def _width(column: Sequence[Cell]) -> str:
    """What is short takes what it needs, a column of numbers room for its longest; the others share the rest."""
    longest = max(len(c.text) for c in column)
    longest_number = max((len(c.text) for c in column if c.is_number), default=0)
    if longest <= max(_SHORT, longest_number):
        return "auto"
    if longest_number:
        return f"{max(10.0, longest_number * 0.6 + 1):.1f}em"
    return f"{max(8, min(longest, _LONG))}fr"


def _longest_word(texts: Iterable[str]) -> int:
    return max((len(word) for text in texts for word in text.replace("/", " ").split()), default=1)


def _room(header: str, column: Sequence[Cell]) -> tuple[float, float]:
    """Ems a column needs so that no word of it breaks, and how it shares what is left."""
    number = max((len(c.text) for c in column if c.is_number), default=0)
    word = max(number, _longest_word([header, *(c.text for c in column)]))
    return word * _EM + _GAP, max(word, min(max(len(c.text) for c in column), _LONG)) * _EM + _GAP


def _widths(table: Table) -> str:
    """Where columns of fixed width would leave the others less than their longest word, all columns share the page."""
    columns = list(zip(*table.rows, strict=True))
    widths = [_width(column) for column in columns]
    if not any(width.endswith("fr") for width in widths):
        widths[0] = "1fr"
    rooms = [_room(header, column) for header, column in zip(table.header, columns, strict=True)]
    fixed = sum(least if w.endswith("fr") else max(least, most) for w, (least, most) in zip(widths, rooms, strict=True))
    if fixed > _PAGE:
        widths = [f"{least + 0.35 * (most - least):.1f}fr" for least, most in rooms]
    return "(" + ", ".join(widths) + ",)"


def _table(table: Table) -> str:
    most = _MOST_RECORDS if table.name.startswith("records-") else _MOST_ROWS
    rows = table.rows[:most]
    if not rows:
        return ""
    cells = ", ".join("(" + ", ".join(_cell(c) for c in row) + ",)" for row in rows)
    more = f" Here the first {most}; more stand in tables/{table.name}.csv." if len(table.rows) > most else ""
    header = "(" + ", ".join(string(h) for h in table.header) + ",)"
    return f"#data-table({string(table.title)}, {_widths(table)}, {header}, ({cells},), {string((table.note + more).strip())})\n"


def _quotation(quotation: Quotation) -> str:
    return f"#quoted({string(quotation.text)}, {string(quotation.citation)}, {string(quotation.lang or 'en')}, {direction(quotation.lang)})\n"


def _section(section: Section, cover: Figure | None, starts_page: bool) -> Iterator[str]:
    """The cover's figure is not shown twice."""
    if starts_page:
        yield "#pagebreak(weak: true)\n"
    yield f"#heading(level: 1, {string(section.title)})\n"
    if section.lead:
        yield f"#lead({string(section.lead)})\n"
    yield from (sentence(f) for f in section.findings)
    yield from (f"#par({string(p)})\n" for p in section.paragraphs)
    yield from (_figure(f) for f in section.figures if f != cover)
    yield from (_quotation(q) for q in section.quotations)
    yield from (_table(t) for t in section.tables)
    if section.unknown:
        yield f"#unknown({string(section.unknown)})\n"


def _cover(yearbook: Yearbook) -> str:
    facts = "".join(f"[#note({string(name)})], [#{string(value)}], " for name, value in yearbook.facts)
    picture = _figure(yearbook.cover) if yearbook.cover else ""
    return (
        f"#v(24mm)\n#text(size: huge, hyphenate: false, {string(yearbook.title)})\n\n#v(4mm)\n#text(size: large, fill: quiet, {string(yearbook.subtitle)})\n\n"
        f"#v(8mm)\n#grid(columns: (32mm, 1fr), row-gutter: 7pt, {facts})\n#v(8mm)\n{picture}"
    )


def typst_source(yearbook: Yearbook) -> tuple[str, dict[str, bytes]]:
    """Markup and the pictures it names."""
    template = files("samarkand.publish").joinpath("templates", "yearbook.typ").read_text("utf-8")
    start = f"#show: setup.with(title: {string(yearbook.title)}, subtitle: {string(yearbook.subtitle)})\n"
    first_field = next((s.key for s in yearbook.sections if s.key.startswith("field-")), "")
    body = "".join(
        part
        for section in yearbook.sections
        for part in _section(section, yearbook.cover, section.key in {*_STARTS_PAGE, first_field})
    )
    figures: Sequence[Figure] = [f for s in yearbook.sections for f in s.figures]
    return template + start + _cover(yearbook) + body, {f"figures/{f.name}.svg": f.svg.encode() for f in figures}
