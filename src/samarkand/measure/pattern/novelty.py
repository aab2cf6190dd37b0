"""What had not been done before: combinations of type, format, leading sector and pair of countries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer
from samarkand.measure.changes import change
from samarkand.measure.dyads import dyads
from samarkand.measure.estimate import LEAST_CELL, LEVEL, Estimate
from samarkand.measure.shares import share_cell
from samarkand.measure.sheet import Sheet, ids
from samarkand.measure.view import View

LOOK_BACK = 3
WITHIN_DAYS = 730
WHAT = "exchanges between named countries"
Cell = tuple[str, ...]
Spell = tuple[int, bool]


@dataclass(frozen=True)
class History:
    """The exchanges of a layer with those of the three years before the focus, by combination."""

    view: View

    @cached_property
    def exchanges(self) -> Sequence[Exchange]:
        """Those that lie within one year."""
        told = self.view.record.since(self.view.focus.first_year - LOOK_BACK)
        taken = (x for x in told if self.view.layer is Layer.CLAIMED or x.grade.is_evidenced)
        return [x for x in taken if self.cells(x)]

    @cached_property
    def units(self) -> Sequence[tuple[int, Exchange]]:
        """Exchanges of the view by their year, as far as the years before it were read."""
        own = {x.id for x in self.view.exchanges}
        dated = [(_day(x).year, x) for x in self.exchanges if x.id in own]
        return [(year, x) for year, x in dated if year in self.known]

    def cells(self, exchange: Exchange) -> list[Cell]:
        """Its combinations, one a pair of countries; what is not told is a value of its own."""
        told = (exchange.type, exchange.format or "", exchange.lead_sector or "")
        return [(*told, *pair) for pair in dyads(exchange, self.view.focus)]

    @cached_property
    def days(self) -> Mapping[Cell, Sequence[date]]:
        """The days on which each combination took place, in order."""
        out: dict[Cell, set[date]] = defaultdict(set)
        for x in self.exchanges:
            for cell in self.cells(x):
                out[cell].add(_day(x))
        return {cell: sorted(days) for cell, days in out.items()}

    @cached_property
    def years(self) -> Mapping[Cell, frozenset[int]]:
        return {cell: frozenset(day.year for day in days) for cell, days in self.days.items()}

    @cached_property
    def known(self) -> frozenset[int]:
        """Years of the focus before which three years were read."""
        return frozenset(year for year in self.view.focus.years if not self.unread(year))

    def unread(self, year: int) -> list[int]:
        return [y for y in range(year - LOOK_BACK, year) if not self.view.read_in[str(y)]]

    def why_not(self, year: int) -> str:
        missing = ", ".join(map(str, self.unread(year)))
        return f"what is new in {year} shows only against the three years before it, and nothing was read in {missing}"

    def is_new(self, cell: Cell, year: int) -> bool:
        return not any(y in self.years[cell] for y in range(year - LOOK_BACK, year))

    def novelty(self, exchange: Exchange) -> float:
        """The part of its combinations that was empty in the three years before its own."""
        cells = self.cells(exchange)
        return sum(self.is_new(cell, _day(exchange).year) for cell in cells) / len(cells)

    @cached_property
    def spells(self) -> Mapping[Cell, Spell]:
        """Of each combination that was new: days until it came again, or until the last day told of, and whether it did."""
        last = max(map(_day, self.exchanges), default=date.min)
        out: dict[Cell, Spell] = {}
        for cell, days in self.days.items():
            first = next((d for d in days if d.year in self.known and self.is_new(cell, d.year)), None)
            if first is not None:
                out[cell] = _spell([(d - first).days for d in days if d > first], (last - first).days)
        return out


def _day(exchange: Exchange) -> date:
    assert exchange.period is not None
    return exchange.period.first


def _spell(later: Sequence[int], watched: int) -> Spell:
    if later and later[0] <= WITHIN_DAYS:
        return later[0], True
    return min(WITHIN_DAYS, watched), False


def novel(sheet: Sheet) -> Iterator[Measurement]:
    """Share of exchanges whose combinations nobody told of in the three years before; by year, and the change."""
    history, years = History(sheet.view), sheet.view.focus.years
    if not history.known:
        yield sheet.gap("", history.why_not(years[-1]))
    else:
        yield share_cell(sheet, "", [x for _, x in history.units], history.novelty, WHAT)
    before: Measurement | None = None
    for year in years if len(years) > 1 else ():
        cell, told = f"year:{year}", str(year)
        if year in history.known:
            found = [x for y, x in history.units if y == year]
            now = share_cell(sheet, cell, found, history.novelty, WHAT, period=told)
        else:
            now = sheet.gap(cell, history.why_not(year), period=told)
        yield now
        if before is not None:
            yield change(sheet, before, now, f"change:{year}", told)
        before = now


def survival(sheet: Sheet) -> Iterator[Measurement]:
    """Of combinations that were new, how many came again within 24 months, those still running censored."""
    history = History(sheet.view)
    spells = history.spells
    if not history.known:
        yield sheet.gap("", history.why_not(sheet.view.focus.last_year))
    elif len(spells) < LEAST_CELL:
        yield sheet.gap("", f"fewer than {LEAST_CELL} combinations were new", len(spells))
    else:
        records = ids(x for _, x in history.units if any(cell in spells for cell in history.cells(x)))
        yield sheet.value("", _again(list(spells.values())), len(spells), records)


def _again(spells: Sequence[Spell]) -> Estimate:
    """Share that came again within 24 months or as far as any was watched (Kaplan–Meier), with its log-log interval."""
    from scipy.stats import CensoredData, ecdf

    came = [length for length, again in spells if again]
    running = [length for length, again in spells if not again]
    watched = max(length for length, _ in spells)
    method = f"Kaplan–Meier at {watched} days, log-log interval"
    if not came:
        return Estimate(0.0, None, None, f"{method}; none came again, so without interval")
    curve = ecdf(CensoredData(uncensored=came, right=running)).sf
    bounds = curve.confidence_interval(confidence_level=LEVEL, method="log-log")
    at, low, high = (float(side.evaluate([watched])[0]) for side in (curve, bounds.low, bounds.high))
    if not np.isfinite([low, high]).all():
        return Estimate(1 - at, None, None, f"{method}; the interval cannot be told")
    return Estimate(1 - at, 1 - high, 1 - low, method)
