"""How far a name reaches on both sides of its head word, in a script with capitals."""

import re
from collections.abc import Sequence
from functools import cache

from samarkand.codebook.languages import Language, load_languages
from samarkand.gazetteer.find import Hit
from samarkand.read.abbreviations import with_abbreviation
from samarkand.read.headwords import NATIONAL, STRICT, Head, Span, Word, heads_of

_PLACES = frozenset({"city", "country", "institution", "body"})
_FORMS = 3
"""Legal forms of so few letters stand in capitals: AG, SA."""

_QUOTED = re.compile(r" ?(?:[«„“\"]|``)\s?([^\W\d_a-zа-яё][^«»„“”\"`,;.]{1,50})\s?(?:[»“”\"]|``)")
_CAPITALS_BEFORE = frozenset({"en", "de", "sv"})
"""Languages in which names stand before the head: British Museum, Göteborgs universitet."""

_LOWER_HEADS = frozenset({"fr", "it", "es", "ru", "sv"})
_ROMANCE = frozenset({"fr", "it", "es"})
CAPITAL_NOUNS = frozenset({"de"})
_BARE_GENITIVE = frozenset({"ru"})
_COMMON = frozenset({"association", "company", "body", "agency", "institute"})
_ADJECTIVE = re.compile(r"(?:ый|[кгхнжшщч]ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ую|юю|[нжшщч]ей)$")
_OF_PLACES = frozenset({"city", "government", "embassy"})
_PURPOSE = frozenset({"for", "pour", "per", "para", "für", "för"})
_NOT_ALONE = frozenset({"school", "company", "association", "city", "government"})
_GENITIVE = re.compile(r"(?:а|я|ы|и|ого|его|ой|ей|ых)$")
_PLURAL_NOUN = re.compile(r"(?:en|er|e|ung|heit|keit|schaft)$")
_NAMED_AFTER = {"de": frozenset({"für"}), "ru": frozenset({"имени", "им"})}
"""Where small words are common in sentences too: those after which any capital belongs to the name."""

_MOST_BEFORE, _MOST_AFTER = 5, 14


@cache
def _never_in_latin() -> frozenset[str]:
    languages = load_languages().values()
    return frozenset().union(*(lang.organisation_words.never for lang in languages if lang.script == "Latin"))


@cache
def _stems(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), reverse=True)) or r"(?!)")


