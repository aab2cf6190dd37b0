"""A file that a library is to open: its one document, or the refusal it earns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from samarkand.collate.parse.dated import dated
from samarkand.collate.parse.pages.read import Told
from samarkand.collate.parse.row import Where, document_from_row
from samarkand.domain.dating import Doubt
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.domain.refusal import Refusal


class Unreadable(Exception):  # noqa: N818 — is turned into a refusal where it is caught
    """Why a file is not read; `kind` is countable."""

    def __init__(self, kind: str, reason: str) -> None:
        self.kind = kind
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds and says of itself; `lacking` are kinds and reasons of what had to be left out."""

    text: str
    title: str
    lang: str
    made: Period | None
    doubt: tuple[Doubt, ...]
    lacking: tuple[tuple[str, str], ...] = ()


def document_of(
    read: Callable[[], Held],
    what: str,
    where: Where,
    known: Callable[[str], bool],
    *,
    told: Told,
    address: str,
) -> Iterator[Document | Refusal]:
    """At most one document of what `read` gives; `what` names the kind of file, with its article."""
    try:
        held = read()
    except Unreadable as problem:
        yield where.refuse(problem.kind, str(problem))
        return
    except Exception as problem:  # what a library throws at damaged files is not to be foreseen
        yield where.refuse("damaged", f"{what} that cannot be read: {type(problem).__name__}: {str(problem)[:120]}")
        return
    yield from (where.refuse(kind, reason, kept=True) for kind, reason in held.lacking)
    row = {"title": told.title or held.title or where.stem, "text": held.text, "lang": held.lang, "url": address}
    yield from dated(document_from_row(row, where, known), told, held.made, doubt=held.doubt)
