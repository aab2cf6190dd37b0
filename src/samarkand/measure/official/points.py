"""Points that countries gave each other in the finals of a song contest."""

from collections.abc import Iterator, Sequence

from samarkand.domain.focus import FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.statistic import Statistic
from samarkand.measure.estimate import exact
from samarkand.measure.series import nothing, reference, series
from samarkand.measure.sheet import Sheet

POINTS = "eurovision.points"
NO_FINAL = "the table holds no final of this year"
ABSENT = "nobody of the focus took part in the final of this year"


def points(sheet: Sheet) -> Iterator[Measurement]:
    """By year: what the focus got from others and gave to others; of a pair what each gave the other.

    Of the world: how many directed pairs gave any, and the share of them that was returned is another indicator's.
    """
    told = series(sheet, POINTS)
    if not told.rows:
        yield nothing(sheet, POINTS, told)
        return
    for year in map(str, sheet.view.focus.years):
        final = [row for row in told.rows if row.period[:4] == year and row.counterpart]
        for cell, rows, took_part in _cells(sheet, final):
            if not final:
                yield sheet.gap(f"{cell}:{year}", NO_FINAL, period=year)
            elif not took_part:
                yield sheet.gap(f"{cell}:{year}", ABSENT, period=year)
            else:
                yield _sum(sheet, f"{cell}:{year}", rows, f"points of the final{told.note}", year)


def _cells(sheet: Sheet, final: Sequence[Statistic]) -> Iterator[tuple[str, list[Statistic], bool]]:
    focus = sheet.view.focus
    own = set(focus.codes)
    receivers, givers = {row.area for row in final}, {row.counterpart for row in final}
    if focus.kind is FocusKind.WORLD:
        yield "given", list(final), True
    elif focus.kind is FocusKind.PAIR:
        one, other = sorted(own)
        for giver, receiver in ((one, other), (other, one)):
            rows = [row for row in final if (row.counterpart, row.area) == (giver, receiver)]
            yield f"flow:{giver}>{receiver}", rows, bool(rows)
    else:
        got = [row for row in final if row.area in own and row.counterpart not in own]
        gave = [row for row in final if row.counterpart in own and row.area not in own]
        yield "received", got, bool(receivers & own)
        yield "given", gave, bool(givers & own)


def _sum(sheet: Sheet, cell: str, rows: Sequence[Statistic], what: str, year: str) -> Measurement:
    held = [row for row in rows if row.value]
    value = sum(row.value or 0.0 for row in held)
    return sheet.value(cell, exact(value, what), len(held), sorted({reference(row) for row in held}), period=year)