class Reach:
    """How far names reach in one text."""

    def __init__(
        self,
        text: str,
        words: list[Word],
        hits: Sequence[Hit],
        language: Language,
        is_foreign: bool = False,
        is_headline: bool = False,
    ) -> None:
        self._text, self._words, self._code, self._is_foreign = text, words, language.code, is_foreign
        self._of, self._heads = language.organisation_words, heads_of(language)
        self._calendar = frozenset(language.dates.months) | frozenset(language.dates.weekdays)
        self._stop = self._of.titles | self._calendar
        self._never = self._of.never | (_never_in_latin() if is_foreign else frozenset())
        self._field, self._adjective = _stems(self._of.fields), _stems(self._of.adjectives)
        self._kinds = _kinds_by_word(words, hits)
        self._is_headline = is_headline

    def name(self, head: Head, heads: set[int]) -> Span | None:
        words = self._words
        word = words[head.first]
        is_closing = word.folded in self._of.closing
        if not word.is_capital and (is_closing or self._is_foreign or self._code not in _LOWER_HEADS):
            return None
        if is_closing and len(word.text) < _FORMS and not word.text.isupper():
            return None
        first = self._before(head, heads, is_closing)
        last = head.last if is_closing else self._after(head)
        end = words[last].end
        quoted = None if is_closing else _QUOTED.match(self._text, end)
        end = quoted.end() if quoted else end
        longer = with_abbreviation(self._text, words[first].start, end)
        is_abbreviated = longer > end
        if quoted or (is_abbreviated and (last > head.last or first < head.first)) or self._is_named(first, last, head):
            return words[first].start, longer, head.kind
        return None

    # What stands between words.

    def _joined(self, at: int) -> bool:
        """Do the word and the next stand together, with a space or an elided article between?"""
        if not 0 <= at < len(self._words) - 1:
            return False
        between = self._text[self._words[at].end : self._words[at + 1].start]
        if not between.strip():
            return bool(between) or self._words[at].folded.endswith("'")
        return between == ". " and len(self._words[at].text) == 1 and self._words[at].is_capital

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

    def _before(self, head: Head, heads: set[int], is_closing: bool) -> int:
        first, at = head.first, head.first - 1
        while head.first - at <= _MOST_BEFORE and self._joined(at) and (self._code == "en" or at not in heads):
            word = self._words[at]
            if self._begins_nothing(word):
                if not self._joins_before(at, first, heads):
                    break
                at -= 1
            elif word.is_capital and self._may_begin(at, is_closing, heads):
                first = at
            elif not self._is_adjective(at):
                break
            elif self._is_people(at) and head.kind in NATIONAL and at == head.first - 1:
                first = at
            at -= 1
        return self._with_first_part(first)

    def _begins_nothing(self, word: Word) -> bool:
        folded = word.folded
        return folded in self._never or folded in self._calendar or folded in self._of.joins or folded.endswith("'")

    def _may_begin(self, at: int, is_closing: bool, heads: set[int]) -> bool:
        if self._is_headline:
            is_known = self._is_hit(at) or self._is_adjective(at) or self._is_field(at) or at in heads
            return is_known or (self._code == "en" and (at == 0 or not self._words[at - 1].is_capital))
        if self._code in _CAPITALS_BEFORE or is_closing:
            return self._code != "de" or is_closing or not self._is_noun(at)
        if self._code == "ru":
            return bool(_ADJECTIVE.search(self._words[at].folded)) or self._is_hit(at)
        return self._words[at].folded in self._of.before or (self._is_hit(at) and at > 0)

    def _is_noun(self, at: int) -> bool:
        """A German noun that says who somebody is, not what the house is called."""
        folded = self._words[at].folded
        return folded.endswith(("in", "ung", "heit", "keit", "schaft")) and not self._is_hit(at)

    def _joins_before(self, at: int, first: int, heads: set[int]) -> bool:
        """Victoria and Albert Museum, but not Oslo and Bergen Museum, nor Night School and Day School."""
        if (
            self._words[at].folded not in self._of.joins
            or first != at + 1
            or self._code != "en"
            or at < 1
            or at - 1 in heads
        ):
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
        if word.is_capital and self._follows(at, last == head.last, head):
            return at, self._is_field(at)
        if not word.is_capital and word.folded not in self._of.small and self._is_adjective(at):
            return self._adjective_after(last, at, head)
        is_bare = self._code in _BARE_GENITIVE and not placed
        if (is_bare or (at_field and not word.is_capital and self._code in _ROMANCE)) and self._is_field(at):
            return at, True
        return self._linked(last, head, placed)

    def _adjective_after(self, last: int, at: int, head: Head) -> tuple[int, bool]:
        if self._code in _ROMANCE:
            return (at, False) if not self._is_headline else (last, False)
        if self._code != "ru":
            return last, False
        while at - last < 4 and self._joined(at) and self._is_adjective(at) and not self._words[at].is_capital:
            at += 1
        return (at, True) if self._is_field(at) or (self._is_hit(at) and head.kind in NATIONAL) else (last, False)

    def _follows(self, at: int, is_first: bool, head: Head) -> bool:
        """May a capitalised word follow without a small word between?"""
        word = self._words[at]
        if word.folded in self._never and (self._is_foreign or (not is_first and word.folded not in self._of.small)):
            return False
        if self._code == "en" and is_first and word.folded.endswith(("ed", "s")) and not self._is_field(at):
            return self._is_hit(at)
        if head.kind in _OF_PLACES and self._is_hit(at - 1):
            return self._is_hit(at)
        if self._is_hit(at) or self._is_people(at) or word.text.isupper():
            return True
        if self._is_headline or self._wants_place(head):
            return False
        if is_first and not self._is_link(head.last) and head.kind not in STRICT and head.kind != "foundation":
            return False
        is_house = head.kind in STRICT or head.kind == "foundation"
        if self._code in _ROMANCE and not is_house and not self._words[at - 1].is_capital:
            return False
        if self._code == "de":
            return not _PLURAL_NOUN.search(word.folded) and word.folded not in self._never
        return self._code != "ru" or self._is_owner(at, head)

    def _is_owner(self, at: int, head: Head) -> bool:
        """Музей Востока: a genitive after a capitalised head, and no second name as persons have."""
        is_house = head.kind in STRICT and self._words[head.first].is_capital and at == head.last + 1
        has_second = self._joined(at) and self._words[at + 1].is_capital
        return is_house and not has_second and bool(_GENITIVE.search(self._words[at].folded))

    def _linked(self, last: int, head: Head, placed: bool) -> tuple[int, bool]:
        """Over small words to a capital, or to what the office is for."""
        at = last + 1
        has_place = self._words[at].folded in self._of.at and (head.kind in NATIONAL or head.kind == "centre")
        if has_place and (reached := self._place(at)):
            return reached, False
        if self._words[at].folded in self._of.joins or (placed and self._words[at].folded not in _PURPOSE):
            return last, False
        is_open = not placed
        while at - last <= 3 and self._is_link(at) and self._joined(at):
            at += 1
        if at == last + 1 or self._words[at].folded in self._stop or self._is_link(at):
            return last, False
        if head.kind == "body" and self._heads.at(self._words, at):
            return last, False
        is_common = not self._words[head.first].is_capital and head.kind not in STRICT
        if (is_common or self._wants_place(head)) and not (self._is_field(at) or self._is_hit(at)):
            return last, False
        return self._target(last, at) if is_open or self._is_field(at) else (last, False)

    def _wants_place(self, head: Head) -> bool:
        """A city always; an office in small letters may be anybody's: the direction of Maria."""
        is_office = head.kind in ("agency", "body", "ministry") and not self._words[head.first].is_capital
        return head.kind == "city" or is_office

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
            if self._is_headline or link not in _NAMED_AFTER.get(self._code, {link}):
                return last, False
            return (at, True) if self._words[at].folded not in self._never or self._code == "en" else (last, False)
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
        is_end = self._words[at + 1].folded in self._of.joins and between in (" ", ", ", "- ")
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
        is_proper = self._words[head.first].is_capital and head.first > 0 and self._code not in CAPITAL_NOUNS
        if not telling:
            return self._is_name_alone(head, is_proper)
        if any(self._tells(i) for i in telling):
            return True
        if any(self._is_hit(i) for i in telling):
            return not self._is_common(telling, head)
        if head.kind not in STRICT:
            return self._is_office(telling, first, head, is_proper)
        if self._code == "en":
            has_link = len(telling) < len(others) and len(telling) > 1
            return is_proper and (has_link or (head.kind in ("centre", "institute") and self._has_people(telling)))
        return self._words[first].is_capital and first > 0 and self._code != "de" and len(telling) > 1

    def _is_common(self, telling: list[int], head: Head) -> bool:
        """A word that only happens to stand before a place: the centre of Lima, the association of a country."""
        if head.kind == "centre" and head.first == head.last and not head.is_compound:
            return all(self._is_hit(i) and not self._is_people(i) for i in telling) and self._code != "en"
        is_plain = head.kind in _COMMON and not self._words[head.first].is_capital
        return is_plain and all(map(self._is_hit, telling))

    def _is_office(self, telling: list[int], first: int, head: Head, is_proper: bool) -> bool:
        """An office named by adjectives and fields alone."""
        if all(map(self._is_people, telling)) and head.kind not in NATIONAL:
            return False
        has_field = self._has_field(telling)
        is_long = self._words[first].is_capital and len(telling) > 1 and has_field
        return is_proper or is_long or head.kind == "ministry" or (self._code == "de" and has_field)

    def _has_people(self, telling: list[int]) -> bool:
        return any(map(self._is_people, telling))

    def _has_field(self, telling: list[int]) -> bool:
        return any(self._is_field(i) for i in telling)

    def _tells(self, at: int) -> bool:
        """A capitalised word that is more than an adjective or a field."""
        word = self._words[at]
        if not word.is_capital or word.folded in self._never or self._is_hit(at):
            return False
        if at == 0 and self._code == "ru" and "ск" not in word.folded:
            return False
        return not (self._is_people(at) or self._adjective.match(word.folded) or self._is_field(at))

    def _is_name_alone(self, head: Head, is_proper: bool) -> bool:
        """Nationalmuseum, Utbildningsdepartementet, Kulturministerium."""
        if not head.is_compound or not self._words[head.first].is_capital:
            return False
        if self._code == "de":
            return head.kind == "ministry"
        return self._code == "sv" and is_proper and head.kind not in _NOT_ALONE


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
