"""A document to what parties do about initiatives in it, each with its words, and what was set aside and why."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samarkand.codebook.initiatives import Initiative
from samarkand.codebook.languages import load_languages
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.domain.quote import MAX_QUOTE, Quote
from samarkand.domain.uptake import Act, Dated, Deed, Naming, SetAside
from samarkand.follow.initiatives.actors import BOTH, Sentence, abbreviations, country_of_person
from samarkand.follow.initiatives.phrases import OTHER, THIS, Phrases, Said, phrases
from samarkand.gazetteer.find import Hit, load
from samarkand.text.dates import find_dates
from samarkand.text.folding import fold
from samarkand.text.inflected import plain
from samarkand.text.initiatives import Found, names
from samarkand.text.sentences import sentence_spans

VERSION = "1"
_WEIGHTIEST = tuple(Act)
_BEFORE = 40
_DATED = frozenset({Act.LAUNCHED, Act.JOINED, Act.LEFT})
"""Acts of one day; support and the like last, and are dated by the day they are voiced."""


@dataclass(frozen=True, slots=True)
class Reading:
    deeds: tuple[Deed, ...]
    aside: tuple[SetAside, ...]
    namings: tuple[Naming, ...]


def read_uptake(document: Document, known: Mapping[str, Initiative]) -> Reading:
    """What the document tells. A language without words of uptake gives namings only."""
    whole, lang = document.whole, document.lang or ""
    found = [name for name in names(lang).find(whole) if name.id in known]
    times: dict[str, int] = {}
    for name in found:
        times[name.id] = times.get(name.id, 0) + 1
    namings = tuple(Naming(id_, document.id, document.period, n) for id_, n in sorted(times.items()))
    by = phrases(lang)
    if by is None or not found:
        return Reading((), (), namings)
    told = list(_Text(document, found, by, known).told())
    deeds = tuple(each for each in told if isinstance(each, Deed))
    return Reading(deeds, tuple(each for each in told if isinstance(each, SetAside)), namings)


class _Text:
    """One document on its way: the sentences in order, since who speaks carries over from one to the next."""

    def __init__(self, document: Document, found: list[Found], by: Phrases, known: Mapping[str, Initiative]) -> None:
        self._document, self._found, self._by, self._known = document, found, by, known
        self._language = load_languages()[by.words.code]
        self._folded = fold(plain(document.whole))
        self._hits = load().find(document.whole, by.words.code)
        self._abbreviated = abbreviations(self._hits) if by.words.sides else {}
        self._speaker: tuple[str, ...] | None = None

    def told(self) -> Iterator[Deed | SetAside]:
        whole = self._document.whole
        title_end = len(self._document.title)
        for start, end in sentence_spans(whole):
            if start <= title_end < end or "\n" in whole[max(0, start - 2) : start]:
                self._speaker = None
            hits = tuple(
                Hit(h.start - start, h.end - start, h.code, h.kind, h.place, h.form)
                for h in self._hits
                if start <= h.start and h.end <= end
            )
            sentence = Sentence(
                self._folded[start:end], start, hits, self._by, self._abbreviated, self._document.country
            )
            self._listen(sentence)
            inside = [name for name in self._found if start <= name.start and name.end <= end]
            for name in inside:
                yield from self._of_name(sentence, name, inside)

    def _listen(self, sentence: Sentence) -> None:
        speaker = sentence.speaker()
        if speaker is not None:
            self._speaker = speaker
        if speaker == () and sentence.is_han:
            self._speaker = self._person(sentence.speaker_name())
        if self._speaker == () and (side := sentence.side_named()):
            self._speaker = (side,)

    def _person(self, name: str) -> tuple[str, ...]:
        code = country_of_person(name, self._folded, self._hits, self._by, self._document.country)
        return (code,) if code else ()

    def _of_name(self, sentence: Sentence, name: Found, inside: list[Found]) -> Iterator[Deed | SetAside]:
        low, high = name.start - sentence.start, name.end - sentence.start
        blanked = sentence.words
        for other in inside:
            a, b = other.start - sentence.start, other.end - sentence.start
            blanked = blanked[:a] + (THIS if other is name else OTHER) * (b - a) + blanked[b:]
        done: set[str] = set()
        told = list(self._by.find(blanked))
        if not told:
            yield self._aside(sentence, name, "no act")
        for said in sorted(told, key=lambda s: _WEIGHTIEST.index(s.act)):
            for each in self._judged(sentence, name, said, low, high):
                if isinstance(each, Deed):
                    if each.actor in done:
                        continue
                    done.add(each.actor)
                yield each

    def _judged(self, sentence: Sentence, name: Found, said: Said, low: int, high: int) -> Iterator[Deed | SetAside]:
        words, by = sentence.words, self._by
        act = said.act
        actors = self._actors(sentence, said)
        begin = min(said.start, low)
        clause_start = max((m.end() for m in re.finditer(r"[,，;；:：]", words[:begin])), default=0)
        near = words[max(clause_start, begin - _BEFORE) : max(said.end, high)]
        opening = words[max(0, begin - 2 * _BEFORE) : begin]
        reason = ""
        if by.so_called.search(words[max(0, low - 20) : low]):
            reason = "so called"
        elif said.end <= high and by.other_thing.match(words[high : high + 24].lstrip(" \"”»'’“")):
            reason = "part of a longer name"
        elif by.negation.search(near):
            reason = "negated"
        elif words.rstrip(' "”»').endswith(("?", "？", "؟")) or by.unreal.search(near) or _if(by, opening):
            reason = "hypothetical"
        elif by.willing.search(near) and act in (Act.JOINED, Act.LEFT, Act.LAUNCHED):
            if act is not Act.JOINED:
                reason = "intended"
            act = Act.ECHOED
        if not reason and not actors:
            reason = "no actor named"
        owners = set(self._known[name.id].owners)
        if not reason and (actors == (BOTH,) or (len(actors) > 1 and owners & set(actors))):
            reason = "said of both sides"
        if reason:
            yield self._aside(sentence, name, reason)
            return
        for actor in actors:
            if act is not Act.LAUNCHED and actor in self._known[name.id].owners:
                yield self._aside(sentence, name, "the owner of its own")
            elif act is Act.LAUNCHED and actor not in self._known[name.id].owners:
                yield self._aside(sentence, name, "launched by none of its owners")
            elif act is not Act.LAUNCHED and self._speaker and actor not in self._speaker:
                yield self._aside(sentence, name, "told of another")
            else:
                yield self._deed(sentence, name, act, actor, said, low, high)

    def _actors(self, sentence: Sentence, said: Said) -> tuple[str, ...]:
        if said.actor_behind:
            return sentence.behind(said.end)
        if said.act is Act.LAUNCHED and (maker := sentence.maker(said.start)):
            return maker
        if self._by.words.verb_first and (follower := sentence.follower(said.start, said.end)):
            return follower
        actors = sentence.actors(said.start)
        if actors or not sentence.is_han:
            return actors
        return self._speaker or ()

    def _deed(self, sentence: Sentence, name: Found, act: Act, actor: str, said: Said, low: int, high: int) -> Deed:
        period, dated = self._document.period, Dated.DOCUMENT
        if act in _DATED:
            dates = find_dates(sentence.words, self._language, period)
            if len(dates) == 1 and self._fits(dates[0].period, act, name):
                period, dated = dates[0].period, Dated.WORDS
            elif act is Act.LAUNCHED:
                period = self._known[name.id].launched
                dated = Dated.CODEBOOK
        begin, end = min(said.start, low), max(said.end, high)
        return Deed(name.id, act, actor, period, dated, self._quote(sentence, begin, end))

    def _fits(self, told: Period, act: Act, name: Found) -> bool:
        """Not after the document; for a launch one that the codebook's date lies within, since texts also count its years."""
        written, launched = self._document.period, self._known[name.id].launched
        if act is Act.LAUNCHED and launched:
            return told.days_apart(launched) == 0
        return written is None or told.first <= written.last

    def _quote(self, sentence: Sentence, begin: int, end: int) -> Quote:
        """The sentence, or as much of it before and behind what it says as a quote may hold."""
        length = len(sentence.words)
        if length > MAX_QUOTE:
            first = max(0, end - MAX_QUOTE)
            begin, end = first, min(length, first + MAX_QUOTE)
        else:
            begin, end = 0, length
        start = sentence.start + begin
        text = self._document.whole[start : sentence.start + end]
        return Quote(self._document.id, start, sentence.start + end, text)

    def _aside(self, sentence: Sentence, name: Found, reason: str) -> SetAside:
        return SetAside(name.id, self._document.id, name.start, name.end, reason)


def _if(by: Phrases, opening: str) -> bool:
    """A condition stands before the clause."""
    return bool(by.words.unreal and re.search(_CONDITION, opening) and by.unreal.search(opening))


_CONDITION = r"(?<!\w)(?:if|unless|whether|si|falls|wenn|ob|se|если|om)(?!\w)|如果|假如|若|إذا|لو"
