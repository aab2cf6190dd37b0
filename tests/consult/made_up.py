"""Judgements and cases made in a line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.worlds import document, mention, stories

from samarkand.consult.homes import homes
from samarkand.consult.judge import Judged, judge
from samarkand.domain.document import Document
from samarkand.domain.judgement import Decision, Judgement, Values
from samarkand.domain.mention import Mention

TYPES = frozenset({"A1", "A2", "P1", "M2"})
NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)
TOLD = document(1, "The bronze show opened in the port gallery")


def reading(confidence: float = 0.2, told: Document = TOLD, kind: str = "A2", **more: object) -> Mention:
    return mention(told, kind, confidence=confidence, **more)  # type: ignore[arg-type]


def judgement(decision: str, read: Mention, hour: int = 0, **more: object) -> Judgement:
    made = Judgement(Decision(decision), read.id, read.id, read, "rev", NOON + timedelta(hours=hour))
    return replace(made, **more)  # type: ignore[arg-type]


def edit(read: Mention, hour: int = 0, **values: object) -> Judgement:
    return judgement("edit", read, hour, edited=replace(Values.of(read), **values))  # type: ignore[arg-type]


def judged(
    readings: list[Mention], judgements: list[Judgement], texts: tuple[Document, ...] = (TOLD,), threshold: float = 0.3
) -> Judged:
    return judge(readings, judgements, homes(judgements, stories(texts), texts), threshold, TYPES)
