"""Which initiatives a passage names."""

from samarkand.domain.document import Document
from samarkand.read.passages import Passage
from samarkand.text.initiatives import names


def initiatives_of(passage: Passage, document: Document, lang: str) -> tuple[str, ...]:
    """Ids in the order they are named. A name that needs another word near by may have it in a neighbouring passage."""
    found = names(lang).find(document.whole, passage.start, passage.end)
    return tuple(dict.fromkeys(each.id for each in found))
