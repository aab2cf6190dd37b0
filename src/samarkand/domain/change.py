"""What became of a number from one year to the next, judged together with all other changes."""

from dataclasses import dataclass
from enum import StrEnum

from samarkand.domain.scale import Layer


class Verdict(StrEnum):
    ROSE = "rose"
    FELL = "fell"
    UNCLEAR = "no clear change"


@dataclass(frozen=True, slots=True)
class Change:
    """`measurement` is the id of the difference, `p` how likely chance alone would bring one as large, `adjusted` the
    least share of false alarms among all changes at which this one still counts as clear."""

    measurement: str
    indicator: str
    layer: Layer
    cell: str
    period: str
    p: float
    adjusted: float
    verdict: Verdict
