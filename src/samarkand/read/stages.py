"""How far it has come: what was learnt, corrected by what the calendar makes certain."""

from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage, Valence

_PAST = (Stage.DELIVERED, Stage.UNDER_WAY, Stage.EVALUATED)


def stage_of(guess: Stage, period: Period | None, document: Document) -> Stage:
    """What lies after the document's own date cannot have been delivered."""
    written = document.period
    if period and written and period.first > written.last and guess in _PAST:
        return Stage.ANNOUNCED
    return guess


def valence_of(stage: Stage) -> Valence:
    """Whether the act opens or closes, by its stage alone."""
    return stage.valence
