"""How much of each source came in each month, and what was odd about it."""

from collections import Counter
from collections.abc import Iterable, Set

from samarkand.domain.document import Document, Story
from samarkand.domain.volume import Volume

_COUNTS = ("documents", "read", "copies", "undated", "mislabelled")


def _month(document: Document) -> str:
    period = document.period
    return "" if period is None else period.month or (str(period.year) if period.first.year == period.last.year else "")


def _is_mislabelled(document: Document) -> bool:
    label = (document.lang_label or "").split("-")[0].lower()
    return bool(label and document.lang and label != document.lang)


def volumes(documents: Iterable[Document], stories: Iterable[Story], languages: Set[str]) -> list[Volume]:
    """One row a source and month, in that order."""
    copies = {d for story in stories for d in story.documents[1:]}
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for document in documents:
        key = (document.source_id, document.lineage_id, _month(document))
        row = counts.setdefault(key, Counter())
        row["documents"] += 1
        row["read"] += document.lang in languages
        row["copies"] += document.id in copies
        row["undated"] += document.period is None
        row["mislabelled"] += _is_mislabelled(document)
    return [Volume(*key, *(counts[key][name] for name in _COUNTS)) for key in sorted(counts)]
