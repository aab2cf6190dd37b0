"""One dated change of stage, with its evidence grade and when we knew."""

from dataclasses import dataclass

from samarkand.domain.period import Period
from samarkand.domain.scale import Grade, Stage


@dataclass(frozen=True, slots=True)
class Milestone:
    """`period` says when it happened, `known` when the first document said so."""

    exchange_id: str
    stage: Stage
    period: Period | None
    known: Period | None
    grade: Grade
    mentions: tuple[str, ...]
