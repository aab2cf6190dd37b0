"""Who carries whose texts: proposes sources that are not independent, from what they share and who was first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations

from samarkand.domain.document import Document, Story
from samarkand.domain.lineage import Kinship, LineageJudgement, Verdict
from samarkand.domain.source import Source
from samarkand.match.components import connected
from samarkand.stats.wilson import wilson

FEWEST, LEAST_SHARE, BEYOND = 5, 0.1, 1.5
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class _Carried:
    """One story in one source: the first day it came there, if known, and its document."""

    day: int | None
    document: str


Stories = Sequence[Mapping[str, _Carried]]


def _carried(stories: Iterable[Story], documents: Mapping[str, Document]) -> Stories:
    """For each story the sources that carry it, by source."""
    out = []
    for story in stories:
        by_source: dict[str, _Carried] = {}
        for document in (documents[d] for d in story.documents):
            day = document.period.first.toordinal() if document.period else None
            before = by_source.get(document.source_id)
            if before is None or (day is not None and (before.day is None or day < before.day)):
                by_source[document.source_id] = _Carried(day, document.id)
        out.append(by_source)
    return out


def kinships(stories: Iterable[Story], documents: Mapping[str, Document]) -> list[Kinship]:
    """Proposals, the greatest share first. Chance is what a source would share if what it shares at all were spread over
    the others by their number of texts."""
    carried = _carried(stories, documents)
    texts = Counter(source for by_source in carried for source in by_source)
    shared_at_all = Counter(source for by_source in carried if len(by_source) > 1 for source in by_source)
    together = Counter(pair for by_source in carried for pair in combinations(sorted(by_source), 2))
    total = sum(texts.values())
    out = []
    for pair, shared in together.items():
        for source, other in permutations(pair):
            by_chance = shared_at_all[source] * texts[other] / max(1, total - texts[source])
            least, _ = wilson(shared, texts[source])
            chance = min(1.0, by_chance / texts[source])
            if shared >= FEWEST and shared >= LEAST_SHARE * texts[source] and least > min(0.95, BEYOND * chance):
                out.append(_kinship(source, other, texts[source], shared, by_chance, carried))
    return sorted(out, key=lambda k: (-k.shared / k.texts, k.source, k.other))


def _kinship(source: str, other: str, texts: int, shared: int, by_chance: float, carried: Stories) -> Kinship:
    both = [by_source for by_source in carried if source in by_source and other in by_source]
    days = [(b[source].day, b[other].day) for b in both]
    earlier = sum(mine is not None and theirs is not None and theirs < mine for mine, theirs in days)
    later = sum(mine is not None and theirs is not None and theirs > mine for mine, theirs in days)
    copies_other = earlier + later > 0 and wilson(earlier, earlier + later)[0] > 0.5
    examples = tuple(sorted(b[source].document for b in both)[:_EXAMPLES])
    return Kinship(source, other, texts, shared, round(by_chance, 2), earlier, later, copies_other, examples)


def confirmed(sources: Sequence[Source], judgements: Iterable[LineageJudgement]) -> list[Source]:
    """The sources as people leave them: those last judged dependent, directly or through others, are one lineage.

    The lineage a source file names stays; of several the first in the alphabet stands for all.
    """
    latest = {j.subject: j for j in sorted(judgements, key=lambda j: j.when)}
    place = {source.id: at for at, source in enumerate(sources)}
    joined = [
        (place[a], place[b])
        for j in latest.values()
        if j.verdict is Verdict.DEPENDENT and (a := j.sources[0]) in place and (b := j.sources[1]) in place
    ]
    by_lineage: dict[str, int] = {}
    named = [(by_lineage.setdefault(s.lineage_id, at), at) for at, s in enumerate(sources)]
    lineage = {
        at: min(sources[member].lineage_id for member in group)
        for group in connected([*joined, *named], len(sources))
        for at in group
    }
    return [s if lineage[at] == s.lineage_id else replace(s, lineage=lineage[at]) for at, s in enumerate(sources)]
