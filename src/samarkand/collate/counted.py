"""A part of the documents in figures: its volumes, and what of it is kept and not read, or dated with a doubt."""

from collections.abc import Callable, Set
from dataclasses import dataclass

from samarkand.collate.doubtful import doubtful
from samarkand.collate.unread import unread
from samarkand.collate.volumes import Tally, tally
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Counted:
    tally: Tally
    unread: list[Refusal]
    doubtful: list[Refusal]


def counted(part: tuple[str, frozenset[str]], read: Callable[[str], list[Document]], languages: Set[str]) -> Counted:
    """`part` is its name and the ids in it of documents that are not the first of their story."""
    name, copies = part
    documents = read(name)
    return Counted(tally(documents, copies, languages), unread(documents, languages), doubtful(documents))
