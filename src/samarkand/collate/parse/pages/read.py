"""Bytes of a web page to what it says: the one way in for saved pages, captures and archives."""

import datetime
from dataclasses import dataclass

from samarkand.domain.dating import DateSource, Doubt
from samarkand.domain.period import Period


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
    """What a page says. `refused` says why there is no text, where there is none; `noted` what was doubtful."""

    title: str
    text: str
    period: Period | None = None
    dated_by: DateSource | None = None
    doubt: tuple[Doubt, ...] = ()
    lang: str = ""
    refused: str = ""
    noted: tuple[str, ...] = ()


NOTHING_TOLD = Told()


def read_page(markup: str | bytes, address: str = "", told: Told = NOTHING_TOLD) -> Page:
    """Never raises for what a page holds; a page without text comes back with the reason in `refused`."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    if isinstance(markup, bytes):
        markup = markup.decode(told.charset or str(detect_encoding(markup[:100_000])), "replace")
    tree = HTMLTree.parse(markup)
    text = extract_plain_text(tree, main_content=True, preserve_formatting=False, links=False, alt_texts=False)
    return Page(told.title or tree.title or "", text, refused="" if text.strip() else "no text")
