"""Exchanges in relation to how much was read, on lineages that were there all along."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot

import numpy as np

from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.measure.estimate import LEVEL, Estimate, Interval, widest
from samarkand.measure.sheet import Sheet, ids
from samarkand.measure.view import View
from samarkand.stats.incidence import incidence
from samarkand.stats.jackknife import jackknife, remaining
from samarkand.stats.poisson import poisson

PER = 10_000
PRESENT = 0.9
WHOLE = ""
Reported = tuple[Exchange, frozenset[str]]


@dataclass(frozen=True)
class Panel:
    """Lineages read in nine of ten months between the first and the last month in which anything was read."""

    view: View

    @cached_property
    def lineages(self) -> frozenset[str]:
        read = [i for i, month in enumerate(self.view.months) if self.view.read_in[month]]
        if not read:
            return frozenset()
        span = self.view.months[read[0] : read[-1] + 1]
        names = {name for name, _ in self.view.read}
        return frozenset(n for n in names if self._months(n, span) >= PRESENT * len(span))

    def _months(self, name: str, span: Sequence[str]) -> int:
        return sum(self.view.read.get((name, month), 0) > 0 for month in span)

    @cached_property
    def documents(self) -> Mapping[str, Mapping[str, int]]:
        """Documents read by lineage of the panel: of a month, of a year with all its months, of the whole."""
        years = {str(year) for year in self.view.focus.years}
        out: dict[str, Counter[str]] = defaultdict(Counter)
        for (name, when), documents in self.view.read.items():
            if name in self.lineages and when[:4] in years:
                for key in {WHOLE, when[:4], when}:
                    out[key][name] += documents
        return out

    @cached_property
    def exchanges(self) -> Mapping[str, list[Reported]]:
        """What lineages of the panel report: of a month, of a year, of the whole."""
        out: dict[str, list[Reported]] = defaultdict(list)
        for x in self.view.exchanges:
            if names := self.view.witnesses(x) & self.lineages:
                for when in _times(x):
                    out[when].append((x, names))
        return out


def monthly(sheet: Sheet) -> Iterator[Measurement]:
    """The whole, years with the change from one to the next, and months."""
    panel = Panel(sheet.view)
    yield _rate(sheet, panel, "", WHOLE, "period")
    before: Measurement | None = None
    for year in map(str, sheet.view.focus.years):
        now = _rate(sheet, panel, f"year:{year}", year, "year")
        yield now
        if before is not None:
            yield _change(sheet, before, now, year)
        before = now
    for month in sheet.view.months:
        yield _rate(sheet, panel, f"month:{month}", month, "month")


def _rate(sheet: Sheet, panel: Panel, cell: str, when: str, span: str) -> Measurement:
    if not (sheet.view.read_in[when] if when else sheet.view.read_at_all):
        return sheet.gap(cell, f"no documents were read in this {span}", period=when)
    if not panel.lineages:
        return sheet.gap(cell, "no lineage was read in at least 90 % of the months", period=when)
    documents = {name: panel.documents.get(when, {}).get(name, 0) for name in sorted(panel.lineages)}
    if not sum(documents.values()):
        return sheet.gap(cell, f"no document of the fixed panel was read in this {span}", period=when)
    found = panel.exchanges.get(when, [])
    estimate = _estimate([names for _, names in found], documents)
    return sheet.value(cell, estimate, sum(documents.values()), ids(x for x, _ in found), period=when)


def _times(exchange: Exchange) -> tuple[str, ...]:
    """The month and the year an exchange lies in, where it lies in one; and the whole."""
    period = exchange.period
    assert period is not None
    years = (WHOLE, str(period.year)) if period.first.year == period.last.year else (WHOLE,)
    return (period.month, *years) if period.month else years


def _estimate(witnesses: Sequence[Iterable[str]], documents: dict[str, int]) -> Estimate:
    read = sum(documents.values())
    low, high = poisson(len(witnesses), LEVEL)
    found = {
        "Poisson": (low / read * PER, high / read * PER),
        "one lineage of the panel left out": _left_out(witnesses, documents),
    }
    return widest(len(witnesses) / read * PER, found, "")


def _left_out(witnesses: Sequence[Iterable[str]], documents: dict[str, int]) -> Interval | None:
    """The rate is recomputed without each lineage: both its documents and what it alone reports go."""
    left = sum(documents.values()) - np.array([documents[name] for name in sorted(documents)], dtype=np.float64)
    if not witnesses or (left <= 0).any():
        return None
    numbers = remaining(incidence(witnesses, documents), np.ones(len(witnesses)))
    return jackknife(len(witnesses) / sum(documents.values()) * PER, numbers / left * PER, LEVEL)


def _change(sheet: Sheet, before: Measurement, now: Measurement, year: str) -> Measurement:
    """The difference of two rates; its interval joins theirs (Zou and Donner 2008)."""
    cell = f"change:{year}"
    if before.value is None or now.value is None:
        return sheet.gap(cell, before.reason or now.reason, period=year)
    rate, low, high = now.value - before.value, None, None
    if before.low is not None and before.high is not None and now.low is not None and now.high is not None:
        low = rate - hypot(now.value - now.low, before.high - before.value)
        high = rate + hypot(now.high - now.value, before.value - before.low)
    estimate = Estimate(rate, low, high, "difference of two rates")
    return sheet.value(cell, estimate, now.n, (*now.records, *before.records), period=year)
