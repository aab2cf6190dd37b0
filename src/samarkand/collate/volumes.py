"""How much of each source came in each month, and what was odd about it: counted part by part, then added up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from samarkand.domain.document import Document
from samarkand.domain.volume import Volume

_COUNTS = ("documents", "read", "copies", "undated", "mislabelled")
Tally = Mapping[tuple[str, str, str], Counter[str]]
"""Counts by source, lineage and month."""


def _month(document: Document) -> str:
    period = document.period
    return "" if period is None else period.month or (str(period.year) if period.first.year == period.last.year else "")


def _is_mislabelled(document: Document) -> bool:
    label = (document.lang_label or "").split("-")[0].lower()
    return bool(label and document.lang and label != document.lang)


def tally(documents: Iterable[Document], copies: Set[str], languages: Set[str]) -> Tally:
    """`copies` are the ids of documents that are not the first of their story."""
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for document in documents:
        row = counts.setdefault((document.source_id, document.lineage_id, _month(document)), Counter())
        row["documents"] += 1
        row["read"] += document.lang in languages
        row["copies"] += document.id in copies
        row["undated"] += document.period is None
        row["mislabelled"] += _is_mislabelled(document)
    return counts


def volumes(tallies: Iterable[Tally]) -> list[Volume]:
    """One row a source and month, in that order."""
    total: dict[tuple[str, str, str], Counter[str]] = {}
    for counts in tallies:
        for key, row in counts.items():
            total.setdefault(key, Counter()).update(row)
    return [Volume(*key, *(total[key][name] for name in _COUNTS)) for key in sorted(total)]
