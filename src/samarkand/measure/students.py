"""Students who study abroad, as the receiving countries report them."""

from collections.abc import Iterator, Mapping, Sequence

from samarkand.domain.focus import FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.statistic import Statistic
from samarkand.measure.estimate import exact
from samarkand.measure.series import nothing, reference, series
from samarkand.measure.sheet import Sheet

STUDENTS, SENT = "students.inbound", "students.outbound"
ENOUGH_HOSTS = 0.5
Table = Mapping[int, Mapping[str, Statistic]]


def flows(sheet: Sheet) -> Iterator[Measurement]:
    """Into and out of the focus in the latest year, and the change since the year before it."""
    focus, told = sheet.view.focus, series(sheet, STUDENTS)
    rows = tuple(r for r in told.rows if r.period[:4].isdigit() and int(r.period[:4]) <= focus.last_year)
    if not told.rows:
        yield nothing(sheet, STUDENTS, told)
    elif not rows:
        yield sheet.gap("", f"the series begins after {focus.last_year}")
    elif focus.kind is FocusKind.PAIR:
        one, other = sorted(focus.codes)
        for origin, host in ((one, other), (other, one)):
            found = [r for r in rows if r.area == host and r.counterpart == origin]
            yield from _flow(sheet, f"flow:{origin}>{host}", _by_year(found), told.note)
            yield _mirror(sheet, f"mirror:{origin}>{host}", found, (origin, host))
    else:
        own = set(focus.codes)
        totals = [r for r in rows if r.counterpart is None and (not own or r.area in own)]
        yield from _flow(sheet, "inbound", _by_year(totals), told.note)
        if own:
            leaving = [r for r in rows if r.counterpart in own and r.area not in own]
            yield from _flow(sheet, "outbound", _by_year(leaving), told.note)


def _mirror(sheet: Sheet, cell: str, received: Sequence[Statistic], way: tuple[str, str]) -> Measurement:
    """How far host and origin differ on one flow, |A - B| / (A + B), in the last year both report: 0 where they agree."""
    origin, host = way
    sent = {r.period: r for r in series(sheet, SENT).rows if (r.area, r.counterpart) == (origin, host)}
    if not sent:
        return sheet.gap(cell, "what the origin itself reports was not imported (students.outbound)", unit="share")
    both = [(r, sent[r.period]) for r in received if r.period in sent and (r.value or 0) + (sent[r.period].value or 0)]
    if not both:
        return sheet.gap(cell, "no year is reported by both sides", unit="share")
    here, there = max(both, key=lambda pair: pair[0].period)
    a, b = here.value or 0.0, there.value or 0.0
    told = exact(abs(a - b) / (a + b), f"both reports of {here.period}")
    return sheet.value(cell, told, 2, [reference(here), reference(there)], "share", here.period)


def _by_year(rows: list[Statistic]) -> Table:
    """Rows by year and direction, the last of a year where it has several."""
    out: dict[int, dict[str, Statistic]] = {}
    for row in rows:
        out.setdefault(int(row.period[:4]), {})[f"{row.counterpart or ''}>{row.area}"] = row
    return out


def _latest(table: Table) -> int | None:
    """The last year for which at least half as many report as in the fullest year."""
    most = max((len(rows) for rows in table.values()), default=0)
    return max((year for year, rows in table.items() if len(rows) >= ENOUGH_HOSTS * most), default=None)


def _flow(sheet: Sheet, cell: str, table: Table, note: str) -> Iterator[Measurement]:
    last = _latest(table)
    if last is None:
        reason = "the series holds no such row up to the last year of the focus"
        yield sheet.gap(cell, reason)
        yield sheet.gap(f"{cell}:change", reason)
        return
    now = table[last]
    people = sum(row.value or 0.0 for row in now.values())
    records = sorted(map(reference, now.values()))
    yield sheet.value(cell, exact(people, f"as reported for {last}{note}"), len(now), records, period=str(last))
    yield _change(sheet, f"{cell}:change", table, last)


def _change(sheet: Sheet, cell: str, table: Table, last: int) -> Measurement:
    """Only those that report for both years are compared."""
    comparable = (year for year in table if year < last and table[year].keys() & table[last].keys())
    earlier = max(comparable, default=None)
    if earlier is None:
        return sheet.gap(cell, "no earlier year is reported by the same countries", period=str(last))
    both = sorted(table[earlier].keys() & table[last].keys())
    value = sum((table[last][k].value or 0.0) - (table[earlier][k].value or 0.0) for k in both)
    records = sorted({reference(table[year][k]) for year in (earlier, last) for k in both})
    estimate = exact(value, f"{last} less {earlier}, the same countries in both")
    return sheet.value(cell, estimate, len(both), records, period=f"{earlier}-{last}")
