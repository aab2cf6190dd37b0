"""The lineages a rate rests on, and what stands in for one of them while it was not heard.

Where a lineage of the panel brought nothing for a while, its share of the exchanges told goes with its share of the
documents only if it tells as much per document as the others. So it is set aside for such a month, and what the others
tell is brought to the scale of the whole panel by the months in which all were heard.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from samarkand.domain.exchange import Exchange
from samarkand.domain.health import WeekState
from samarkand.domain.panel import PanelMember
from samarkand.measure.estimate import LEAST_CELL, LEVEL
from samarkand.measure.view import View
from samarkand.stats.wilson import wilson

PRESENT = 0.9
WHOLE = ""
LEAST_FULL_MONTHS = 3
Reported = tuple[Exchange, frozenset[str]]
Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class StandIn:
    """Times what some lineages tell and bring to have what all would; `least` and `most` bound `exchanges`."""

    exchanges: float = 1.0
    documents: float = 1.0
    least: float = 1.0
    most: float = 1.0


@dataclass(frozen=True)
class Tally:
    """What the lineages heard told in a span; `factor` brings their rate to the whole panel's, between its bounds."""

    found: Sequence[Reported]
    documents: Mapping[str, int]
    factor: float = 1.0
    least: float = 1.0
    most: float = 1.0

    @property
    def read(self) -> int:
        return sum(self.documents.values())


@dataclass(frozen=True)
class Panel:
    """Lineages read in nine of ten months between the first and the last month in which anything was read."""

    view: View

    @cached_property
    def span(self) -> Sequence[str]:
        read = [i for i, month in enumerate(self.view.months) if self.view.read_in[month]]
        return self.view.months[read[0] : read[-1] + 1] if read else ()

    @cached_property
    def lineages(self) -> Names:
        return frozenset(name for name, months in self._read_months.items() if months >= PRESENT * len(self.span))

    @cached_property
    def _read_months(self) -> Mapping[str, int]:
        inside = set(self.span)
        months = Counter(n for (n, month), documents in self.view.read.items() if documents > 0 and month in inside)
        return {name: months[name] for name, _ in self.view.read} if self.span else {}

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

    @cached_property
    def _gaps(self) -> Mapping[str, Names]:
        """Lineages by month in which, for a week, none of their sources came though one was expected."""
        states: dict[tuple[str, str], set[WeekState]] = defaultdict(set)
        months: dict[tuple[str, str], str] = {}
        for week in self.view.record.weeks:
            key = week.lineage_id, week.week
            states[key].add(WeekState.WITHIN if week.documents else week.state)
            months[key] = week.month
        out: dict[str, set[str]] = defaultdict(set)
        for key, seen in states.items():
            if WeekState.MISSING in seen and WeekState.WITHIN not in seen:
                out[months[key]].add(key[0])
        return {month: frozenset(names) for month, names in out.items()}

    @cached_property
    def absent(self) -> Mapping[str, Names]:
        """By month, who of the panel is set aside: a gap, or nothing read and no weeks that would say why."""
        watched = {week.lineage_id for week in self.view.record.weeks}
        out = {}
        for month in self.span:
            silent = {n for n in self.lineages - watched if not self.documents.get(month, {}).get(n)}
            if names := (self._gaps.get(month, frozenset()) & self.lineages) | silent:
                out[month] = names
        return out

    def tally(self, when: str) -> Tally:
        """What was told in a month, a year or the whole; a month that nothing can stand in for is empty."""
        months = [month for month in self.absent if month.startswith(when)]
        if not months:
            return Tally(self.exchanges.get(when, []), _by_name(self.documents.get(when, {}), self.lineages))
        return self._of_month(when) if months == [when] else self._of_months(when, months)

    def _of_month(self, month: str) -> Tally:
        heard = self.lineages - self.absent[month]
        scale = self._stand_in(heard)
        documents = _by_name(self.documents.get(month, {}), heard)
        if scale is None or not sum(documents.values()):
            return Tally([], {})
        found = [(x, names & heard) for x, names in self.exchanges.get(month, []) if names & heard]
        factors = (scale.exchanges, scale.least, scale.most)
        return Tally(found, documents, *(f / scale.documents for f in factors))

    def _of_months(self, when: str, absent: Sequence[str]) -> Tally:
        """All of the span but those months, and for them what stands in; months without a stand-in are left out."""
        dropped = set(absent)
        found = [(x, names) for x, names in self.exchanges.get(when, []) if not dropped & set(_times(x))]
        documents = Counter(self.documents.get(when, {}))
        for month in absent:
            documents.subtract(self.documents.get(month, {}))
        told = [float(len(found))] * 3
        brought = float(documents.total())
        for month in absent:
            tally, scale = self._of_month(month), self._stand_in(self.lineages - self.absent[month])
            if scale is None:
                continue
            found += tally.found
            documents.update(tally.documents)
            told = [t + len(tally.found) * f for t, f in zip(told, _bounds(scale), strict=True)]
            brought += tally.read * scale.documents
        read = documents.total()
        if not read:
            return Tally([], {})
        plain = len(found) / read
        factors = [t / brought / plain for t in told] if plain else [read / brought] * 3
        return Tally(found, _by_name(documents, self.lineages), *factors)

    @cached_property
    def _full(self) -> Sequence[str]:
        return [month for month in self.span if month not in self.absent and self.documents.get(month)]

    @cached_property
    def _stand_ins(self) -> dict[Names, StandIn | None]:
        return {}

    def _stand_in(self, heard: Names) -> StandIn | None:
        """From the months in which all were heard; None where those are few, or `heard` tell too little in them."""
        if heard not in self._stand_ins:
            self._stand_ins[heard] = self._compared(heard)
        return self._stand_ins[heard]

    def _compared(self, heard: Names) -> StandIn | None:
        reported = [names for month in self._full for _, names in self.exchanges.get(month, [])]
        told = sum(bool(names & heard) for names in reported)
        brought = [self.documents[month] for month in self._full]
        own = sum(d for by_name in brought for n, d in by_name.items() if n in heard)
        if len(self._full) < LEAST_FULL_MONTHS or told < LEAST_CELL or not own:
            return None
        low, high = wilson(told, len(reported), LEVEL)
        whole = sum(sum(by_name.values()) for by_name in brought)
        return StandIn(len(reported) / told, whole / own, 1 / high, 1 / low)

    def members(self) -> Iterator[PanelMember]:
        """Every lineage read in the span, those inside first."""
        for name in sorted(self._read_months, key=lambda n: (n not in self.lineages, n)):
            months, inside = self._read_months[name], name in self.lineages
            aside = tuple(month for month, names in self.absent.items() if name in names)
            what = f"read in {months} of {len(self.span)} months"
            reason = what if inside else f"{what}, fewer than nine of ten"
            yield PanelMember(name, inside, months, len(self.span), aside, reason)


def _bounds(scale: StandIn) -> tuple[float, float, float]:
    return scale.exchanges, scale.least, scale.most


def _by_name(documents: Mapping[str, int], names: Names) -> dict[str, int]:
    return {name: documents.get(name, 0) for name in sorted(names)}


def _times(exchange: Exchange) -> tuple[str, ...]:
    """The month and the year an exchange lies in, where it lies in one; and the whole."""
    period = exchange.period
    assert period is not None
    years = (WHOLE, str(period.year)) if period.first.year == period.last.year else (WHOLE,)
    return (period.month, *years) if period.month else years
