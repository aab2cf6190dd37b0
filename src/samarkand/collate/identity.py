"""One id, one text: a second text under an id is kept under id and hash, a repeated one is counted once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal

_ADDED = re.compile(r"(?:\+[0-9a-f]{16})+\Z")


def base(document_id: str) -> str:
    """What texts can come to stand under one id have in common: the id without the hashes added to it."""
    return _ADDED.sub("", document_id)


def decided(document_id: str, text_hash: str, seen: dict[str, str]) -> str | None:
    """The id to keep a text under, None where the text is repeated. `seen` maps ids to hashes of their text and grows."""
    taken = f"\0{document_id}"  # no id has a control character in it
    if seen.setdefault(document_id, text_hash) == text_hash:
        if taken in seen:
            return None
        seen[taken] = text_hash
        return document_id
    renamed = f"{document_id}+{text_hash.removeprefix('text-')}"
    if renamed in seen:
        return None
    seen[renamed] = seen[f"\0{renamed}"] = text_hash
    return renamed


class Settling:
    """Tells what became of the documents of one file; counts its rows, documents and refused ones, from 1."""

    def __init__(self, file: str) -> None:
        self._file, self._number = file, 0

    def refusal(self, row: Refusal) -> Refusal:
        self._number += not row.kept  # a doubt comes before the document it is about
        return row

    def document(self, row: Document, kept_as: str | None) -> Iterator[Document | Refusal]:
        self._number += 1
        if kept_as is None:
            yield self._doubt("repeated", f"{row.id} with the same text was already taken")
            return
        if kept_as != row.id:
            yield self._doubt("same id", f"{row.id} stands for several texts; kept as {kept_as}")
            row = replace(row, id=kept_as)
        yield row

    def _doubt(self, kind: str, reason: str) -> Refusal:
        return Refusal(self._file, self._number, kind, reason, kept=True)


def settle_ids(rows: Iterable[Document | Refusal], seen: dict[str, str], file: str) -> Iterator[Document | Refusal]:
    """One file after the other, in this process; `seen` is shared by the files."""
    settling = Settling(file)
    for row in rows:
        if isinstance(row, Refusal):
            yield settling.refusal(row)
        else:
            yield from settling.document(row, decided(row.id, row.text_hash, seen))
