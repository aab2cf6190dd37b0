"""A cell that holds a date, however its keeper writes dates, as a period. A date that can be read two ways is none."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from samarkand.codebook.languages import Language
from samarkand.collect.exchanges.cells import finite, on_one_line, text_of
from samarkand.domain.period import Period
from samarkand.ports.sheets import Cell
from samarkand.text.dates import find_dates
from samarkand.text.folding import fold
from samarkand.text.numbers import DIGITS

YEARS = range(1000, 2101)
_SERIALS = range(15_000, 80_000)
"""Days since the spreadsheets' own beginning that people can mean: 1941 to 2119."""
_BEGINNING = date(1899, 12, 30)
_DASHES = str.maketrans("‐‑‒–—", "-----")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_BACKWARDS = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
_JOINED = re.compile(r"(\d{4}(?:-\d\d){0,2})\s*(?:/|-{1,2}|\s-\s|\bto\b)\s*(\d{4}(?:-\d\d){0,2})")
_DAY, _MONTH = re.compile(r"%-?[djxcD]"), re.compile(r"%-?[mbB]")


class NoDateError(ValueError):
    """The message says why the text is no date."""


class Days:
    """Reads dates. `formats` are those of `strptime` and come first; then numbers, then the languages' own words."""

    def __init__(self, formats: Sequence[str], languages: Sequence[Language]) -> None:
        self._formats, self._languages = tuple(formats), tuple(languages)
        self._read: dict[str, Period | NoDateError] = {}

    def period(self, cell: Cell) -> Period:
        """NoDateError where it is none, could be two, or lies in no believable year."""
        if isinstance(cell, date):
            return _believable(Period(text_of(cell)))
        if isinstance(cell, int | float):
            return _believable(_from_number(finite(cell) or 0.0))
        text = on_one_line(text_of(cell))
        if text not in self._read:
            try:
                self._read[text] = _believable(self._from_text(text))
            except NoDateError as problem:
                self._read[text] = problem
        found = self._read[text]
        if isinstance(found, NoDateError):
            raise found
        return found

    def _from_text(self, text: str) -> Period:
        for written in self._formats:
            if period := _by_format(text, written):
                return period
        plain = text.translate(DIGITS).translate(_DASHES)
        for read in (_plain, _numeric):
            if period := read(plain):
                return period
        found = set(self._in_words(text))
        if len(found) == 1:
            return found.pop()
        raise NoDateError(
            f"{text!r} could be {' or '.join(sorted(map(str, found)))}" if found else f"{text!r} is no date"
        )

    def _in_words(self, text: str) -> Iterator[Period]:
        for language in self._languages:
            hits = find_dates(fold(text), language, None)
            if len(hits) == 1 and not (text[: hits[0].start] + text[hits[0].end :]).strip(" .,"):
                yield hits[0].period


def _believable(period: Period) -> Period:
    if period.first.year not in YEARS or period.last.year not in YEARS:
        raise NoDateError(f"{period}: a year that cannot be believed")
    return period


def _checked(make: Callable[[], Period]) -> Period | None:
    try:
        return make()
    except ValueError:
        return None


def _from_number(value: float) -> Period:
    """A year, a day as eight figures, or the day's number that a spreadsheet keeps behind a date."""
    whole = int(value)
    if value == whole and whole in YEARS:
        return Period(str(whole))
    compact = _COMPACT.fullmatch(str(whole)) if value == whole else None
    if compact and (period := _checked(lambda: Period("-".join(compact.groups())))):
        return period
    if whole in _SERIALS:
        return Period((_BEGINNING + timedelta(days=whole)).isoformat())
    raise NoDateError(f"{value:g} is no date")


def _by_format(text: str, written: str) -> Period | None:
    try:
        day = datetime.strptime(text, written).date()
    except ValueError:
        return None
    precision = 10 if _DAY.search(written) else 7 if _MONTH.search(written) else 4
    return Period(day.isoformat()[:precision])


def _plain(text: str) -> Period | None:
    """As machines write dates, and two of them as a span."""
    if text.isdecimal() and len(text) != 4:
        return _checked(lambda: _from_number(finite(float(text)) or 0.0))
    text = _HOUR.sub(r"\1", text)
    if spanned := _JOINED.fullmatch(text):
        return _checked(lambda: Period(*spanned.groups()))
    return _checked(lambda: Period(text))


def _numeric(text: str) -> Period | None:
    """Day, month and year in figures. With strokes or dashes either of two small figures may be the month."""
    if back := _BACKWARDS.fullmatch(text):
        return _checked(lambda: Period(f"{back[1]}-{int(back[2]):02d}-{int(back[3]):02d}"))
    found = _NUMERIC.fullmatch(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] != "." and first != second and max(first, second) <= 12:
        raise NoDateError(
            f'{text!r} can be read two ways; say which, as in date_formats = ["%d{found[2]}%m{found[2]}%Y"]'
        )
    day, month = (second, first) if second > 12 and found[2] != "." else (first, second)
    return _checked(lambda: Period(f"{found[4]}-{month:02d}-{day:02d}"))
