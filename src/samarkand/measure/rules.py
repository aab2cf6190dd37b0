"""Who may enter where without asking first: entry rules made easier and harder."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from samarkand.domain.measurement import Measurement
from samarkand.domain.statistic import Statistic
from samarkand.measure.estimate import exact
from samarkand.measure.series import nothing, reference, series
from samarkand.measure.sheet import Sheet

RULES = "visa.rule"
Pair = tuple[str, str]


def openness(sheet: Sheet) -> Iterator[Measurement]:
    """Entry rules made easier less those made harder, among directed pairs within the focus."""
    told, focus = series(sheet, RULES, is_signed=True), sheet.view.focus
    if not told.rows:
        yield nothing(sheet, RULES, told)
        return
    taken: dict[str, dict[Pair, Statistic]] = defaultdict(dict)
    for row in told.rows:
        if row.counterpart and focus.covers((row.area, row.counterpart)):
            taken[row.period][row.area, row.counterpart] = row
    for year in sheet.view.focus.years:
        yield from _moves(sheet, taken, year)


def _bounds(dates: Collection[str], year: int) -> tuple[str, str] | None:
    """The first state known of a year, and the first of the next (else the last of the same)."""
    own = sorted(d for d in dates if d.startswith(str(year)))
    after = sorted(d for d in dates if d.startswith(str(year + 1)))
    end = after[0] if after else own[-1] if len(own) > 1 else None
    return (own[0], end) if own and end else None


def _moves(sheet: Sheet, taken: Mapping[str, Mapping[Pair, Statistic]], year: int) -> Iterator[Measurement]:
    bounds = _bounds(taken.keys(), year)
    cells = (f"year:{year}", f"opened:{year}", f"closed:{year}")
    if bounds is None:
        reason = "the series holds no two states of the rules that bound this year"
        yield from (sheet.gap(cell, reason, period=str(year)) for cell in cells)
        return
    before, after = (taken[date] for date in bounds)
    both = sorted(before.keys() & after.keys())
    steps = {pair: (after[pair].value or 0.0) - (before[pair].value or 0.0) for pair in both}
    opened = [pair for pair in both if steps[pair] > 0]
    closed = [pair for pair in both if steps[pair] < 0]
    what = f"rules of {bounds[0]} against {bounds[1]}"
    values = (len(opened) - len(closed), len(opened), len(closed))
    for cell, value, pairs in zip(cells, values, (opened + closed, opened, closed), strict=True):
        records = sorted(reference(after[pair]) for pair in pairs)
        yield sheet.value(cell, exact(value, what), len(both), records, period=str(year))
