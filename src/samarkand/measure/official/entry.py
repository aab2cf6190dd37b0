"""How open entry is, into and out of the focus, and whether both sides grant each other the same."""

from collections.abc import Iterator, Mapping, Sequence

from samarkand.domain.focus import FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.statistic import Statistic
from samarkand.measure.estimate import exact
from samarkand.measure.rules import RULES
from samarkand.measure.series import nothing, reference, series
from samarkand.measure.sheet import Sheet

NO_STATE = "the series holds no state of the rules in this year"
Pair = tuple[str, str]


def openness(sheet: Sheet) -> Iterator[Measurement]:
    """By year, from its first known state: mean openness into and out of the focus, and the share of pairs with equal rules."""
    told, focus = series(sheet, RULES, is_signed=True), sheet.view.focus
    if not told.rows:
        yield nothing(sheet, RULES, told)
        return
    for year in map(str, focus.years):
        dates = sorted({row.period for row in told.rows if row.period.startswith(year)})
        state = [row for row in told.rows if dates and row.period == dates[0]]
        what = f"rules of {dates[0] if dates else year}{told.note}"
        for cell, rows in _directions(sheet, state).items():
            yield _mean(sheet, f"{cell}:{year}", rows, what, year)
        yield _mutual(sheet, f"mutual:{year}", state, what, year)


def _directions(sheet: Sheet, state: Sequence[Statistic]) -> Mapping[str, list[Statistic]]:
    focus, own = sheet.view.focus, set(sheet.view.focus.codes)
    if focus.kind is FocusKind.WORLD:
        return {"all": list(state)}
    if focus.kind is FocusKind.PAIR:
        one, other = sorted(own)
        pairs = {f"flow:{a}>{b}": (a, b) for a, b in ((one, other), (other, one))}
        return {c: [r for r in state if (r.counterpart, r.area) == p] for c, p in pairs.items()}
    return {
        "into": [r for r in state if r.area in own and r.counterpart not in own],
        "out of": [r for r in state if r.counterpart in own and r.area not in own],
    }


def _mean(sheet: Sheet, cell: str, rows: Sequence[Statistic], what: str, year: str) -> Measurement:
    if not rows:
        return sheet.gap(cell, NO_STATE, period=year)
    value = sum(row.value or 0.0 for row in rows) / len(rows)
    return sheet.value(cell, exact(value, what), len(rows), _behind(sheet, rows), period=year)


def _mutual(sheet: Sheet, cell: str, state: Sequence[Statistic], what: str, year: str) -> Measurement:
    """Pairs of countries that grant each other the same, among pairs whose two rules are known."""
    rules: dict[Pair, Statistic] = {(r.area, r.counterpart): r for r in state if r.counterpart}
    inside = [p for p in rules if p[0] < p[1] and p[::-1] in rules and sheet.view.focus.covers(p)]
    if not inside:
        return sheet.gap(cell, NO_STATE, unit="share", period=year)
    equal = sum(rules[p].value == rules[p[1], p[0]].value for p in inside)
    records = _behind(sheet, [rules[q] for p in inside for q in (p, p[::-1])])
    return sheet.value(cell, exact(equal / len(inside), what), len(inside), records, "share", year)


def _behind(sheet: Sheet, rows: Sequence[Statistic]) -> list[str]:
    """The cells behind a value; of the world one name for the whole state, which is all of its cells."""
    if sheet.view.focus.kind is FocusKind.WORLD:
        return sorted({f"{row.series}:*:{row.period}" for row in rows})
    return sorted({reference(row) for row in rows})
