"""One year less the year before, with the interval of the difference."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import hypot

from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.measure.estimate import Estimate
from samarkand.measure.sheet import Sheet

ByYear = Mapping[str, Sequence[Exchange]]
POINTS = "percentage points"
NOTHING_READ = "no documents were read in this year"


def by_year(sheet: Sheet, units: Sequence[Exchange]) -> ByYear:
    """Exchanges known to lie within one year of the focus, for every year of it."""
    out: dict[str, list[Exchange]] = {str(year): [] for year in sheet.view.focus.years}
    for x in units:
        if x.period and x.period.first.year == x.period.last.year and str(x.period.year) in out:
            out[str(x.period.year)].append(x)
    return out


def yearly(
    sheet: Sheet, years: ByYear, measured: Callable[[str, Sequence[Exchange], str], Measurement]
) -> Iterator[Measurement]:
    """`year:Y` for each year and `change:Y` from the second on; nothing where the focus has one year.

    A year of which nothing was read is a gap: silence is not zero.
    """
    if len(years) < 2:
        return
    before: Measurement | None = None
    for year, found in years.items():
        read = found or sheet.view.read_in[year]
        cell = f"year:{year}"
        now = measured(cell, found, year) if read else sheet.gap(cell, NOTHING_READ, period=year)
        yield now
        if before is not None:
            yield change(sheet, before, now, f"change:{year}", year)
        before = now


def change(sheet: Sheet, before: Measurement, now: Measurement, cell: str, period: str) -> Measurement:
    """The difference of two measurements; its interval joins theirs (Zou and Donner 2008). Of shares in percentage points."""
    unit, scale = (POINTS, 100.0) if now.unit == "share" else (now.unit, 1.0)
    if before.value is None or now.value is None:
        lacking = before if before.value is None else now
        reason = f"{lacking.period}: {lacking.reason}"
        return sheet.gap(cell, reason, period=period, unit=unit)
    value, low, high = scale * (now.value - before.value), None, None
    if before.low is not None and before.high is not None and now.low is not None and now.high is not None:
        low = value - scale * hypot(now.value - now.low, before.high - before.value)
        high = value + scale * hypot(now.high - now.value, before.value - before.low)
    estimate = Estimate(value, low, high, "difference of two years, their intervals joined")
    return sheet.difference(cell, estimate, min(now.n, before.n), (*now.records, *before.records), unit, period)
