"""Registers of pairs: what each country has with which other, in all and by year."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from samarkand.domain.focus import FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.statistic import Statistic
from samarkand.measure.estimate import exact
from samarkand.measure.series import nothing, reference, series
from samarkand.measure.sheet import Sheet

TREATIES, TOWNS = "treaties.bilateral", "twin.cities"


def treaties(sheet: Sheet) -> Iterator[Measurement]:
    """Treaties between two parties within the focus, by the year of signature; a year after the register's end is a gap."""
    told = series(sheet, TREATIES, is_list=True)
    if not told.rows:
        yield nothing(sheet, TREATIES, told)
        return
    ends = max(row.period[:4] for row in told.rows)
    inside = _within(sheet, told.rows)
    what = f"treaties on the register{told.note}"
    for year in map(str, sheet.view.focus.years):
        found = [row for row in inside if row.period[:4] == year]
        if year > ends:
            yield sheet.gap(f"year:{year}", f"the register ends with {ends}", period=year)
        else:
            yield _number(sheet, f"year:{year}", found, what, year)
    before = [row for row in inside if row.period[:4] <= str(sheet.view.focus.last_year)]
    yield _number(sheet, "ever", before, what, f"to {min(ends, str(sheet.view.focus.last_year))}")


def towns(sheet: Sheet) -> Iterator[Measurement]:
    """Pairs of twin towns within the focus, and with which countries; the register has no dates."""
    told = series(sheet, TOWNS, is_list=True)
    if not told.rows:
        yield nothing(sheet, TOWNS, told)
        return
    inside = [row for row in _within(sheet, told.rows) if row.area != row.counterpart]
    what, undated = f"pairs on the register{told.note}", "no dates"
    yield _number(sheet, "", inside, what, undated)
    if sheet.view.focus.kind is not FocusKind.PAIR:
        for code, _ in sorted(_counterparts(sheet, inside).items()):
            found = [row for row in inside if code in (row.area, row.counterpart)]
            yield _number(sheet, f"partner:{code}", found, what, undated)


def _within(sheet: Sheet, rows: Iterable[Statistic]) -> list[Statistic]:
    return [r for r in rows if r.counterpart and sheet.view.focus.covers((r.area, r.counterpart))]


def _counterparts(sheet: Sheet, rows: Iterable[Statistic]) -> Counter[str]:
    own = set(sheet.view.focus.codes)
    return Counter(code for r in rows for code in (r.area, r.counterpart) if code and code not in own)


def _number(sheet: Sheet, cell: str, rows: Sequence[Statistic], what: str, period: str) -> Measurement:
    records = sorted({reference(row) for row in rows})
    return sheet.value(cell, exact(len(rows), what), len(rows), records, period=period)
