"""One saved HTML page or one plain text file is one document."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from samarkand.collate.parse.dated import dated
from samarkand.collate.parse.decode import decode
from samarkand.collate.parse.pages.read import NOTHING_TOLD, Told, read_page
from samarkand.collate.parse.row import Where, document_from_row
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal

MOST_NULS = 20
"""One NUL byte in so many letters may be damage; more are another kind of file."""


def parse_page(
    data: str | bytes,
    where: Where,
    known: Callable[[str], bool],
    *,
    address: str = "",
    told: Told = NOTHING_TOLD,
    publisher: str = "",
) -> Iterator[Document | Refusal]:
    """One page captured at an address (or saved, without one); at most one document, and what was doubted."""
    page = read_page(data, address, told)
    for note in page.noted:
        yield where.refuse("encoding", note, kept=True)
    if page.refused:
        yield where.refuse("text", page.refused)
        return
    row = {"title": page.title or where.stem, "text": page.text, "lang": page.lang}
    row |= {"url": page.address, "publisher": publisher or page.site}
    for came in document_from_row(row, where, known):
        if isinstance(came, Document):
            yield replace(came, period=page.period, dated_by=page.dated_by, doubt=page.doubt)
        else:
            yield came


def parse_plain(
    data: bytes,
    where: Where,
    known: Callable[[str], bool],
    *,
    address: str = "",
    told: Told = NOTHING_TOLD,
) -> Iterator[Document | Refusal]:
    """The first line is the title where a blank line follows it."""
    text, doubt = decode(data, where)
    if text.count("\0") * MOST_NULS > len(text):
        yield where.refuse("text", "more NUL bytes than a text has: no text")
        return
    if doubt:
        yield doubt
    head, blank, rest = text.strip().partition("\n\n")
    has_title = bool(blank) and "\n" not in head and len(head) <= 300
    row = {"title": head, "text": rest} if has_title else {"title": where.stem, "text": text}
    row |= {"url": address} | ({"title": told.title} if told.title else {})
    yield from dated(document_from_row(row, where, known), told, None)
