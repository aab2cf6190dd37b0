"""The record as one layer sees it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus
from samarkand.domain.scale import Layer
from samarkand.domain.statistic import Statistic
from samarkand.measure.cohort import Cohort
from samarkand.measure.outlets import NOBODY, Outlet, outlets
from samarkand.measure.record import Record
from samarkand.stats.incidence import Incidence, incidence

UNKNOWN_LINEAGE = "unknown"


@dataclass(frozen=True)
class View:
    """Claimed: every exchange within the focus. Evidenced: those an independent lineage reports."""

    record: Record
    layer: Layer

    @cached_property
    def cohort(self) -> Cohort:
        """What was promised, as this layer sees it."""
        return Cohort(self.record, self.layer)

    @property
    def focus(self) -> Focus:
        return self.record.focus

    @cached_property
    def _told(self) -> tuple[Exchange, ...]:
        """Umbrellas and what stands under them."""
        return tuple(x for x in self.record.inside if self.layer is Layer.CLAIMED or x.grade.is_evidenced)

    @cached_property
    def exchanges(self) -> tuple[Exchange, ...]:
        """In the order of their ids, so that the order they came in changes nothing. An umbrella is never added to what
        stands under it: where any of that lies within the focus, the umbrella is left out on every layer."""
        return tuple(x for x in self._told if x.id not in self.record.parents)

    @cached_property
    def umbrellas(self) -> tuple[Exchange, ...]:
        """What was left out of the exchanges, so that nothing is counted twice."""
        return tuple(x for x in self._told if x.id in self.record.parents)

    @cached_property
    def by_id(self) -> Mapping[str, Exchange]:
        return {x.id: x for x in self.exchanges}

    def witnesses(self, exchange: Exchange) -> frozenset[str]:
        """The lineages without which the exchange would not be in this layer."""
        independent = exchange.independent if self.layer is Layer.EVIDENCED else ()
        return frozenset(independent or exchange.lineages or (UNKNOWN_LINEAGE,))

    @cached_property
    def outlets(self) -> Mapping[str, Outlet]:
        return outlets(self.record.sources)

    def outlet(self, lineage: str) -> Outlet:
        """What is known of a lineage; nothing where nobody described it."""
        return self.outlets.get(lineage, NOBODY)

    @cached_property
    def lineages(self) -> frozenset[str]:
        """All that report anything within the layer; each had its chance to report any of it."""
        return frozenset(name for x in self.exchanges for name in self.witnesses(x))

    def table(self, exchanges: Iterable[Exchange]) -> Incidence:
        """Some of the exchanges of this view, by the lineages that report them."""
        place = self._place
        return self._whole.select([place[x.id] for x in exchanges])

    @cached_property
    def _whole(self) -> Incidence:
        return self.table_of([self.witnesses(x) for x in self.exchanges])

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {x.id: i for i, x in enumerate(self.exchanges)}

    def table_of(self, witnesses: Sequence[Iterable[str]]) -> Incidence:
        """Things given by the lineages that report them."""
        return incidence(witnesses, self.lineages, self._market)

    @cached_property
    def _market(self) -> Mapping[str, str]:
        """What lineages that publish in the same countries have in common."""
        return {name: "/".join(sorted(self.outlet(name).markets)) for name in self.lineages}

    @cached_property
    def band(self) -> tuple[float, float] | None:
        """How far the whole count moves, as factors, when acts are told apart more or less strictly."""
        rows = [b for b in self.record.bands if b.focus == self.focus.key]
        counts = [b.evidenced if self.layer is Layer.EVIDENCED else b.exchanges for b in rows]
        whole = len(self._told)
        return (min(counts) / whole, max(counts) / whole) if counts and whole else None

    @cached_property
    def months(self) -> tuple[str, ...]:
        return tuple(f"{year}-{month:02}" for year in self.focus.years for month in range(1, 13))

    @cached_property
    def read(self) -> Mapping[tuple[str, str], int]:
        """Documents read by lineage and month (or year, where no more is known)."""
        out: Counter[tuple[str, str]] = Counter()
        for volume in self.record.volumes:
            out[volume.lineage_id, volume.month] += volume.read
        return out

    @cached_property
    def read_in(self) -> Mapping[str, int]:
        """Documents read by month, and by year including its months."""
        out: Counter[str] = Counter()
        for (_, when), documents in self.read.items():
            for key in {when, when[:4]}:
                out[key] += documents
        return out

    @cached_property
    def read_at_all(self) -> int:
        return sum(self.read_in[str(year)] for year in self.focus.years)

    @cached_property
    def _by_series(self) -> Mapping[str, tuple[Statistic, ...]]:
        out: dict[str, list[Statistic]] = defaultdict(list)
        for row in self.record.statistics:
            if row.is_sound:
                out[row.series].append(row)
        return {name: tuple(sorted(rows, key=_order)) for name, rows in out.items()}

    def series(self, name: str) -> tuple[Statistic, ...]:
        """Rows of a series that hold a value, by period and area."""
        return self._by_series.get(name, ())


def views_of(record: Record) -> Mapping[Layer, View]:
    """The record on every layer; what one formula works out there, the next finds."""
    return {layer: View(record, layer) for layer in Layer}


def _order(row: Statistic) -> tuple[str, ...]:
    return row.period, row.area, row.counterpart or "", row.label
