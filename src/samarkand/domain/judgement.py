"""What a person decided about a mention: who, when, why, and on which text. Never changed, only followed by another."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Stage


class Decision(StrEnum):
    """`unsure` is a value: somebody looked and could not tell."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    UNSURE = "unsure"

    @property
    def counts(self) -> bool:
        """The mention stands because a person says so."""
        return self in (Decision.ACCEPT, Decision.EDIT)


_DONE = {
    Decision.ACCEPT: "accepted by",
    Decision.EDIT: "edited by",
    Decision.REJECT: "rejected by",
    Decision.UNSURE: "left unsure by",
}


@dataclass(frozen=True, slots=True)
class Values:
    """What a person can change of a mention."""

    type: str
    stage: Stage
    parties: tuple[str, ...]
    place: Place
    period: Period | None

    @classmethod
    def of(cls, mention: Mention) -> Self:
        return cls(mention.type, mention.stage, mention.parties, mention.place, mention.period)

    def onto(self, mention: Mention) -> Mention:
        """The mention with these values; what hung on a replaced value goes with it."""
        same_type, same_parties = self.type == mention.type, self.parties == mention.parties
        axes = mention.axes if same_parties else replace(mention.axes, direction=None)
        return replace(
            mention,
            type=self.type,
            alt_types=mention.alt_types if same_type else (),
            stage=self.stage,
            valence=mention.valence if self.stage is mention.stage else self.stage.valence,
            parties=self.parties,
            place=self.place,
            period=self.period,
            axes=axes,
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """`read` is the mention as the reader had it, with its quote; `edited` what stands instead of its values.

    Judgements with one `subject` follow one another and the latest holds. The subject is the id of the mention
    first judged; `mention_id` is the id the reviewer saw, which another reading may have changed in between.
    """

    decision: Decision
    subject: str
    mention_id: str
    read: Mention
    reviewer: str
    when: datetime
    note: str = ""
    edited: Values | None = None

    @property
    def id(self) -> str:
        told = (self.decision, self.subject, self.mention_id, self.reviewer, self.when.isoformat(), self.note)
        return content_id("j", *told, repr(self.read), repr(self.edited))

    @property
    def quote_hash(self) -> str:
        return content_id("quote", self.read.quote.text)

    @property
    def values(self) -> Values:
        """As the reviewer leaves them."""
        return self.edited or Values.of(self.read)

    @property
    def words(self) -> str:
        return f"{_DONE[self.decision]} {self.reviewer}"

    def says_the_same_as(self, other: "Judgement") -> bool:
        """Nothing new but the hour."""
        mine = (self.subject, self.decision, self.reviewer, self.note)
        if mine != (other.subject, other.decision, other.reviewer, other.note):
            return False
        return not self.decision.counts or self.values == other.values

    def mention_at(self, quote: Quote) -> Mention:
        """The mention as it counts by this judgement, its quote where it stands in the text of today."""
        mention = self.values.onto(self.read)
        return replace(mention, quote=quote, confidence=1.0, judged=self.words)
