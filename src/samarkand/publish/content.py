"""What a yearbook says, free of how it is set: the same sections become HTML pages and a PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samarkand.domain.finding import Finding
from samarkand.domain.scale import Grade

QUARTERS: Mapping[Grade, int] = {Grade.V0: 0, Grade.V1: 1, Grade.V2: 2, Grade.V3: 4, Grade.VX: 0}
"""How many quarters of a grade's disc are filled."""

_RIGHT_TO_LEFT = frozenset({"ar"})


def direction(lang: str | None) -> str:
    """`rtl` or `ltr`, as HTML and Typst both call it."""
    return "rtl" if lang in _RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. `measurement` is the id a number answers to, `record` the id of an exchange."""

    text: str
    measurement: str = ""
    record: str = ""
    is_number: bool = False
    is_missing: bool = False
    grade: Grade | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is the stem of its CSV file; `note` stands below."""

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """`title` says the finding, `subtitle` measure, unit, period and n; `svg` has no text fonts embedded."""

    name: str
    title: str
    subtitle: str
    alt: str
    caption: str
    svg: str
    csv: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source in its own language, cited; `record` is the exchange they speak of."""

    text: str
    lang: str
    citation: str
    record: str


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or a part of one. `unknown` says what is not known, which closes every field."""

    key: str
    title: str
    lead: str = ""
    findings: tuple[Finding, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    paragraphs: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Yearbook:
    """The cover's words and the sections in their order; the first section is the one-page summary."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    cover: Figure | None
    sections: Sequence[Section]
