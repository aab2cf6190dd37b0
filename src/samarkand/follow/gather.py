"""The promises of one document: each thing promised once, and beside them the goodwill that nobody can test."""

from dataclasses import dataclass

from samarkand.domain.evaluation import Evaluation
from samarkand.domain.quote import MAX_QUOTE, Quote
from samarkand.follow.archive import Archive, Entry
from samarkand.follow.due import due_of
from samarkand.follow.links import Promised
from samarkand.follow.passages import Passage
from samarkand.follow.promises import Draft, drafts, parties_of
from samarkand.follow.scorecard import Scorecard
from samarkand.follow.words import TOPIC

MOST_PER_DOCUMENT = 12
_ALIKE = 0.5
_NEIGHBOURS = 2


@dataclass(frozen=True)
class Found:
    """A promise and how sure the filter is of it."""

    draft: Draft
    promised: Promised
    score: float


def quote_of(passage: Passage) -> Quote:
    """The passage, cut at what a quote may hold."""
    end = min(passage.end, passage.start + MAX_QUOTE)
    return Quote(passage.document.id, passage.start, end, passage.document.whole[passage.start : end])


def promised_of(entry: Entry, draft: Draft, stale_months: int | None) -> Promised:
    """With what stands around it: the title and the passages beside."""
    at = entry.passages.index(draft.passage)
    near = [i for i in sorted({0, at - 1, at + 1}) if 0 <= i < len(entry.passages) and i != at]
    own = entry.terms[at]
    return Promised(
        draft.passage,
        draft.type,
        draft.parties,
        own,
        frozenset().union(*(entry.terms[i] for i in near)) - own,
        tuple(entry.passages[i] for i in near),
        due_of(draft.passage, stale_months)[0],
    )


def _weight(archive: Archive, terms: frozenset[str]) -> float:
    return archive.weight(terms)


def _same(a: Found, b: Found, archive: Archive) -> bool:
    """Two passages of one document about one thing: neighbours of one type, a shared name, or the same rare words."""
    if a.promised.type != b.promised.type:
        return False
    if set(a.promised.names_of_things) & set(b.promised.names_of_things):
        return True
    shared = _weight(archive, a.promised.terms & b.promised.terms)
    alike = shared / max(1.0, min(_weight(archive, a.promised.terms), _weight(archive, b.promised.terms)))
    near = abs(a.promised.passage.number - b.promised.passage.number) <= _NEIGHBOURS
    return alike >= (_ALIKE / 2 if near else _ALIKE)


def promises_in(entry: Entry, archive: Archive, card: Scorecard, stale: dict[str, int | None]) -> list[Found]:
    """The surest passage of each thing promised, in order of the text."""
    kept: list[Found] = []
    scored = ((card.score(d.seen), d) for d in drafts(entry.passages, entry.mentions))
    for score, draft in sorted(scored, key=lambda s: (-s[0], s[1].passage.start)):
        if score < card.auto or len(kept) == MOST_PER_DOCUMENT:
            break
        found = Found(draft, promised_of(entry, draft, stale.get(draft.type)), score)
        if not any(_same(found, other, archive) for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda f: f.promised.passage.start)


def goodwill_in(entry: Entry) -> list[Evaluation]:
    """Sentences that promise in vague words only, of culture and with a foreign side, and nothing that can be seen done."""
    out = []
    for at, passage in enumerate(entry.passages):
        vague = passage.count("vague") and passage.count(TOPIC) and not passage.objects
        if vague and (passage.future or passage.words.language.is_han):
            parties = parties_of(entry.passages, at, ())
            if len(parties) > 1 and any(c != passage.document.country for c in passage.codes):
                out.append(Evaluation(quote_of(passage), parties, passage.document.period))
    return out
