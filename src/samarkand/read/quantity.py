"""Numbers that size an act, with their unit in plain English: 300 exhibitors, 10 days, CHF 19,400,000."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from samarkand.codebook.languages import Language
from samarkand.domain.mention import Quantity
from samarkand.text.folding import fold
from samarkand.text.numbers import FoundNumber, find_numbers

MAX_QUANTITIES = 8
_TIMES = frozenset({"minutes", "hours", "days", "weeks", "months", "years"})
_MEASURES = _TIMES | {"kg", "square metres", "dinars", "dirhams", "riyals", "pounds"}
_LONGEST_SPAN_OF_YEARS = 10
_FEWEST_COUNTRIES = 3
_NATION = frozenset("国國")
_NOUN_WITHIN = 4
_MEASURE_WITHIN = 1
_AHEAD = 90
_HAN_AHEAD = 16
_LONGEST_NAME = 30
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?²?|m²|[$€£¥₽]|\d|[^\w\s]")
_PASSED = frozenset("+-–“”\"'‘’«»„*%")
_ELISION = re.compile(r"^(?:d|l|qu|dell|degl)['’]")
_HAN_END = re.compile(r"[^\u3400-\u9fff“”‘’·\"]")


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A value above zero with its unit; the span (code points) goes from the number to the noun, or back to the currency."""

    start: int
    end: int
    value: float
    unit: str


