"""The promises of one document: each thing promised once, and beside them the goodwill that nobody can test."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samarkand.domain.commitment import DueBasis
from samarkand.domain.evaluation import Evaluation
from samarkand.domain.period import Period
from samarkand.domain.quote import MAX_QUOTE, Quote
from samarkand.follow.archive import Archive, Entry
from samarkand.follow.due import due_of
from samarkand.follow.links import Promised, thing_names
from samarkand.follow.passages import Passage
from samarkand.follow.promises import Draft, drafts, parties_of
from samarkand.follow.scorecard import Scorecard
from samarkand.follow.words import TOPIC

MOST_PER_DOCUMENT = 12
_ALIKE = 0.4
_NEIGHBOURS = 2
_NOMINATION = "H1"
_LISTED_WITHIN, _MANY = 4, 3


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


def promised_of(entry: Entry, drafts_: Sequence[Draft], stale_months: int | None) -> Promised:
    """The first draft, with what stands around it: the title, the passages beside, and the other drafts of the thing."""
    draft = drafts_[0]
    at = entry.passages.index(draft.passage)
    others = {entry.passages.index(other.passage) for other in drafts_[1:]}
    near = [i for i in sorted({0, at - 1, at + 1} | others) if 0 <= i < len(entry.passages) and i != at]
    own = entry.terms[at]
    return Promised(
        draft.passage,
        draft.type,
        _parties(entry, drafts_),
        own,
        frozenset().union(*(entry.terms[i] for i in near)) - own,
        tuple(entry.passages[i] for i in near),
        *_due(drafts_, stale_months),
    )


def _parties(entry: Entry, drafts_: Sequence[Draft]) -> tuple[str, ...]:
    """Of the first draft; a nomination is made by all the states that one passage of the document lists beside it."""
    draft = drafts_[0]
    if draft.type != _NOMINATION:
        return draft.parties
    near = (p for p in entry.passages if abs(p.number - draft.passage.number) <= _LISTED_WITHIN)
    listed = (p.codes for p in near if len(p.codes) >= _MANY and (p.number == 0 or p.count("pledge") or p.objects))
    return tuple(dict.fromkeys((*draft.parties, *sorted(frozenset().union(*listed)))))


def _due(drafts_: Sequence[Draft], stale_months: int | None) -> tuple[Period | None, DueBasis | None]:
    """What any of the passages states, the surest first; else what the type takes."""
    found = [due_of(draft.passage, stale_months) for draft in drafts_]
    return next(((due, basis) for due, basis in found if basis is DueBasis.STATED), found[0])


def _same(a: Draft, b: Draft, entry: Entry, archive: Archive) -> bool:
    """Two passages of one document about one thing: of one type and one other side, unless both have names of their own;
    in a survey of many promises only neighbours and what is said in the same rare words."""
    if a.type[0] != b.type[0] or (a.passage.words.language.is_han and a.type != b.type):
        return False
    mine, other = set(thing_names(a.passage, a.type)), set(thing_names(b.passage, b.type))
    if mine and other:
        return bool(mine & other)
    home = a.passage.document.country
    if not ({*a.parties} & {*b.parties}) - {home}:
        return False
    one, two = (entry.terms[entry.passages.index(d.passage)] for d in (a, b))
    alike = archive.weight(one & two) / max(1.0, min(archive.weight(one), archive.weight(two)))
    near = abs(a.passage.number - b.passage.number) <= _NEIGHBOURS
    return alike >= _ALIKE or (not a.passage.words.language.is_han and near)


def promises_in(entry: Entry, archive: Archive, card: Scorecard, stale: Mapping[str, int | None]) -> list[Found]:
    """Each thing promised once, by its surest passage, in order of the text."""
    groups: list[list[Draft]] = []
    scored = ((card.score(d.seen), d) for d in drafts(entry.passages, entry.mentions))
    sure = sorted(((s, d) for s, d in scored if s >= card.auto), key=lambda s: (-s[0], s[1].passage.start))
    scores = {d.passage.start: s for s, d in sure}
    for _, draft in sure:
        home = next((g for g in groups if _same(g[0], draft, entry, archive)), None)
        if home is not None:
            home.append(draft)
        elif len(groups) < MOST_PER_DOCUMENT:
            groups.append([draft])
    found = [Found(g[0], promised_of(entry, g, stale.get(g[0].type)), scores[g[0].passage.start]) for g in groups]
    return sorted(found, key=lambda f: f.promised.passage.start)


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
