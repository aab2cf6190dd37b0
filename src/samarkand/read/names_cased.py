"""Names in scripts with capitals: how far a name reaches on both sides of its head word."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from samarkand.codebook.languages import Language, load_languages
from samarkand.gazetteer.find import Hit
from samarkand.read.abbreviations import with_abbreviation
from samarkand.read.headwords import NATIONAL, STRICT, Head, Heads, Span, Word, foreign_heads, heads_of, words_of

_PLACES = frozenset({"city", "country", "institution", "body"})
_LEGAL = frozenset({"ag", "gmbh", "sa", "ab", "ltd", "inc", "llc", "plc", "spa", "srl", "sàrl", "corp"})
"""Legal forms end a company's name and head nothing."""

_QUOTED = re.compile(r" ?(?:[«„“\"]|``)\s?([^\W\d_a-zа-яё][^«»„“”\"`,;.]{1,50})\s?(?:[»“”\"]|``)")
_CAPITALS_BEFORE = frozenset({"en", "de", "sv"})
"""Languages in which names stand before the head: British Museum, Göteborgs universitet."""

_LOWER_HEADS = frozenset({"fr", "it", "es", "ru", "sv"})
_CAPITAL_NOUNS = frozenset({"de"})
_BARE_GENITIVE = frozenset({"ru"})
_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ей)$")
_PLURAL_NOUN = re.compile(r"(?:en|er|e|ung|heit|keit|schaft)$")
_MOST_BEFORE, _MOST_AFTER = 5, 14
_HEADLINE = 0.7


def cased_names(text: str, hits: Sequence[Hit], language: Language) -> Iterator[Span]:
    """Every name around a head word of the language."""
    words = words_of(text)
    reach = _Reach(text, words, hits, language)
    heads = heads_of(language).find(words)
    taken = {head.first for head in heads}
    for head in heads:
        if span := reach.name(head, taken):
            yield span
    for word in words:
        if word.folded in language.organisation_words.alone and word.is_capital:
            yield word.start, word.end, heads_of(language).kind_of(word.text) or "agency"


def foreign_names(text: str, hits: Sequence[Hit], language: Language) -> Iterator[Span]:
    """Names left in another language: a run of capitalised words around a head of that language."""
    words = words_of(text)
    capitals = [i for i, word in enumerate(words) if word.is_capital and word.text.isascii() or word.text[0] in "ÉÖÜ"]
    if len(capitals) < 2:
        return
    for code, heads in foreign_heads(language.code).items():
        reach = _Reach(text, words, hits, load_languages()[code], is_foreign=True)
        for at in capitals:
            head = heads.at(words, at)
            if head and not (head.is_compound and head.kind == "city") and (span := reach.name(head, set())):
                if _is_foreign(span, text, hits, language, head, words):
                    yield span


def _is_foreign(
    span: Span, text: str, hits: Sequence[Hit], language: Language, head: Head, words: Sequence[Word]
) -> bool:
    """Does more than a chance likeness to the foreign head speak for it?"""
    if language.script != "Latin":
        return True
    is_placed = any(span[0] <= hit.start < span[1] for hit in hits)
    own = {word.folded for word in words_of(text[span[0] : span[1]])} & language.organisation_words.never
    return head.kind in STRICT and head.kind != "company" and not own and (is_placed or span[1] - span[0] > 20)


@cache
def _stems(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), reverse=True)) or r"(?!)")


