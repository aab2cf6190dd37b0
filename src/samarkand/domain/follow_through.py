"""A scored, explained link from a commitment to what came of it."""

from dataclasses import dataclass
from enum import StrEnum

from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Stage


class LinkDecision(StrEnum):
    """`auto` counts, `review` waits for a person, `no` was weighed and found wanting."""

    AUTO = "auto"
    REVIEW = "review"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of a link: how strongly it was there and what it added to the log-odds."""

    feature: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """`score` lies in 0..1. `exchange_id` is None where the document tells of no exchange we know; `share` is the part
    of the document's quantity that counts for this commitment, less than 1 where it serves several."""

    commitment_id: str
    quote: Quote
    stage: Stage
    period: Period | None
    score: float
    decision: LinkDecision
    reasons: tuple[Reason, ...] = ()
    exchange_id: str | None = None
    share: float = 1.0

    @property
    def document_id(self) -> str:
        return self.quote.document_id
