"""How much of what is asked can be answered: which indicators print, which are NA, which print and tell nothing."""

from dataclasses import dataclass
from enum import StrEnum

from samarkand.domain.scale import Layer


class Answer(StrEnum):
    """What an indicator says on a layer. A vacuous one has an interval that leaves nearly everything possible."""

    PRINTS = "prints"
    VACUOUS = "vacuous"
    NA = "NA"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One indicator on one layer. `cells` are all it was asked for, of which `printed` have a value that tells something
    and `vacuous` one that does not; `reason` says why its whole is NA, `source` what would fill it where the card knows."""

    indicator: str
    layer: Layer
    answer: Answer
    cells: int
    printed: int
    vacuous: int
    reason: str = ""
    source: str = ""