class _Reach:
    """How far names reach in one text."""

    def __init__(
        self, text: str, words: list[Word], hits: Sequence[Hit], language: Language, is_foreign: bool = False
    ) -> None:
        self._text, self._words, self._code, self._is_foreign = text, words, language.code, is_foreign
        self._of = language.organisation_words
        self._stop = self._of.titles | set(language.dates.months) | set(language.dates.weekdays)
        self._field, self._adjective = _stems(self._of.fields), _stems(self._of.adjectives)
        self._kinds = _kinds_by_word(words, hits)
        self._is_headline = _is_headline(words) and language.code not in _CAPITAL_NOUNS

    def name(self, head: Head, heads: set[int]) -> Span | None:
        words = self._words
        word = words[head.first]
        is_legal = word.folded in _LEGAL
        if not word.is_capital and (is_legal or self._is_foreign or self._code not in _LOWER_HEADS):
            return None
        if is_legal and word.folded not in ("gmbh", "ltd", "inc", "corp") and not word.text.isupper():
            return None
        first = self._before(head, heads, is_legal)
        last = head.last if is_legal else self._after(head)
        end = words[last].end
        quoted = None if is_legal else _QUOTED.match(self._text, end)
        end = quoted.end() if quoted else end
        longer = with_abbreviation(self._text, words[first].start, end)
        is_abbreviated = longer > end
        if quoted or is_abbreviated and (last > head.last or first < head.first) or self._is_named(first, last, head):
            return words[first].start, longer, head.kind
        return None

    # What stands between words.

    def _joined(self, at: int) -> bool:
        """Do the word and the next stand together, with a space or an elided article between?"""
        if not 0 <= at < len(self._words) - 1:
            return False
        between = self._text[self._words[at].end : self._words[at + 1].start]
        return between in (" ", "\u00a0") or (not between and self._words[at].folded.endswith("'"))

    def _is_hit(self, at: int) -> bool:
        return not _PLACES.isdisjoint(self._kinds.get(at, ()))

    def _is_people(self, at: int) -> bool:
        return "people" in self._kinds.get(at, ())

    def _is_field(self, at: int) -> bool:
        return bool(self._field.match(self._words[at].folded))

    def _is_adjective(self, at: int) -> bool:
        if self._is_people(at) or self._adjective.match(self._words[at].folded):
            return True
        return self._code == "ru" and bool(_ADJECTIVE.search(self._words[at].folded))

    # Before the head.

    def _before(self, head: Head, heads: set[int], is_legal: bool) -> int:
        first, at = head.first, head.first - 1
        while head.first - at <= _MOST_BEFORE and self._joined(at) and at not in heads:
            word = self._words[at]
            if word.folded in self._of.never or word.folded in self._stop or word.folded.endswith("'"):
                if not self._joins_before(at, first):
                    break
                at -= 1
            elif word.is_capital and self._may_begin(at, is_legal):
                first = at
            elif not self._is_adjective(at):
                break
            elif self._is_people(at) and head.kind in NATIONAL and at == head.first - 1:
                first = at
            at -= 1
        return self._with_first_part(first)

    def _may_begin(self, at: int, is_legal: bool) -> bool:
        if self._is_headline:
            return self._is_hit(at) or self._is_adjective(at) or self._is_field(at) or (at == 0 and self._code == "en")
        if self._code in _CAPITALS_BEFORE or is_legal:
            return self._code != "de" or is_legal or not self._is_noun(at)
        if self._code == "ru":
            return bool(_ADJECTIVE.search(self._words[at].folded)) or self._is_hit(at)
        return self._words[at].folded in self._of.before or (self._is_hit(at) and at > 0)

    def _is_noun(self, at: int) -> bool:
        """A German noun that says who somebody is, not what the house is called."""
        folded = self._words[at].folded
        return folded.endswith(("in", "ung", "heit", "keit", "schaft")) and not self._is_hit(at)

    def _joins_before(self, at: int, first: int) -> bool:
        """Victoria and Albert Museum, but not Oslo and Bergen Museum."""
        if self._words[at].folded not in self._of.joins or first != at + 1 or self._code != "en" or at < 1:
            return False
        sides = (at - 1, at + 1)
        return all(self._words[i].is_capital and not self._kinds.get(i) for i in sides) and self._joined(at - 1)

    def _with_first_part(self, first: int) -> int:
        """Kultur- und Bildungsministerium: the first half of a joined compound."""
        if first < 2 or self._words[first - 1].folded not in self._of.joins or not self._joined(first - 1):
            return first
        halves = self._text[self._words[first - 2].end : self._words[first - 1].start]
        if halves != "- " or not self._words[first - 2].is_capital:
            return first
        is_people = first > 2 and self._is_people(first - 3) and self._joined(first - 3)
        return first - 3 if is_people else first - 2

    # After the head.

    def _after(self, head: Head) -> int:
        last, at_field, placed = head.last, False, False
        while last - head.last < _MOST_AFTER:
            reached, field = self._step(last, head, at_field, placed)
            if reached == last:
                break
            placed = placed or (self._is_hit(reached) and "people" not in self._kinds[reached])
            last, at_field = reached, field
        return last

    def _step(self, last: int, head: Head, at_field: bool, placed: bool) -> tuple[int, bool]:
        """The last word after one step further, and whether it is a field that others may join."""
        if at_field and (reached := self._list_of_fields(last)):
            return reached, True
        at = last + 1
        if not self._joined(last) or self._words[at].folded in self._stop:
            return last, False
        word = self._words[at]
        if word.is_capital and self._follows(at, last == head.last):
            return at, self._is_field(at)
        if not word.is_capital and word.folded not in self._of.small and self._is_adjective(at):
            return self._adjective_after(last, at, head)
        if self._code in _BARE_GENITIVE and not placed and self._is_field(at):
            return at, True
        return self._linked(last, head, placed)

    def _adjective_after(self, last: int, at: int, head: Head) -> tuple[int, bool]:
        if self._code in ("fr", "it", "es"):
            return (at, False) if not self._is_headline else (last, False)
        if self._code != "ru":
            return last, False
        while at - last < 4 and self._joined(at) and self._is_adjective(at) and not self._words[at].is_capital:
            at += 1
        return (at, True) if self._is_field(at) or (self._is_hit(at) and head.kind in NATIONAL) else (last, False)

    def _follows(self, at: int, is_first: bool) -> bool:
        """May a capitalised word follow without a small word between?"""
        word = self._words[at]
        if word.folded in self._of.never and not is_first and word.folded not in self._of.small:
            return False
        if self._is_hit(at) or self._is_people(at) or word.text.isupper():
            return True
        if self._is_headline:
            return False
        if self._code == "de":
            return not _PLURAL_NOUN.search(word.folded) and word.folded not in self._of.never
        if self._code == "ru":
            return False
        return True

    def _linked(self, last: int, head: Head, placed: bool) -> tuple[int, bool]:
        """Over small words to a capital, or to what the office is for."""
        at = last + 1
        if self._words[at].folded in self._of.at and (head.kind in NATIONAL or head.kind == "centre"):
            if reached := self._place(at):
                return reached, False
        if placed or self._words[at].folded in self._of.joins:
            return last, False
        while at - last <= 3 and self._is_link(at) and self._joined(at):
            at += 1
        if at == last + 1 or self._words[at].folded in self._stop or self._is_link(at):
            return last, False
        return self._target(last, at)

    def _is_link(self, at: int) -> bool:
        return self._words[at].folded in self._of.links or self._words[at].folded in self._of.small

    def _place(self, at: int) -> int:
        """The city or country after a word of place; 0 where there is none."""
        while self._joined(at) and (self._is_link(at + 1)):
            at += 1
        return at + 1 if self._joined(at) and self._is_hit(at + 1) else 0

    def _target(self, last: int, at: int) -> tuple[int, bool]:
        if self._is_field(at):
            return at, True
        if self._is_hit(at):
            return at, False
        link = self._words[at - 1].folded
        if self._words[at].is_capital:
            if self._is_headline or (self._code == "de" and link != "für") or self._code == "ru" and link not in ("имени", "им"):
                return last, False
            return (at, True) if self._words[at].folded not in self._of.never or self._code == "en" else (last, False)
        end = at
        while end - at < 3 and self._is_adjective(end) and self._joined(end):
            end += 1
        return (end, True) if end > at and self._is_field(end) else (last, False)

    def _list_of_fields(self, last: int) -> int:
        """, Education and Research: further fields, where the list ends in a joined one; 0 where there is none."""
        at, reached = last, 0
        while at - last < _MOST_AFTER:
            item, is_end = self._field_after(at)
            if not item:
                break
            at = item
            if is_end:
                reached = at
                break
        return reached

    def _field_after(self, at: int) -> tuple[int, bool]:
        """The next field of a list, and whether it was joined by a word."""
        if at + 1 >= len(self._words):
            return 0, False
        between = self._text[self._words[at].end : self._words[at + 1].start]
        is_end = self._words[at + 1].folded in self._of.joins and between in (" ", ", ")
        if not is_end and between != ", ":
            return 0, False
        item = at + 2 if is_end else at + 1
        while item - at <= 5 and item < len(self._words) and (self._is_link(item) or self._is_adjective(item)):
            item += 1
        if item >= len(self._words) or not self._is_field(item):
            return 0, False
        while self._joined(item) and self._words[item].is_capital and self._is_capital_field(item + 1):
            item += 1
        return item, is_end

    def _is_capital_field(self, at: int) -> bool:
        return self._words[at].is_capital and self._is_field(at)

    # Is it a name?

    def _is_named(self, first: int, last: int, head: Head) -> bool:
        others = [i for i in range(first, last + 1) if not head.first <= i <= head.last]
        telling = [i for i in others if not self._is_link(i)]
        is_proper = self._words[head.first].is_capital and head.first > 0 and self._code not in _CAPITAL_NOUNS
        if not telling:
            return self._is_name_alone(head, is_proper)
        if any(self._is_hit(i) for i in telling):
            return True
        if any(self._tells(i) for i in telling):
            return True
        if head.kind not in STRICT:
            return is_proper or head.kind == "ministry" or (self._code in _CAPITAL_NOUNS and self._has_field(telling))
        has_link = len(telling) < len(others)
        return is_proper and (self._code in ("fr", "it", "es") or has_link) and len(telling) > 1

    def _has_field(self, telling: list[int]) -> bool:
        return any(self._is_field(i) for i in telling)

    def _tells(self, at: int) -> bool:
        """A capitalised word that is more than an adjective or a field."""
        word = self._words[at]
        if not word.is_capital or word.folded in self._of.never:
            return False
        return not (self._is_people(at) or self._adjective.match(word.folded) or self._is_field(at))

    def _is_name_alone(self, head: Head, is_proper: bool) -> bool:
        """Nationalmuseum, Utbildningsdepartementet, Kulturministerium."""
        if not head.is_compound or not self._words[head.first].is_capital:
            return False
        if self._code == "de":
            return head.kind == "ministry"
        return self._code == "sv" and is_proper and head.kind not in ("school", "company", "association", "city")


def _kinds_by_word(words: Sequence[Word], hits: Sequence[Hit]) -> dict[int, set[str]]:
    """Kinds of the names each word belongs to."""
    out: dict[int, set[str]] = {}
    at = 0
    for hit in hits:
        while at < len(words) and words[at].end <= hit.start:
            at += 1
        i = at
        while i < len(words) and words[i].start < hit.end:
            out.setdefault(i, set()).add(hit.kind)
            i += 1
    return out


def _is_headline(words: Sequence[Word]) -> bool:
    """Title case: nearly all longer words begin with a capital."""
    longer = [word for word in words if len(word.text) > 3]
    return len(longer) > 4 and sum(word.is_capital for word in longer) >= _HEADLINE * len(longer)
