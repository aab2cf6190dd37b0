"""Two mentions that may tell one act: what the scorecard says of them, and what a person decided."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samarkand.domain.ids import content_id


class Answer(StrEnum):
    """`unsure` is a value: the evidence, or a person who looked, could not tell."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two mentions, by id, tell one act, 0 … 1. Kept so that a later run need not compare them again.

    `reasons` are given where the score leaves it open.
    """

    first: str
    second: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A mention that stands in the kept likenesses as it was; `digest` changes with all that comparison looks at."""

    mention_id: str
    digest: str


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two exchanges that may be one, by the two mentions that are most alike: for a person to judge."""

    exchanges: tuple[str, str]
    mentions: tuple[str, str]
    documents: tuple[str, str]
    quotes: tuple[str, str]
    score: float
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        return pair_id(self.mentions)


@dataclass(frozen=True, slots=True)
class PairJudgement:
    """What a person decided about two mentions: one act or two; who, when, why. Never changed, only followed by another.

    Documents and quotes find the mentions again where another reading gave them other ids.
    """

    mentions: tuple[str, str]
    documents: tuple[str, str]
    quotes: tuple[str, str]
    answer: Answer
    reviewer: str
    when: datetime
    note: str = ""

    @property
    def subject(self) -> str:
        return pair_id(self.mentions)


def pair_id(mentions: tuple[str, str]) -> str:
    """Of two mentions, whichever comes first."""
    return content_id("pair", *sorted(mentions))
