"""Times that were unlike others, as an observatory names them."""

from dataclasses import dataclass
from enum import StrEnum


class Treatment(StrEnum):
    """As told; left out; shifted by their own mean distance; with what sticks out pulled in."""

    AS_TOLD = "as told"
    DROP = "drop"
    DUMMY = "dummy"
    ROBUST = "robust"


@dataclass(frozen=True, slots=True)
class Break:
    """`first` and `last` are years or months (`YYYY` or `YYYY-MM`), both included."""

    first: str
    last: str
    why: str = ""

    def covers(self, period: str) -> bool:
        return self.first[: len(period)] <= period <= self.last[: len(period)] or (
            len(period) > 4 and len(self.first) == 4 and self.first <= period[:4] <= self.last[:4]
        )
