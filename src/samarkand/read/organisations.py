"""Institutions by the word that heads their name, as written; rather none than a wrong one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samarkand.codebook.languages import Language
from samarkand.gazetteer.find import Hit
from samarkand.gazetteer.landmarks import is_landmark
from samarkand.read.headwords import Span, heads_of
from samarkand.read.names_arabic import arabic_names
from samarkand.read.names_cased import cased_names, foreign_names
from samarkand.read.names_han import han_names
from samarkand.read.passages import Passage

MAX_NAMES = 6
LONGEST_PASSAGE = 2_000
"""Titles alone can be longer; what stands behind is no title."""

_SHORTEST_BODY = 5
"""A shorter name of a body, EU or 东盟, is that of states taking part, who are parties."""

_FOR_THE = "لل"
"""An Arabic word after it is more often a common noun than the name it looks like."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A name as written; `kind` is a type of the codebook's head words, `body` or `institution` where the
    gazetteer knows the name and no head word says more. Offsets count code points of the whole document."""

    name: str
    kind: str
    start: int
    end: int


def organisations_of(passage: Passage, language: Language) -> tuple[str, ...]:
    """At most six names in the order they stand."""
    names = dict.fromkeys(found.name for found in organisations_with_type(passage, language))
    return tuple(names)[:MAX_NAMES]


def organisations_with_type(passage: Passage, language: Language) -> tuple[Organisation, ...]:
    """All names in the order they stand, none inside another, each name once."""
    text = passage.text[:LONGEST_PASSAGE]
    hits = [hit._replace(start=hit.start - passage.start, end=hit.end - passage.start) for hit in passage.names]
    countries = {(hit.start, hit.end) for hit in hits if hit.kind in ("country", "city")}
    headed = (span for span in _headed(text, hits, language) if span[:2] not in countries)
    spans = _apart([*headed, *_known(text, hits, language)])
    found = [Organisation(text[a:b], kind, passage.start + a, passage.start + b) for a, b, kind in spans]
    return tuple(_once(found))


def _headed(text: str, hits: list[Hit], language: Language) -> Iterator[Span]:
    if language.is_han:
        yield from han_names(text, hits, language)
    elif language.script == "Arabic":
        yield from arabic_names(text, hits, language)
    else:
        yield from cased_names(text, hits, language)
    yield from foreign_names(text, hits, language)


def _known(text: str, hits: Iterable[Hit], language: Language) -> Iterator[Span]:
    """Names the gazetteer knows, save landmarks and unions of states; a head word inside says what they are."""
    for hit in hits:
        kind = heads_of(language).kind_of(hit.form)
        is_institution = hit.kind == "institution" and not is_landmark(hit.form)
        is_body = hit.kind == "body" and (kind or len(hit.form) >= _SHORTEST_BODY)
        if (is_institution or is_body) and text[hit.start - 2 : hit.start] != _FOR_THE:
            yield hit.start, hit.end, kind or hit.kind


def _apart(spans: list[Span]) -> list[Span]:
    """Of names that overlap the longest; of the same stretch the one found first."""
    chosen: list[Span] = []
    for run in _runs(sorted(spans)):
        for span in sorted(run, key=lambda s: s[0] - s[1]):
            if all(span[1] <= a or b <= span[0] for a, b, _ in chosen[-len(run) :]):
                chosen.append(span)
    return sorted(chosen)


def _runs(spans: list[Span]) -> Iterator[list[Span]]:
    """Stretches of names that touch one another."""
    run: list[Span] = []
    end = 0
    for span in spans:
        if run and span[0] >= end:
            yield run
            run, end = [], 0
        run.append(span)
        end = max(end, span[1])
    if run:
        yield run


def _once(found: list[Organisation]) -> Iterator[Organisation]:
    """Each name at its first place; a name said longer elsewhere in the passage counts as that one."""
    longer = [o.name.casefold() for o in sorted(found, key=lambda o: -len(o.name))][: 4 * MAX_NAMES]
    seen: set[str] = set()
    for one in found:
        folded = one.name.casefold()
        if folded in seen or any(folded != other and folded in other for other in longer):
            continue
        seen.add(folded)
        yield one