@cache
def _forms(code: str, units: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    return {form: unit for unit, forms in units for form in forms}


def _units(language: Language) -> Mapping[str, str]:
    return _forms(language.code, tuple(language.units.items()))


def _is_measure(unit: str) -> bool:
    """Money, time and weight stand beside their number; a noun may have words of its own before it."""
    return unit.isupper() or unit in _MEASURES


def _unit_of(words: str, forms: Mapping[str, str]) -> str | None:
    """The unit of the longest form the words begin with; a form that ends in $ is a whole word."""
    if whole := forms.get(words + "$"):
        return whole
    first = words.rfind(" ") + 2
    return next((forms[words[:end]] for end in range(len(words), first, -1) if words[:end] in forms), forms.get(words))


def _ahead(folded: str, end: int, language: Language) -> list[re.Match[str]]:
    """The words after a number up to a mark, a figure or a word that closes the noun's phrase."""
    out: list[re.Match[str]] = []
    for found in _WORD.finditer(folded, end, end + _AHEAD):
        word = found.group()
        if word in _PASSED:
            continue
        if word in language.numerals.stops or word.isdigit() or (not word[0].isalpha() and word not in "$€£¥₽"):
            break
        out.append(found)
        if len(out) == _NOUN_WITHIN + 2 or (word.endswith(".") and word + "$" not in _units(language)):
            break
    return out


def _joined(words: list[re.Match[str]], at: int, length: int) -> str:
    return _ELISION.sub(
        "", " ".join(w.group().rstrip(".") if length > 1 else w.group() for w in words[at : at + length])
    )


def _noun_at(words: list[re.Match[str]], at: int, forms: Mapping[str, str]) -> tuple[int, str] | None:
    for length in (3, 2, 1):
        if at + length <= len(words):
            joined = _joined(words, at, length)
            if unit := _unit_of(joined, forms) or (_unit_of(joined.rstrip("."), forms) if length == 1 else None):
                return words[at + length - 1].end(), unit
    return None


def _after(number: FoundNumber, folded: str, language: Language) -> FoundQuantity | None:
    forms, words = _units(language), _ahead(folded, number.end, language)
    for at in range(min(len(words), _NOUN_WITHIN + 1)):
        if (noun := _noun_at(words, at, forms)) and (at <= _MEASURE_WITHIN or not _is_measure(noun[1])):
            if language.code == "en" and at + 1 < len(words) and (head := _noun_at(words, at + 1, forms)):
                noun = noun if _is_measure(head[1]) or _is_measure(noun[1]) else head
            return FoundQuantity(number.start, noun[0], number.value, noun[1])
    return None


def _before(number: FoundNumber, folded: str, language: Language) -> FoundQuantity | None:
    """A currency in front: CHF 200, US$5."""
    found = re.search(r"([^\s\d(]{1,4})\s?$", folded[max(0, number.start - 6) : number.start])
    if not found:
        return None
    forms, written = _units(language), found.group(1)
    unit = forms.get(written + "$") or forms.get(written) or (forms.get("us$") if written == "us$" else None)
    start = number.start - len(found.group())
    return FoundQuantity(start, number.end, number.value, unit) if unit and unit.isupper() else None


@cache
def _longest(code: str, keys: tuple[str, ...]) -> int:
    return max(map(len, keys), default=0)


def _starting(text: str, at: int, forms: Mapping[str, str], longest: int) -> str | None:
    return next((text[at:end] for end in range(min(len(text), at + longest), at, -1) if text[at:end] in forms), None)


def _han_after(number: FoundNumber, folded: str, language: Language) -> FoundQuantity | None:
    """Money and time right after; else the last noun of the phrase behind the measure word; else what that stands for."""
    forms, counters = _units(language), language.numerals.counters
    longest = _longest(language.code, tuple(forms))
    beside = _starting(folded, number.end, forms, longest)
    counter = _starting(folded, number.end, counters, 3) or ""
    if beside and (
        _is_measure(forms[beside]) or (len(beside) > 1 and not counter) or _is_nation(beside, folded, number)
    ):
        return FoundQuantity(number.start, number.end + len(beside), number.value, forms[beside])
    if counter in _NATION:
        return None
    begin = number.end + len(counter)
    after_name = _behind_name(folded, begin)
    if noun := _last_noun(_phrase(folded, after_name, language), forms, longest):
        return FoundQuantity(number.start, after_name + noun[0], number.value, noun[1])
    unit = counters.get(counter) or (forms[beside] if beside and beside not in _NATION else None)
    return FoundQuantity(number.start, begin, number.value, unit) if unit else None


def _behind_name(folded: str, begin: int) -> int:
    """Where a name in quotation marks right behind the measure word ends; `begin` where there is none."""
    closed = folded.find("”", begin, begin + _LONGEST_NAME) if folded[begin : begin + 1] == "“" else -1
    return closed + 1 if closed > 0 else begin


def _is_nation(beside: str, folded: str, number: FoundNumber) -> bool:
    """10国 counts countries; with a character for the figure it is mostly a name or the two sides."""
    return beside in _NATION and folded[number.start].isdecimal()


def _phrase(folded: str, begin: int, language: Language) -> str:
    stretch = folded[begin : begin + _HAN_AHEAD]
    ends = [at for word in language.numerals.stops if (at := stretch.find(word)) >= 0]
    if mark := _HAN_END.search(stretch):
        ends.append(mark.start())
    return stretch[: min(ends)] if ends else stretch


def _last_noun(phrase: str, forms: Mapping[str, str], longest: int) -> tuple[int, str] | None:
    """(end, unit) of the noun that ends last; of those the longest. A noun of one character only as all there is."""
    found: list[tuple[int, int, str]] = []
    for at in range(len(phrase)):
        form = _starting(phrase, at, forms, longest)
        if form and not _is_measure(forms[form]) and (len(form) > 1 or form == phrase):
            found.append((at + len(form), len(form), forms[form]))
    if not found:
        return None
    end, _, unit = max(found, key=lambda f: f[:2])
    return end, unit


def _duals(folded: str, language: Language) -> Iterator[FoundQuantity]:
    for found in re.finditer(r"\w+", folded) if language.numerals.duals else ():
        word = found.group()
        for form in (word, word[1:] if word[0] in language.numerals.prefixes else ""):
            if unit := language.numerals.duals.get(form):
                yield FoundQuantity(found.start(), found.end(), 2.0, unit)
                break


def _is_past(quantity: FoundQuantity, folded: str, language: Language) -> bool:
    """ "Ten years ago", "the last two weeks", "aged five years": no size of an act."""
    before, after = folded[max(0, quantity.start - 18) : quantity.start].rstrip(), folded[quantity.end :].lstrip(" -")
    return any(before.endswith(w) and _is_word(before, w, language) for w in language.numerals.past_before) or any(
        after.startswith(w) for w in language.numerals.past_after
    )


def _is_word(before: str, word: str, language: Language) -> bool:
    return language.is_han or len(before) == len(word) or not before[-len(word) - 1].isalnum()


def _sizes(quantity: FoundQuantity, folded: str, language: Language) -> bool:
    """Could it size an act? Two countries are its sides, and more than ten years are history."""
    unit, value = quantity.unit, quantity.value
    if unit == "countries" and value < _FEWEST_COUNTRIES:
        return False
    if unit == "years" and value > _LONGEST_SPAN_OF_YEARS:
        return False
    if not _is_measure(unit) and value != int(value):
        return False
    return unit not in _TIMES or not _is_past(quantity, folded, language)


def find_quantities(text: str, language: Language) -> list[FoundQuantity]:
    """Quantities with their spans, in order."""
    folded = fold(text)
    found: list[FoundQuantity] = []
    for number in find_numbers(text, language):
        if language.is_han:
            quantity = _han_after(number, folded, language)
        else:
            quantity = _before(number, folded, language) or _after(number, folded, language)
        if quantity:
            found.append(quantity)
    found += _duals(folded, language)
    return sorted((q for q in found if _sizes(q, folded, language)), key=lambda q: q.start)


def quantities_of(text: str, language: Language) -> tuple[Quantity, ...]:
    """What sizes the act a passage tells of, each once, at most eight; nothing where the unit is not known."""
    found = dict.fromkeys(Quantity(q.value, q.unit) for q in find_quantities(text, language))
    return tuple(found)[:MAX_QUANTITIES]
