"""Small matters of English: one and many, capitals, months, and who leads where some are equal."""

from collections.abc import Iterable

from samarkand.domain.measurement import Measurement

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number_of(count: float | None, one: str, many: str = "") -> str:
    """The word that agrees with the count: `one`, or `many` (an s is added where it is not given)."""
    return one if count == 1 else many or f"{one}s"


def capitalised(text: str) -> str:
    """The first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The first letter small, unless its word is an acronym."""
    first = text.partition(" ")[0]
    return text if any(c.isupper() for c in first[1:]) else text[:1].lower() + text[1:]


def date_in_words(date: str) -> str:
    """`2024-09` as September 2024; a day before it, a year alone."""
    year, *rest = date.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


Counted = tuple[str, Measurement]


def leaders(counts: Iterable[Counted], most: int) -> list[Counted]:
    """The largest few, or none where there are fewer or the last of them has an equal left outside."""
    ordered = sorted((c for c in counts if c[1].value), key=lambda c: (-(c[1].value or 0), c[0]))
    if len(ordered) < most or (len(ordered) > most and ordered[most - 1][1].value == ordered[most][1].value):
        return []
    return ordered[:most]
