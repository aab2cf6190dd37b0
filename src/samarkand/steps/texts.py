"""What is read of the documents."""

from collections.abc import Iterator
from dataclasses import dataclass

from samarkand.collect.exchanges import books
from samarkand.domain.document import Document, Heading, Story
from samarkand.domain.ids import content_id
from samarkand.ports.tables import Tables
from samarkand.steps.observatory import Observatory


def documents_of(tables: Tables, part: str) -> list[Document]:
    return list(tables.read("documents", Document, [part]))


@dataclass(frozen=True, slots=True)
class Texts:
    """What is read of a part of the documents: the first of every story, in the languages of the codebook."""

    part: str
    ids: frozenset[str]

    def load(self, tables: Tables) -> list[Document]:
        return [d for d in documents_of(tables, self.part) if d.id in self.ids]


def texts_to_read(o: Observatory) -> Iterator[tuple[str, Texts]]:
    """By the key of their readings."""
    copies = {d for story in o.tables.read("stories", Story) for d in story.documents[1:]}
    for part in sorted(p for p in o.tables.parts("documents") if not p.startswith(books.ENTERED)):
        headings = o.tables.read("documents", Heading, [part])
        ids = [h.id for h in headings if h.id not in copies and h.lang in o.languages]
        yield content_id("readings", part, o.reader_digest, *ids), Texts(part, frozenset(ids))
