"""One lineage telling of one exchange on one day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Telling:
    """The first document of a story; its copies are no tellings of their own."""

    exchange_id: str
    lineage_id: str
    day: date
