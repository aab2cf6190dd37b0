"""All that is measured, and for whom."""

from dataclasses import dataclass

from samarkand.domain.band import Band
from samarkand.domain.commitment import Commitment
from samarkand.domain.evaluation import Evaluation
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus
from samarkand.domain.health import SourceWeek
from samarkand.domain.milestone import Milestone
from samarkand.domain.statistic import Statistic
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
    commitments: tuple[Commitment, ...] = ()
    commitment_milestones: tuple[Milestone, ...] = ()
    evaluations: tuple[Evaluation, ...] | None = None
    registers: frozenset[str] = frozenset()
