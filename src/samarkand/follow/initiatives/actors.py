"""Who does what a sentence says: a party that is its subject, never one that is merely spoken of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samarkand.follow.initiatives.phrases import Phrases
from samarkand.gazetteer.find import Hit

BOTH = "both"
"""Two sides at once, as one of them puts it."""

_CLAUSE = re.compile(r"[,،;:：，；。()（）]|[—–]{1,2}")
_OFFICE_REACH = 45
_NEAR = 24
_BEHIND_REACH = 45
_LEAD = 70
_HAN_LEAD = 9
_OFFICE_GAP = 10
_BARE = 3
_LONGEST_NAME = 8
_ROW = re.compile(r"\s*(?:,|、|和|及|and|&|et|und|e|y|и|و|och)\s*(?:the|la|le|les|l'|die|der|das|il|el)?\s*")


@dataclass(frozen=True)
class Sentence:
    """Folded words of one sentence with the parties in it; `start` is where it stands in the document.

    `abbreviated` gives the party of a side's first sign, where the language makes sides of those.
    """

    words: str
    start: int
    hits: tuple[Hit, ...]
    by: Phrases
    abbreviated: Mapping[str, str]
    home: str | None

    @property
    def is_han(self) -> bool:
        return self.by.words.code == "zh"

    def actors(self, at: int) -> tuple[str, ...]:
        """The subjects of what is said at `at`; (BOTH,) where both sides are, none where nobody is named."""
        return self._han_subject(at) if self.is_han else self._subject(at)

    def maker(self, at: int) -> tuple[str, ...]:
        """The party right before `at`, of whatever the sentence is about: "the initiative that X put forward"."""
        near = [h for h in self.hits if h.end <= at and at - h.end <= _HAN_LEAD + 8]
        if not near or _CLAUSE.search(self.words, near[-1].end, at):
            return ()
        return (near[-1].code,)

    def behind(self, at: int) -> tuple[str, ...]:
        """The party that follows "by" at `at`."""
        found = next((h for h in self.hits if at <= h.start <= at + _BEHIND_REACH), None)
        return (found.code,) if found and not _CLAUSE.search(self.words, at, found.start) else ()

    def follower(self, at: int, end: int) -> tuple[str, ...]:
        """The subject of a verb at `at` that stands first, before `end`."""
        found = next((h for h in self.hits if at <= h.start and h.end <= min(end, at + _BEHIND_REACH)), None)
        return (found.code,) if found and self._is_subject(found) else ()

    def _clause(self, at: int) -> tuple[int, int]:
        """The clause `at` stands in, up to `at`."""
        ends = [m.end() for m in _CLAUSE.finditer(self.words, 0, at)]
        return (ends[-1] if ends else 0), at

    def _is_subject(self, hit: Hit) -> bool:
        """Not behind a word that makes it an object, and not a place or a people that no office speaks for."""
        before = self.words[max(0, hit.start - _NEAR) : hit.start]
        found = [m.end() for m in self.by.not_after.finditer(before)]
        if any(_is_article(before[end:]) for end in found):
            return False
        if self.is_han:
            head = self.by.not_after.match(self.words, hit.start)
            return hit.kind in ("country", "body", "people", "institution") and not (head and head.end() < hit.end)
        if hit.kind in ("body", "institution"):
            return True
        around = (
            self.words[max(0, hit.start - _OFFICE_REACH) : hit.start],
            self.words[hit.end : hit.end + _OFFICE_REACH],
        )
        genitive = [m for m in self.by.genitive.finditer(before) if _is_article(before[m.end() :])]
        if genitive:
            return bool(self.by.offices.search(around[0]))
        return hit.kind == "country" or (hit.kind == "people" and bool(self.by.offices.search(around[1])))

    def _chain(self, last: Hit, hits: Sequence[Hit]) -> tuple[str, ...]:
        """The parties that stand in one row with the last of them."""
        codes = [last.code]
        for hit in reversed([h for h in hits if h.end <= last.start]):
            if not self._in_a_row(hit, last):
                break
            codes.insert(0, hit.code)
            last = hit
        return tuple(dict.fromkeys(codes)) if self._is_subject(last) else ()

    def _in_a_row(self, one: Hit, next_: Hit) -> bool:
        """Joined by a word, or in Han by nothing: two signs of one pair."""
        return (self.is_han and one.end == next_.start) or bool(_ROW.fullmatch(self.words, one.end, next_.start))

    def _subject(self, at: int) -> tuple[str, ...]:
        begin, end = self._clause(at)
        inside = [h for h in self.hits if begin <= h.start and h.end <= end]
        said = [m.end() for m in self.by.said.finditer(self.words, begin, end)]
        if said and (chosen := self._first_row([h for h in inside if h.start >= said[-1]])):
            return chosen
        if chosen := self._first_row(inside):
            return chosen
        leading = [h for h in self.hits if h.start <= _LEAD and h.end <= at]
        if chosen := self._first_row(leading):
            return chosen
        if self.by.both.search(self.words, begin, end):
            return (BOTH,)
        return (self.home,) if self.home and self.by.own.search(self.words, 0, at) else ()

    def _first_row(self, hits: Sequence[Hit]) -> tuple[str, ...]:
        for index, hit in enumerate(hits):
            following = hits[index + 1] if index + 1 < len(hits) else None
            if following and self._in_a_row(hit, following):
                continue
            if codes := self._chain(hit, hits):
                return codes
        return ()

    def _han_subject(self, at: int) -> tuple[str, ...]:
        """Clause by clause backwards, since a clause without a subject has that of the one before."""
        end = at
        while end > 0:
            begin, _ = self._clause(end)
            if subject := self._of_clause(begin, end):
                return subject
            if self.by.said.search(self.words, begin, end):
                return ()
            end = begin - 1
        return ()

    def _of_clause(self, begin: int, end: int) -> tuple[str, ...]:
        both = self.by.both.search(self.words, begin, end)
        inside = [h for h in self.hits if begin <= h.start <= begin + _HAN_LEAD and h.end <= end]
        said = self.by.said.search(self.words, begin, end)
        inside = [h for h in inside if not said or self._speaks(h, said.start())]
        named = next(((h.start, self._chain(h, inside)) for h in reversed(inside) if self._chain(h, inside)), None)
        sides = self._side(begin, end)
        found = [each for each in (named, sides, (both.start(), (BOTH,)) if both else None) if each and each[1]]
        return min(found, key=lambda each: each[0])[1] if found else ()

    def _speaks(self, hit: Hit, said: int) -> bool:
        """Said by the party itself or by one in its office, not by somebody of that country."""
        between = self.words[hit.end : said]
        return len(between) <= _BARE or any(office in between for office in self.by.words.offices)

    def _side(self, begin: int, end: int) -> tuple[int, tuple[str, ...]] | None:
        """A side by its first sign, where it opens the clause."""
        for sign in self.by.words.sides:
            at = self.words.find(sign, begin + 1, min(end, begin + 2 + len(sign)))
            if at > 0 and (code := self.abbreviated.get(self.words[at - 1])):
                return at - 1, (code,)
        return None

    def speaker(self) -> tuple[str, ...] | None:
        """Who speaks here: no party for a speaker without one, None where nobody is said to speak."""
        said = self.by.said.search(self.words)
        if not said:
            return None
        if self.is_han:
            begin, end = self._clause(said.start())
            inside = [h for h in self.hits if begin <= h.start and h.end <= end and self._speaks(h, end)]
            found = next((self._chain(h, inside) for h in reversed(inside) if self._chain(h, inside)), ())
            return found or (self._han_subject(begin - 1) if not self.words[begin:end].strip() else ())
        inside = [h for h in self.hits if abs(h.start - said.start()) <= _LEAD and self._is_subject(h)]
        return (min(inside, key=lambda h: abs(h.start - said.start())).code,) if inside else ()

    def speaker_name(self) -> str:
        """The words before the word of saying, or the sentence's first where there are none."""
        said = self.by.said.search(self.words)
        if not said:
            return ""
        begin, end = self._clause(said.start())
        return self.words[begin:end].strip() or self.words[: min(end, _HAN_LEAD)]

    def side_named(self) -> str | None:
        """The first party that opens a clause as a side, as officials call their own."""
        for begin in (0, *(m.end() for m in _CLAUSE.finditer(self.words))):
            for hit in self.hits:
                if hit.start == begin and hit.kind == "people":
                    return hit.code
            side = self._side(begin, len(self.words))
            if side and side[0] == begin:
                return side[1][0]
        return None


def _is_article(between: str) -> bool:
    """Nothing but an article, or a word or two that cannot be a subject, stands between."""
    stripped = between.strip()
    return len(stripped) <= 4 and " " not in stripped


def country_of_person(name: str, whole: str, hits: Sequence[Hit], by: Phrases, home: str | None) -> str | None:
    """The country whose office the document gives somebody: one named before the office, else the document's own.

    The longest beginning of `name` that stands right behind an office decides; None where none does.
    """
    for length in range(min(len(name), _LONGEST_NAME), 1, -1):
        for found in re.finditer(re.escape(name[:length]), whole):
            at = found.start()
            if whole[:at].endswith(by.words.offices):
                near = (h for h in hits if 0 < at - h.end <= _OFFICE_GAP and not _CLAUSE.search(whole, h.end, at))
                return next((h.code for h in near), home)
    return None


def abbreviations(hits: Sequence[Hit]) -> dict[str, str]:
    """The country of each first sign that only one of the countries named in the document starts with."""
    codes: dict[str, set[str]] = {}
    for hit in hits:
        if hit.kind == "country":
            codes.setdefault(hit.form[0], set()).add(hit.code)
    return {sign: next(iter(found)) for sign, found in codes.items() if len(found) == 1}
