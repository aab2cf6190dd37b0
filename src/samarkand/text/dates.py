"""Dates as nine languages write them, resolved against the day of the document where they lean on it."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from samarkand.codebook.languages import DateWords, Language
from samarkand.domain.period import Period


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A period and the span (code points) of the words that give it."""

    start: int
    end: int
    period: Period


_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹0123456789〇零一二三四五六七八九", "01234567890123456789012345678900123456789"
)
_YEARS = range(1900, 2080)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d%]|[.,]\d)")
_TRADITIONAL = str.maketrans("週號禮後這個來", "周号礼后这个来")
"""The Traditional forms of the letters that calendar words are written with."""
_HAN_MONTH = r"\d{1,2}|十[一二]?|[一二三四五六七八九](?=月)"
_HAN_DAY = r"[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]"
_HAN = re.compile(
    r"(?=[\d今去明当一二三四五六七八九十廿至到—~-])"  # what a date can start with: elsewhere every part is empty, and trying takes time
    r"(?:(?P<y>(?:19|20)\d\d|二[〇零]\S\S)年|(?P<ry>今年|去年|明年|当年)|(?P<yy>(?<!\d)[12]\d)年(?=\d{1,2}月))?"
    rf"(?:(?P<m>{_HAN_MONTH})月(?:份)?)?(?:(?P<d>\d{{1,2}}|(?<=月)(?:{_HAN_DAY}))[日号])?"
    rf"(?:[至到—~-]+(?:(?P<m2>{_HAN_MONTH})月)?(?P<d2>\d{{1,2}}|{_HAN_DAY})[日号])?"
)
_HAN_YEARS = {"今年": 0, "当年": 0, "去年": -1, "明年": 1}
_JOIN_SPACE = 14
_AGAINST = 90
_COMPOUNDING = frozenset({"de", "sv"})


