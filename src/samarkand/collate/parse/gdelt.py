"""GDELT's tables: events (version 1 with 58 columns, version 2 with 61) and knowledge graph (version 2, 27 columns).

They hold what a machine read out of articles, and the articles' addresses. Only the addresses are taken, as leads.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from samarkand.collate.parse.leads import each_once, no_address
from samarkand.collate.parse.row import Where, clean
from samarkand.domain.lead import Lead, LeadKind
from samarkand.domain.refusal import Refusal
from samarkand.text.days import compact_day
from samarkand.text.language_codes import language_code
from samarkand.text.lead_rows import host_of, web_address

_TITLE: Final = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>", re.S)
_FROM: Final = re.compile(r"\bsrclc:([a-z]{2,3})\b")
_ON_THE_WEB: Final = "1"
_WITHOUT_ADDRESSES: Final = 57


@dataclass(frozen=True, slots=True)
class _Shape:
    """Columns by number from 0. `date` is when GDELT saw the article, not when the event was; -1 is no such column."""

    kind: LeadKind
    date: int
    address: int
    publisher: int = -1
    collection: int = -1
    translation: int = -1
    extras: int = -1


_SHAPES: Final = {
    58: _Shape(LeadKind.GDELT_EVENTS, date=56, address=57),
    61: _Shape(LeadKind.GDELT_EVENTS, date=59, address=60),
    27: _Shape(LeadKind.GDELT_GKG, date=1, address=4, publisher=3, collection=2, translation=25, extras=26),
}


def parse_gdelt(text: Iterable[str], file: str) -> Iterator[Lead | Refusal]:
    """One lead an article: an article with many events stands in many rows."""
    yield from each_once(_rows(text, file), Where(file, 0))


def _rows(text: Iterable[str], file: str) -> Iterator[Lead | Refusal]:
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        where, cells = Where(file, number), line.rstrip("\r\n").split("\t")
        shape = _SHAPES.get(len(cells))
        if shape:
            yield _lead(cells, shape, where)
        elif len(cells) == _WITHOUT_ADDRESSES:
            yield where.refuse("columns", "57 columns: GDELT's events before April 2013, which name no addresses")
        else:
            yield where.refuse("columns", f"{len(cells)} columns; events have 58 or 61, the knowledge graph 27")


def _cell(cells: list[str], number: int) -> str:
    return clean(cells[number]).strip() if number >= 0 else ""


def _lead(cells: list[str], shape: _Shape, where: Where) -> Lead | Refusal:
    told = _cell(cells, shape.address)
    if shape.collection >= 0 and _cell(cells, shape.collection) != _ON_THE_WEB:
        return where.refuse("address", f"an article that is not on the web: {told[:80]!r}")
    address = web_address(told)
    if not address:
        return no_address(told, where)
    title = _TITLE.search(_cell(cells, shape.extras))
    return Lead(
        address=address,
        kind=shape.kind,
        title=html.unescape(title.group(1)).strip()[:500] if title else "",
        period=compact_day(_cell(cells, shape.date)),
        publisher=_cell(cells, shape.publisher) or host_of(address),
        language=_language(cells, shape),
        found_in=where.file,
    )


def _language(cells: list[str], shape: _Shape) -> str:
    """Translated articles say from what; those of the knowledge graph that were not are in English."""
    if shape.translation < 0:
        return ""
    told = _FROM.search(_cell(cells, shape.translation))
    return language_code(told.group(1)) if told else "en"
