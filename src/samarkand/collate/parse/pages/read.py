"""A web page to what it says: the one way in for saved pages, captures and archives."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samarkand.collate.parse.pages.blocks import Outline, outline
from samarkand.collate.parse.pages.body import bare
from samarkand.collate.parse.pages.date import date_of
from samarkand.collate.parse.pages.extract import TOO_DEEP, main_text
from samarkand.collate.parse.pages.markup import MAX_MARKUP, decode_page, tree_of, without_controls
from samarkand.collate.parse.pages.metadata import metadata_of
from samarkand.collate.parse.pages.title import title_of
from samarkand.domain.dating import DateSource, Doubt
from samarkand.domain.period import Period

_ABOVE, _BELOW = 12, 3
"""Lines above the title, and from the body's first line on, in which a page may show its date."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was known of a page before it was opened.

    `title` and `date` (YYYY-MM-DD or a longer ISO form) are what a feed said, `captured` the day of capture,
    `charset` what the server called the encoding.
    """

    title: str = ""
    date: str = ""
    captured: datetime.date | None = None
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says. `refused` says why there is no text, where there is none; `noted` what was doubtful.

    `address` is where it was captured, else where it says it stands; `site` what it calls its site.
    """

    title: str = ""
    text: str = ""
    period: Period | None = None
    dated_by: DateSource | None = None
    doubt: tuple[Doubt, ...] = ()
    lang: str = ""
    site: str = ""
    address: str = ""
    refused: str = ""
    noted: tuple[str, ...] = ()


NOTHING_TOLD = Told()


def read_page(markup: str | bytes, address: str = "", told: Told = NOTHING_TOLD) -> Page:
    """Never raises for what a page holds; a page without text comes back with the reason in `refused`."""
    noted = ""
    if len(markup) > MAX_MARKUP:
        return Page(refused=f"page of {len(markup):,} is over the limit of {MAX_MARKUP:,}")
    if isinstance(markup, bytes):
        text, noted = decode_page(markup, told.charset)
        if text is None or text.startswith("%PDF-"):
            return Page(refused="not a page: the file holds something else than text")
        markup = text
    clean = without_controls(markup)
    notes = (noted,) if noted else ()
    if not clean.strip():
        return Page(refused="the page is empty", noted=notes)
    root = tree_of(clean)
    if root is None:
        return Page(refused="the page holds no element and no text", noted=notes)
    return _read(clean, root, address, told, notes)


def _read(clean: str, root: Any, address: str, told: Told, notes: tuple[str, ...]) -> Page:
    said = metadata_of(root)
    held = root.find("body")
    page = outline(root if held is None else held)
    body = main_text(clean, page)
    where = address or next((a for a in (said.canonical, said.first("og:url")) if a.startswith("http")), "")
    title = title_of(said, told.title)
    within = frozenset(body.lines)
    near = [line for line in lines_near(page, body.first, title) if line not in within]
    dating = date_of(said, where, told.date, near, body.lines, told.captured)
    return Page(
        title=title,
        text=body.text,
        period=dating.period,
        dated_by=dating.by,
        doubt=dating.doubt,
        lang=said.lang,
        site=said.first("og:site_name"),
        address=where,
        refused="" if bare(body.text) else _why_empty(root, page),
        noted=notes,
    )


def lines_near(page: Outline, first: int, title: str) -> Sequence[str]:
    """The lines a page may show its date in: from its title to just below its body's first line, then upwards.

    The day a page was shown on often stands at its very top: whatever is nearer to the title comes first.
    """
    heads = [
        number
        for number, block in enumerate(page.blocks[: first + 1])
        if page.tag(block) == "h1" or block.text.casefold() == title.casefold()
    ]
    head = heads[-1] if heads else max(0, first - _ABOVE)
    below = page.blocks[head : first + _BELOW]
    above = page.blocks[max(0, head - _ABOVE) : head]
    return [block.text for block in (*below, *reversed(above))]


def _why_empty(root: Any, page: Outline) -> str:
    if page.depth > TOO_DEEP:
        return f"no text that could be reached: the page nests more than {TOO_DEEP} levels deep"
    if next(root.iter("frameset", "frame"), None) is not None:
        return "the page is made of frames; their addresses hold the text"
    if next(root.iter("script"), None) is not None:
        return "no text: what the page shows is made by its scripts"
    return "no text"
