"""Counts as nine languages write them, in figures and in words; dates, ranks, hours, shares and labels are none."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from samarkand.codebook.languages import Language
from samarkand.codebook.numerals import Numerals
from samarkand.domain.period import Period
from samarkand.text.dates import find_dates
from samarkand.text.folding import fold
from samarkand.text.han_numerals import han_numbers
from samarkand.text.spelled import any_of, spelled_numbers

Span = tuple[int, int]
Found = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A count above zero and its span in code points; of a range `value` is the near end and `upper` the far one."""

    start: int
    end: int
    value: float
    upper: float | None = None


DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹0123456789०१२३४५६७८९", "0123456789" * 4)
_SPACES = " \u00a0\u2009\u202f"
_MARKS = "'’"
_ANY_DAY = Period("2024-06-15")
_LONGEST = 12
_JOIN = 3
_EVERYWHERE = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]+"
    r"|(?:\+|\b00)\d[\d\s().-]{6,}\d|\b0\d{1,4}(?:[\s/-]+\d{2,}){2,}|(?:tel|phone|fax|тел|电话|電話|هاتف)\.?:?\s*[\d\s()./+-]{6,}"
    r"|\d+(?:-\d+){2,}|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}\s?h\s?\d{2}\b|\bkl\.?\s*\d{1,2}(?:[.:]\d\d)?"
    r"|(?<![\d.,])\d{1,3}\s?[/:]\s?\d{1,3}(?![\d])|\(\d{1,2}\+\)|\d+(?:[.,]\d+)?\s?[%‰٪%]"
)


@cache
def _figures(numerals: Numerals) -> re.Pattern[str]:
    """Thousands in groups by one and the same mark, else a run of figures; then a fraction; then a scale word."""
    space = _SPACES if " " in numerals.groups else _SPACES[1:]
    marks = re.escape("".join(dict.fromkeys(numerals.groups.replace(" ", "") + "," + _MARKS + space)))
    scales = any_of(numerals.scales)
    return re.compile(
        rf"(?P<whole>\d{{1,3}}(?P<mark>[{marks}])\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d)|\d+)"
        rf"(?:[{re.escape(numerals.decimal)}](?P<part>\d{{1,6}})(?!\d))?"
        rf"(?:[{_SPACES}-]?(?P<scale>{scales})(?![^\W\d_]))?"
    )


@cache
def _excluded(numerals: Numerals) -> re.Pattern[str]:
    """What makes the figures beside it no count, by the words of the language."""
    figure = r"\d+(?:[.,]\d+){0,4}"
    parts = [
        rf"{figure}\s?(?:{any_of(numerals.percent)})(?!\w)",
        rf"(?:^|(?<=\W))(?:{any_of(numerals.labels)})\s?{figure}",
    ]
    if suffixes := [s for s in numerals.ordinals if s != "."]:
        parts.append(rf"\d+\s?(?:{any_of(suffixes)})(?![^\W\d_])")
    if "." in numerals.ordinals:
        parts.append(r"(?<![\d.,])\d{1,3}\.(?=\s+[^\W\d_])")
    if numerals.clock:
        parts.append(rf"(?<!\d)\d{{1,2}}(?:[.:]\d\d)?\s?(?:{any_of(numerals.clock)})(?!\w)")
    return re.compile("|".join(parts))


def _is_bare_year(text: str, start: int, end: int) -> bool:
    """1900 to 2079 without a mark, the round ones left to the noun that may follow."""
    return end - start == 4 and 1900 <= int(text[start:end]) < 2080 and int(text[start:end]) % 100 != 0


def _not_counts(text: str, language: Language) -> list[Span]:
    pattern = _excluded(language.numerals)
    spans = [(m.start(), m.end()) for m in (*_EVERYWHERE.finditer(text), *pattern.finditer(text))]
    dates = find_dates(text, language, _ANY_DAY)
    spans += [(d.start, d.end) for d in dates if d.end - d.start != 4 or not text[d.start : d.end].isdigit()]
    return _merged(spans)


def _stands_free(text: str, start: int, end: int) -> bool:
    """Not a part of a code, a version, a rank or a longer figure; Han and Arabic letters may touch a number."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before.isalpha() and before < "\u0600") or before in {"#", "№", "_", "\\", "=", "+"}:
        return False
    if before in {".", ",", "/", ":", "-", "'", "’", "٫"} and start > 1 and text[start - 2].isdigit():
        return before == "-" and not after.isdigit()
    if before == "-" and text[start - 2 : start - 1].isalpha() and text[start - 2] < "\u0600":
        return False
    if after.isalpha() and after < "\u0600":
        return bool(re.match(r"(?:kg|km|m²|m2|chf|eur|usd|sek|tägig|wöchig|monatig)\b|\w*ig\w*", text[end : end + 12]))
    return not (after in {".", ",", "/", ":", "٫"} and text[end + 1 : end + 2].isdigit())


def _in_figures(text: str, language: Language) -> Iterator[Found]:
    numerals = language.numerals
    for found in _figures(numerals).finditer(text):
        whole, mark, part, scale = (found[g] for g in ("whole", "mark", "part", "scale"))
        start, end = found.span()
        if not _stands_free(text, start, end) or (whole[0] == "0" and not part) or len(whole) > _LONGEST:
            continue
        if not part and not scale and _is_bare_year(text, start, end):
            continue
        if mark and mark in numerals.decimal and scale and len(whole) < 8 and mark not in numerals.groups:
            value = float(whole.replace(mark, "."))
        else:
            value = float(re.sub(r"\D", "", whole) + "." + (part or "0"))
        yield start, end, value * (numerals.scales[scale] if scale else 1)


def _merged(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


def _is_free(span: Span, taken: list[Span]) -> bool:
    """`taken` is in order and without overlap."""
    at = bisect_left(taken, (span[1],))
    return at == 0 or taken[at - 1][1] <= span[0]


def _ranged(found: list[FoundNumber], text: str, numerals: Numerals) -> list[FoundNumber]:
    """Two numbers with nothing but a word of range between them, the smaller first, are one."""
    out: list[FoundNumber] = []
    for number in found:
        between = text[out[-1].end : number.start] if out else ""
        if out and len(between) <= _JOIN + 4 and between.strip() in numerals.to and out[-1].value < number.value:
            before = out.pop()
            value = before.value * _shared_scale(text[number.start : number.end], before.value, number.value, numerals)
            out.append(replace(before, end=number.end, value=value, upper=number.value))
        else:
            out.append(number)
    return out


def _shared_scale(written: str, low: float, high: float, numerals: Numerals) -> float:
    """In "2 to 3 million" the word counts for both."""
    scale = next((v for w, v in numerals.scales.items() if v >= 1000 and written.endswith(w)), 1.0)
    return scale if scale > 1 and low < 1000 and low * scale < high else 1.0


def find_numbers(text: str, language: Language) -> list[FoundNumber]:
    """Counts in order, none overlapping. A lone "one" is left out, since it is an article in most languages."""
    folded = fold(text).translate(DIGITS)
    numerals = language.numerals
    if language.is_han:
        found = list(han_numbers(folded, numerals))
    else:
        found = [*_in_figures(folded, language), *spelled_numbers(folded, numerals)]
    taken = _not_counts(folded, language) if found else []
    out: list[FoundNumber] = []
    for start, end, value in sorted(found):
        if value > 0 and (not out or start >= out[-1].end) and _is_free((start, end), taken):
            out.append(FoundNumber(start, end, round(value, 6)))
    return _ranged(out, folded, numerals)