def _point(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    if year is None or year not in _YEARS:
        return None
    if month is None:
        return f"{year}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _period(start: str | None, end: str | None = None) -> Period | None:
    if start is None:
        return None
    try:
        return Period(start, end if end != start else None)
    except ValueError:
        return Period(start)


def _nearest_year(month: int, reference: date | None, lean: int = 0) -> int | None:
    """A month without a year means the one nearest to the document; leaning back or ahead, the other side seems further."""
    if reference is None:
        return None

    def seems(year: int) -> int:
        days = (date(year, month, 15) - reference).days
        return abs(days) + (_AGAINST if days * lean < 0 else 0)

    return min((reference.year + shift for shift in (-1, 0, 1)), key=seems)


def _alternatives(words: dict[str, int]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def _month_pattern(code: str, months: tuple[tuple[str, int], ...]) -> re.Pattern[str]:
    names = _alternatives(dict(months))
    of = r"(?:\s*(?:de|of|du|del|من|di|d['’])\s*)?"
    ordinal = r"(?:er|ère|º|°|\.|\s?(?:st|nd|rd|th)\b|-го|:e)?"
    year = rf"(?:\s*,?\s*{of}\s*(?P<y%s>(?:19|20)\d\d))?"
    return re.compile(
        rf"(?<!\d)(?P<a>\d{{1,2}}){ordinal}\s*(?:(?:-|–|—|/|\bto\b|\bbis\b|\bau\b|\bal\b|\btill\b|\bpar\b|по|إلى|\by\b|\band\b|"
        rf"\bund\b|\bet\b|\be\b|\boch\b|и|و|\ba\b)\s*(?:den\s+|le\s+|il\s+|el\s+|dem\s+)?(?P<b>\d{{1,2}}){ordinal}\s*)?{of}\s*\b(?P<m1>{names})\b\.?{year % 1}"
        rf"|\b(?P<m2>{names})\b\.?\s+(?P<c>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|\.\d)(?:\s*[-–]\s*(?P<e>\d{{1,2}}))?{year % 2}"
        rf"|\b(?P<m3>{names})\b\.?{of}\s*,?\s*(?P<y3>(?:19|20)\d\d)"
        rf"|(?:\b(?:in|im|en|a|ad|nel|i|под|в|في|since|until|durant|em)\s+)(?:شهر\s+)?\b(?P<m4>{names})\b(?!\s*\d)"
    )


def _named_months(text: str, words: DateWords, code: str, reference: date | None, lean: int) -> Iterator[FoundDate]:
    pattern = _month_pattern(code, tuple(sorted(words.months.items())))
    for found in pattern.finditer(text):
        g = found.groupdict()
        month = words.months[next(g[k] for k in ("m1", "m2", "m3", "m4") if g[k])]
        stated = next((int(g[k]) for k in ("y1", "y2", "y3") if g[k]), None)
        year = stated or _nearest_year(month, reference, lean)
        first, last = (g["a"], g["b"]) if g["m1"] else (g["c"], g["e"])
        start = _point(year, month, int(first) if first else None)
        if period := _period(start, _point(year, month, int(last)) if last else None):
            yield FoundDate(found.start(), found.end(), period)


def _numeric(text: str) -> Iterator[FoundDate]:
    for found in _ISO.finditer(text):
        if period := _period(_point(*(int(g) for g in found.groups()))):
            yield FoundDate(found.start(), found.end(), period)
    for found in _NUMERIC.finditer(text):
        day, month, year = (int(g) for g in found.groups())
        if period := _period(_point(year, month, day) or _point(year, day, month)):
            yield FoundDate(found.start(), found.end(), period)


def _bare_years(text: str) -> Iterator[FoundDate]:
    for found in _YEAR.finditer(text):
        yield FoundDate(found.start(), found.end(), Period(found.group(1)))


def _han(text: str, reference: date | None, lean: int) -> Iterator[FoundDate]:
    for found in _HAN.finditer(text):
        if not found.group():
            continue
        g = found.groupdict()
        month, day = _han_number(g["m"]), _han_number(g["d"])
        year = _han_year(g, month, reference, lean)
        if month is None and day is not None:
            if reference is None or g["y"] or g["ry"]:
                continue
            year, month = reference.year, reference.month
            if day > reference.day + 10:
                year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        end = _point(year, _han_number(g["m2"]) or month, _han_number(g["d2"])) if g["d2"] else None
        if period := _period(_point(year, month, day), end):
            yield FoundDate(found.start(), found.end(), period)


def _han_number(written: str | None) -> int | None:
    """Up to 39, in digits or in words: 12, 十二, 廿一."""
    if not written or written.isdecimal():
        return int(written) if written else None
    tens, ten, units = written.replace("廿", "二十").rpartition("十")
    return (int((tens or "1").translate(_DIGITS)) * 10 if ten else 0) + int((units or "0").translate(_DIGITS))


def _han_year(g: dict[str, str | None], month: int | None, reference: date | None, lean: int) -> int | None:
    if stated := g["y"]:
        return int(stated.translate(_DIGITS))
    if short := g["yy"]:
        return 2000 + int(short)
    if relative := g["ry"]:
        return reference.year + _HAN_YEARS[relative] if reference else None
    return _nearest_year(month, reference, lean) if month and 1 <= month <= 12 else None


def _shift_month(reference: date, months: int) -> str | None:
    index = reference.year * 12 + reference.month - 1 + months
    return _point(index // 12, index % 12 + 1)


@cache
def _word_pattern(words: tuple[str, ...], is_han: bool) -> re.Pattern[str]:
    edge = "" if is_han else r"\b"
    joined = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(f"{edge}(?:{joined}){edge}") if words else re.compile(r"(?!)")


def _relative(text: str, language: Language, reference: date) -> Iterator[FoundDate]:
    words = language.dates
    tables = (words.relative_days, words.relative_weeks, words.relative_months, words.relative_years)
    units = {word: (unit, shift) for unit, table in enumerate(tables) for word, shift in table.items()}
    for found in _word_pattern(tuple(units), language.is_han).finditer(text):
        unit, shift = units[found.group()]
        if period := _shifted(reference, unit, shift):
            yield FoundDate(found.start(), found.end(), period)


def _shifted(reference: date, unit: int, shift: int) -> Period | None:
    if unit == 0:
        return Period((reference + timedelta(days=shift)).isoformat())
    if unit == 1:
        monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=shift)
        return Period(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    if unit == 2:
        return _period(_shift_month(reference, shift))
    return _period(_point(reference.year + shift))


@cache
def _weekday_pattern(words: tuple[str, ...], code: str, is_han: bool) -> re.Pattern[str]:
    """Each weekday alone, and as the head of a compound ("tisdagskvällen", "Dienstagabend")."""
    joined = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    if is_han:
        return re.compile(f"(?P<day>{joined})")
    tail = (
        r"(?!ar)(?:s?(?:kväll|morgon|förmiddag|eftermiddag|natt)\w*|abend|morgen|vormittag|nachmittag|mittag|nacht)?"
        if code in _COMPOUNDING
        else ""
    )
    return re.compile(rf"(?<!\w)[وبل]?(?P<day>{joined}){tail}(?!\w)")


@cache
def _week_and_day_pattern(weeks: tuple[str, ...], days: tuple[str, ...]) -> re.Pattern[str]:
    """日 before 本 is no day: it begins the word that follows."""
    joined = "|".join(re.escape(w) for w in sorted(weeks, key=len, reverse=True))
    return re.compile(f"(?P<week>{joined})(?P<day>[{''.join(days)}])(?<!日(?=本))")


def _days_of_weeks(text: str, language: Language, reference: date) -> Iterator[FoundDate]:
    """A weekday written as a digit of a named week: 上周二, 下周五."""
    weeks = language.dates.relative_weeks
    days = {word[-1]: number for word, number in language.dates.weekdays.items()}
    monday = reference - timedelta(days=reference.weekday())
    for found in _week_and_day_pattern(tuple(weeks), tuple(days)).finditer(text):
        shift = timedelta(weeks=weeks[found.group("week")], days=days[found.group("day")] - 1)
        yield FoundDate(found.start(), found.end(), Period((monday + shift).isoformat()))


def _weekdays(text: str, language: Language, reference: date, lean: int) -> Iterator[FoundDate]:
    """A weekday with its own "next" or "last", else the nearest on the side the telling leans to."""
    words = language.dates
    pattern = _weekday_pattern(tuple(words.weekdays), language.code, language.is_han)
    for found in pattern.finditer(text):
        day = words.weekdays[found.group("day")] - 1
        around = text[max(0, found.start() - 14) : found.start()] + "|" + text[found.end() : found.end() + 14]
        ahead = (day - reference.weekday() - 1) % 7 + 1
        if any(w in around for w in words.next_weekday):
            shift = ahead
        elif any(w in around for w in words.last_weekday):
            shift = ahead - 7 if ahead < 7 else -7
        elif lean:
            shift = ahead % 7 if lean > 0 else ahead - 7
        else:
            continue
        yield FoundDate(found.start(), found.end(), Period((reference + timedelta(days=shift)).isoformat()))


def find_dates(folded: str, language: Language, written: Period | None, lean: int = 0) -> list[FoundDate]:
    """Dates in lower-cased text, in order, none overlapping, two joined by a range word as one span.

    `written` is the date of the document; words that lean on it ("today", a month without a year)
    are resolved only as far as it is known: a document known to the year gives no days. `lean` says
    where the telling looks: -1 back, 1 ahead; 0 leaves a bare weekday alone.
    """
    text = folded.translate(_DIGITS) if language.script == "Arabic" else folded
    text = text.translate(_TRADITIONAL) if language.is_han else text
    reference = written.first if written and written.first.year == written.last.year else None
    is_daily = written is not None and written.first == written.last
    is_monthly = written is not None and written.month is not None
    found = (
        list(_han(text, reference if is_daily else None, lean))
        if language.is_han
        else list(
            _named_months(text, language.dates, language.code, reference if is_monthly or reference else None, lean)
        )
    )
    found += _numeric(text)
    if is_daily and reference:
        found += [*_relative(text, language, reference), *_weekdays(text, language, reference, lean)]
        found += _days_of_weeks(text, language, reference) if language.is_han else []
    found += [] if language.is_han else _bare_years(text)
    return _joined(_without_overlap(found), text, language)


def find_figures(text: str) -> list[FoundDate]:
    """Dates written in figures alone, day before month where both could be: for texts in a language without words."""
    return _without_overlap(list(_numeric(text.translate(_DIGITS))))


def _without_overlap(found: list[FoundDate]) -> list[FoundDate]:
    out: list[FoundDate] = []
    for hit in sorted(found, key=lambda f: (f.start, f.start - f.end)):
        if not out or hit.start >= out[-1].end:
            out.append(hit)
    return out


def _joined(found: list[FoundDate], text: str, language: Language) -> list[FoundDate]:
    out: list[FoundDate] = []
    for hit in found:
        joins = out and _is_range(text[out[-1].end : hit.start], language)
        if joins and out[-1].period.first < hit.period.first:
            before = out.pop()
            end = hit.period.end or hit.period.start
            out.append(FoundDate(before.start, hit.end, Period(before.period.start, end)))
        else:
            out.append(hit)
    return out


def _is_range(between: str, language: Language) -> bool:
    word = between.strip()
    return len(between) <= _JOIN_SPACE and (word in language.dates.range or word in {"-", "–", "—"})
