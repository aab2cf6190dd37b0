"""Periods as statistical offices write them."""

import re

_PLAIN = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
_YEAR = re.compile(r"(?:YR)?(\d{4})(?:\s*\[YR\1\]|-?A1?)?")
_MONTH = re.compile(r"(\d{4})-?M(\d{1,2})")
_PART = re.compile(r"(\d{4})-?([QSH])([1-4])")
_TWO_YEARS = re.compile(r"(\d{4})[/-](\d{4}|\d{2})")
_MONTHS = {"Q": 3, "S": 6, "H": 6}


def period_of(text: str) -> str | None:
    """A year, month or day, or two joined by a stroke: quarters, halves and school years. None for what is none."""
    if _PLAIN.fullmatch(text):
        return text
    if found := _YEAR.fullmatch(text):
        return found[1]
    if (found := _MONTH.fullmatch(text)) and 1 <= int(found[2]) <= 12:
        return f"{found[1]}-{int(found[2]):02d}"
    if (found := _PART.fullmatch(text)) and int(found[3]) * (length := _MONTHS[found[2]]) <= 12:
        last = int(found[3]) * length
        return f"{found[1]}-{last - length + 1:02d}/{found[1]}-{last:02d}"
    if (found := _TWO_YEARS.fullmatch(text)) and int(found[2][-2:]) == (int(found[1]) + 1) % 100:
        return f"{found[1]}/{int(found[1]) + 1}"
    return None
