"""All that is measured, and for whom."""

from dataclasses import dataclass

from samarkand.domain.band import Band
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus
from samarkand.domain.health import SourceWeek
from samarkand.domain.statistic import Statistic
from samarkand.domain.uptake import Carried
from samarkand.domain.volume import Volume


@dataclass(frozen=True)
class Record:
    """The whole observatory; the focus and its years are picked out of it here and nowhere else."""

    focus: Focus
    exchanges: tuple[Exchange, ...]
    volumes: tuple[Volume, ...]
    statistics: tuple[Statistic, ...]
    bands: tuple[Band, ...]
    weeks: tuple[SourceWeek, ...] = ()
    carried: tuple[Carried, ...] = ()
