"""What came from each source in all, and what was odd about it."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set

from samarkand.domain.document import Document, Story
from samarkand.domain.health import LanguageCount, SourceHealth
from samarkand.domain.source import Source

_COUNTS = ("documents", "read", "undated", "coarse", "doubted", "copies")
UNTOLD = "unknown"


def _copies_of_others(documents: Sequence[Document], stories: Iterable[Story]) -> set[str]:
    """Documents whose text another source brought first."""
    source_of = {d.id: d.source_id for d in documents}
    return {d for story in stories for d in story.documents[1:] if source_of.get(d) != source_of.get(story.first)}


def source_health(
    documents: Sequence[Document], stories: Iterable[Story], languages: Set[str], sources: Iterable[Source]
) -> list[SourceHealth]:
    """One row a source, by id; one that can be collected from has one even if nothing came."""
    copies = _copies_of_others(documents, stories)
    counts = {(s.id, s.lineage_id): Counter[str]() for s in sources if s.channels}
    spoken: dict[str, Counter[str]] = {}
    for d in documents:
        row = counts.setdefault((d.source_id, d.lineage_id), Counter())
        row["documents"] += 1
        row["read"] += d.lang in languages
        row["undated"] += d.period is None
        row["coarse"] += d.period is not None and d.period.week is None
        row["doubted"] += bool(d.doubt)
        row["copies"] += d.id in copies
        spoken.setdefault(d.source_id, Counter())[d.lang or UNTOLD] += 1
    return [_row(*key, counts[key], _languages(spoken.get(key[0]))) for key in sorted(counts)]


def _row(source_id: str, lineage_id: str, counts: Counter[str], languages: tuple[LanguageCount, ...]) -> SourceHealth:
    documents, read, undated, coarse, doubted, copies = (counts[name] for name in _COUNTS)
    return SourceHealth(source_id, lineage_id, documents, read, undated, coarse, doubted, copies, languages)


def _languages(found: Counter[str] | None) -> tuple[LanguageCount, ...]:
    ordered = sorted((found or {}).items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(LanguageCount(lang, documents) for lang, documents in ordered)
