"""One dated change of stage, with its evidence, its grade and when we knew."""

from dataclasses import dataclass
from enum import StrEnum

from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Grade, Stage


class Basis(StrEnum):
    """Whether a document says so, or the calendar does."""

    TEXT = "text"
    CALENDAR = "calendar"


class ConfirmedBy(StrEnum):
    """Who says so, by role: a party itself, a party with something to show, or somebody who is none."""

    SELF = "self"
    ARTEFACT = "artefact"
    INDEPENDENT = "independent"

    @classmethod
    def by(cls, grade: Grade) -> "ConfirmedBy":
        if grade.is_evidenced:
            return cls.INDEPENDENT
        return cls.ARTEFACT if grade is Grade.V1 else cls.SELF


@dataclass(frozen=True, slots=True)
class Milestone:
    """`subject_id` is an exchange or a commitment. `period` bounds when it happened, `known` when the first document
    said so. `regression` marks a step back from what was reached, which is logged, not corrected."""

    subject_id: str
    stage: Stage
    period: Period | None
    known: Period | None
    grade: Grade
    mentions: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()
    basis: Basis = Basis.TEXT
    regression: bool = False

    @property
    def confirmed_by(self) -> ConfirmedBy:
        return ConfirmedBy.by(self.grade)
