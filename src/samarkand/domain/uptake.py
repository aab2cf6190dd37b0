"""What follows a named initiative: who does what about it, which exchanges carry its name, who names it."""

from dataclasses import dataclass
from enum import StrEnum

from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Grade


class Act(StrEnum):
    """What a party does about an initiative, the weightiest first.

    To echo is to use the name approvingly as one's own, as in "in line with …", without a word of support for it.
    """

    LAUNCHED = "launched"
    LEFT = "left"
    CONTESTED = "contested"
    JOINED = "joined"
    ENDORSED = "endorsed"
    ECHOED = "echoed"


class Dated(StrEnum):
    """Where a milestone's date comes from: the words themselves, the day they were published, or the codebook."""

    WORDS = "words"
    DOCUMENT = "document"
    CODEBOOK = "codebook"


@dataclass(frozen=True, slots=True)
class Deed:
    """One party's act about one initiative, as one sentence tells it."""

    initiative: str
    act: Act
    actor: str
    period: Period | None
    dated: Dated
    quote: Quote


@dataclass(frozen=True, slots=True)
class InitiativeMilestone:
    """`actor`, the code of a party, does `act` itself: what others say of it is no milestone of its own.

    `period` says when, `known` when the first document said so. Without quotes it is the codebook's word, whose source
    stands there.
    """

    initiative: str
    act: Act
    actor: str
    period: Period | None
    known: Period | None
    dated: Dated
    grade: Grade
    quotes: tuple[Quote, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A word about an initiative that made no milestone, and why: `reason` is countable."""

    initiative: str
    document_id: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Naming:
    """A document that names an initiative, and how often."""

    initiative: str
    document_id: str
    period: Period | None
    times: int


@dataclass(frozen=True, slots=True)
class Carried:
    """An exchange that carries an initiative's name.

    `before_launch`: it is dated wholly before the initiative was. `earlier` are exchanges of the same series that did
    without the name, the last of them before the launch; `reasons` say why they are the same series. `tellable` is
    false where nothing read lies before the launch, so that an earlier one could not have been seen. `beside` are
    other initiatives whose names it carries, without those this one is a part of or made of.
    """

    initiative: str
    exchange_id: str
    period: Period | None
    is_practice: bool
    grade: Grade
    before_launch: bool
    earlier: tuple[str, ...]
    reasons: tuple[str, ...]
    tellable: bool
    beside: tuple[str, ...]

    @property
    def is_relabelled(self) -> bool:
        return self.before_launch or bool(self.earlier)
