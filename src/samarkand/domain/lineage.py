"""Who seems to carry whose text, and what a person decided about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samarkand.domain.ids import content_id


@dataclass(frozen=True, slots=True)
class Kinship:
    """Two sources that share more texts than chance would have it. A proposal: it changes nothing by itself.

    `shared` of the `texts` of `source` also stand in `other`, where `by_chance` were to be expected; in `other` they came
    on an earlier day `earlier` times and on a later one `later` times. `examples` are texts of `source`.
    """

    source: str
    other: str
    texts: int
    shared: int
    by_chance: float
    earlier: int
    later: int
    copies_other: bool
    examples: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Of the two sources, whichever comes first."""
        return content_id("kin", *sorted((self.source, self.other)))


class Verdict(StrEnum):
    """`unsure` is a value: somebody looked and could not tell."""

    DEPENDENT = "dependent"
    INDEPENDENT = "independent"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class LineageJudgement:
    """What a person decided about two sources: who, when, why. Never changed, only followed by another."""

    sources: tuple[str, str]
    verdict: Verdict
    reviewer: str
    when: datetime
    note: str = ""

    @property
    def subject(self) -> str:
        """The id of the kinship it is about."""
        return content_id("kin", *sorted(self.sources))
