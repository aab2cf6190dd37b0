"""Kinds of which one file, or one captured answer, is one document."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Protocol

from samarkand.collate.parse.kinds import Kind, recognise
from samarkand.collate.parse.page import parse_page, parse_plain
from samarkand.collate.parse.pages.read import NOTHING_TOLD, Told
from samarkand.collate.parse.pdf import parse_pdf
from samarkand.collate.parse.row import Where
from samarkand.collate.parse.word import parse_word
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal


class _Parser(Protocol):
    def __call__(
        self, data: bytes, where: Where, known: Callable[[str], bool], *, told: Told = ..., address: str = ...
    ) -> Iterator[Document | Refusal]: ...


_PARSERS: Final[Mapping[Kind, _Parser]] = {
    Kind.HTML: parse_page,
    Kind.PDF: parse_pdf,
    Kind.DOCX: parse_word,
    Kind.TEXT: parse_plain,
}
ONE: Final = frozenset(_PARSERS)
_BY_TYPE: Final = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/pdf": Kind.PDF,
    "application/x-pdf": Kind.PDF,
    "text/plain": Kind.TEXT,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.DOCX,
}


def parse_one(
    kind: Kind,
    data: bytes,
    where: Where,
    known: Callable[[str], bool],
    *,
    told: Told = NOTHING_TOLD,
    address: str = "",
) -> Iterator[Document | Refusal]:
    """At most one document, and what was refused or doubted about it. The kind is one of `ONE`."""
    yield from _PARSERS[kind](data, where, known, told=told, address=address)


def kind_of_answer(media_type: str, body: bytes) -> Kind | None:
    """What an answer is: by its content where that is plain, else by what the server called it."""
    by_type = _BY_TYPE.get(media_type.partition(";")[0].strip().lower())
    found = recognise("", body[:4096], body).kind
    if found in (Kind.PDF, Kind.DOCX, Kind.HTML):
        return found
    if by_type in (Kind.PDF, Kind.DOCX):
        return None
    return by_type if found is not None or by_type is Kind.HTML else None
