"""All that is measured, and for whom."""

from dataclasses import dataclass
from functools import cached_property

from samarkand.domain.band import Band
from samarkand.domain.commitment import Commitment
from samarkand.domain.evaluation import Evaluation
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus
from samarkand.domain.health import SourceWeek
from samarkand.domain.milestone import Milestone
from samarkand.domain.source import Source
from samarkand.domain.statistic import Statistic
from samarkand.domain.telling import Telling
from samarkand.domain.uptake import Carried
from samarkand.domain.volume import Volume


@dataclass(frozen=True)
class Record:
    """The whole observatory; the focus and its years are picked out of it here and nowhere else.

    `evaluations` is None where promise-like words were not kept, which is something else than having found none.
    `registers` are the lineages of registers, which list deliveries whether or not anybody tells of them.
    """

    focus: Focus
    exchanges: tuple[Exchange, ...]
    volumes: tuple[Volume, ...]
    statistics: tuple[Statistic, ...]
    bands: tuple[Band, ...]
    weeks: tuple[SourceWeek, ...] = ()
    carried: tuple[Carried, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    commitment_milestones: tuple[Milestone, ...] = ()
    evaluations: tuple[Evaluation, ...] | None = None
    registers: frozenset[str] = frozenset()
    sources: tuple[Source, ...] = ()
    tellings: tuple[Telling, ...] = ()

    @cached_property
    def inside(self) -> tuple[Exchange, ...]:
        """Exchanges within the focus and its years, by their ids; one id twice is one exchange, the first."""
        unique = {x.id: x for x in reversed(self.exchanges) if x.is_within(self.focus)}
        return tuple(unique[key] for key in sorted(unique))

    @cached_property
    def parents(self) -> frozenset[str]:
        """Ids of the umbrellas under which anything within the focus stands."""
        return frozenset(x.parent for x in self.inside if x.parent and x.parent != x.id)

    def since(self, first_year: int) -> tuple[Exchange, ...]:
        """Exchanges of the focus within one year each, from an earlier year on; no umbrellas."""
        unique = {x.id: x for x in reversed(self.exchanges) if self._reaches(x, first_year)}
        return tuple(unique[key] for key in sorted(unique) if key not in self.parents)

    def _reaches(self, x: Exchange, first_year: int) -> bool:
        if x.period is None or x.period.first.year != x.period.last.year or not self.focus.covers(x.parties):
            return False
        return first_year <= x.period.year <= self.focus.last_year
