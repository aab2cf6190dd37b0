"""A saved RSS or Atom feed: an entry with a text is a document, one without is a lead."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from samarkand.collate.parse.row import Where, clean, document_from_row
from samarkand.domain.dating import DateSource, Doubt
from samarkand.domain.document import Document
from samarkand.domain.lead import Lead, LeadKind
from samarkand.domain.period import Period
from samarkand.domain.refusal import Refusal
from samarkand.text.days import day
from samarkand.text.language_codes import language_code
from samarkand.text.lead_rows import host_of, one_line, web_address
from samarkand.text.xml_declarations import declares

MAX_BYTES: Final = 50_000_000
_MENDED: Final = frozenset({"CharacterEncodingOverride", "NonXMLContentType"})
"""Complaints of the library about charsets that it has settled."""


def parse_feed(data: bytes, file: str, known: Callable[[str], bool]) -> Iterator[Document | Lead | Refusal]:
    """Entries in their order; `row` of a refusal is the number of the entry, 0 the feed."""
    whole = Where(file, 0)
    if len(data) > MAX_BYTES:
        yield whole.refuse("size", f"a feed of {len(data):,} bytes is over the limit of {MAX_BYTES:,}")
        return
    if declares(data):
        yield whole.refuse("entities", "a feed that declares a document type or entities; not parsed")
        return
    try:
        feed = _read(data)
    except Exception as problem:  # what the library throws at damaged feeds is not to be foreseen
        yield whole.refuse("damaged", f"a feed that cannot be read: {type(problem).__name__}: {str(problem)[:120]}")
        return
    if not feed.entries and not feed.version:
        yield whole.refuse("format", "no feed: XML of another kind, or broken from the start")
        return
    if feed.bozo and type(feed.bozo_exception).__name__ not in _MENDED:
        said = str(feed.bozo_exception)[:120]
        yield whole.refuse(
            "malformed", f"malformed, read as far as it goes ({len(feed.entries):,} entries): {said}", kept=True
        )
    language = str(feed.feed.get("language", ""))
    for number, entry in enumerate(feed.entries, 1):
        yield from _entry(entry, Where(file, number), known, language)


def _read(data: bytes) -> Any:
    import feedparser

    # bytes go in as a stream: handed over bare they would be tried as a file name first
    return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _entry(
    entry: Any, where: Where, known: Callable[[str], bool], language: str
) -> Iterator[Document | Lead | Refusal]:
    title, text = _plain(entry.get("title", "")), _text(entry)
    address = web_address(str(entry.get("link", "")))
    period, doubt = _when(entry)
    if text.strip():
        row = {"title": title, "text": text, "lang": language, "url": address}
        for came in document_from_row(row, where, known):
            if isinstance(came, Document) and period:
                yield replace(came, period=period, dated_by=DateSource.FEED, doubt=doubt)
            else:
                yield came
    elif address:
        code = language_code(language)
        yield Lead(address, LeadKind.FEED, one_line(title)[:500], period, host_of(address), code, "", where.file)
    else:
        yield where.refuse("text", "an entry with neither a text nor an address")


def _text(entry: Any) -> str:
    """The longest of what the entry carries, without markup."""
    carried = [_plain(part.get("value", "")) for part in entry.get("content", ())]
    return max((*carried, _plain(entry.get("summary", ""))), key=len)


def _plain(told: Any) -> str:
    markup = clean(told)
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(f"<body>{markup}</body>")
    return str(extract_plain_text(tree, main_content=False, list_bullets=False, alt_texts=False, links=False)).strip()


def _when(entry: Any) -> tuple[Period | None, tuple[Doubt, ...]]:
    for name, doubt in (("published", ()), ("updated", (Doubt.MODIFIED_ONLY,))):
        # asked for by `in` first: the library answers for one of the two with the other
        if name in entry and (found := _day(str(entry.get(name, "")), entry.get(f"{name}_parsed"))):
            return found, doubt
    return None, ()


def _day(told: str, parsed: Any) -> Period | None:
    """The day as it was written; the library's reading of it is in another zone and may be another day."""
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return day(reader(told.strip()))
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
    try:
        return day(date(*parsed[:3])) if parsed else None
    except (ValueError, TypeError):
        return None
