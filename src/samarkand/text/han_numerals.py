"""Numbers in Han script: 3000多名, 1.2万, 百余, 二十五个; a character is a numeral only before a measure word."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from samarkand.codebook.numerals import Numerals

_ORDERS = 10_000
_LONGEST_NAME = 30


@cache
def _pattern(numerals: Numerals) -> re.Pattern[str]:
    numeral = "".join((*numerals.words, *numerals.scales))
    scales, more = "".join(numerals.scales), "".join(numerals.more)
    return re.compile(
        rf"(?P<figures>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?)(?P<scales>[{scales}]*)(?P<more>[{more}]?)(?P<last>[万萬亿億]?)"
        rf"|(?P<numeral>[{numeral}]+)(?P<more2>[{more}]?)(?P<last2>[万萬亿億]?)"
    )


def _value(written: str, words: Mapping[str, float], scales: Mapping[str, float]) -> float | None:
    """None where the characters are no one number: 三四百, 二〇二四, 一一."""
    whole = part = 0.0
    digit: float | None = None
    lowest = float("inf")
    for letter in written:
        if letter in words:
            if digit is not None and digit != 0:
                return None
            digit = words[letter]
            continue
        factor = scales[letter]
        if factor >= _ORDERS:
            if factor >= lowest:
                return None
            whole, part, digit, lowest = whole + (part + (digit or 0) or 1) * factor, 0.0, None, factor
        else:
            part, digit = part + (digit or 1) * factor, None
    return whole + part + (digit or 0)


def _measured(folded: str, end: int, counters: Mapping[str, str]) -> bool:
    return folded[end : end + 2] in counters or folded[end : end + 1] in counters


def _is_rank(folded: str, start: int, end: int, numerals: Numerals) -> bool:
    before, after = folded[max(0, start - 4) : start].rstrip(), folded[end : end + 3]
    return any(before.endswith(w) for w in (*numerals.labels, *numerals.vague)) or any(
        after.startswith(w) for w in (*numerals.ordinals, *numerals.percent)
    )


def _in_figures(found: re.Match[str], folded: str, numerals: Numerals) -> float | None:
    start, end = found.span()
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if (before.isascii() and before.isalnum()) or (
        before in {".", ",", ":", "/", "-"} and folded[start - 2 : start - 1].isdigit()
    ):
        return None
    if (after.isascii() and after.isalpha()) or (after in {":", "/", "."} and folded[end + 1 : end + 2].isdigit()):
        return None
    figures = found["figures"].replace(",", "")
    is_plain = not found["scales"] and not found["more"] and not found["last"]
    if (figures[0] == "0" and "." not in figures) or len(figures) > 12:
        return None
    if is_plain and len(figures) == 4 and ("1900" <= figures < "2080" or after == "年"):
        return None if int(figures) % 100 or after == "年" else float(figures)
    value = float(figures)
    for letter in found["scales"] + found["last"]:
        value *= numerals.scales[letter]
    return value


def _in_characters(found: re.Match[str], folded: str, numerals: Numerals) -> float | None:
    written, more = found["numeral"] + found["last2"], found["more2"]
    if not _measured(folded, found.end(), numerals.counters):
        return None
    if not more and (written[0] in "百千万萬亿億" or written == "一"):
        return None
    return _value(written, numerals.words, numerals.scales)


def _is_named(folded: str, start: int) -> bool:
    """Inside quotation marks or a title, where a numeral is a part of the name."""
    first = max(0, start - _LONGEST_NAME)
    opened, closed = (max(folded.rfind(mark, first, start) for mark in marks) for marks in ("“《", "”》"))
    return opened > closed


def han_numbers(folded: str, numerals: Numerals) -> Iterator[tuple[int, int, float]]:
    """(start, end, value); the span takes in the word for "and more"."""
    for found in _pattern(numerals).finditer(folded):
        if _is_rank(folded, *found.span(), numerals):
            continue
        if not found["figures"] and _is_named(folded, found.start()):
            continue
        read = _in_figures if found["figures"] else _in_characters
        if value := read(found, folded, numerals):
            yield found.start(), found.end(), value
