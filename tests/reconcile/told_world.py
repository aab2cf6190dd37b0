"""Short ways to compare a few mentions."""

from collections.abc import Sequence
from typing import Any

from tests.worlds import SOURCES, WordEncoder, document, mention, stories

from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.reconcile.reconciler import Comparison, compare

World = Sequence[tuple[Document, Mention]]


def one(number: int, text: str, source: str = "press", told_on: str | None = "2024-05-02", **more: Any) -> Any:
    """A document and its one mention; `told_on` is the day of the document, `day` that of the act."""
    told = document(number, text, source, day=told_on)
    return told, mention(told, **more)


def compared(world: World, encoder: WordEncoder | None = None, **more: Any) -> Comparison:
    documents = {d.id: d for d, _ in world}
    groups = stories(list(documents.values()))
    return compare([m for _, m in world], documents, groups, SOURCES, encoder or WordEncoder(), **more)


def ids_by_exchange(found: Comparison) -> list[set[str]]:
    return [{t.mention.id for t in act.told} for act in found.acts()]
