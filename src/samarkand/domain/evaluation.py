"""Promise-like words that nobody could test: kept as what they are, and counted."""

from dataclasses import dataclass

from samarkand.domain.ids import content_id
from samarkand.domain.quote import Quote


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Says that exchanges shall deepen, or are warm, without an act that could be checked. `said_on` is YYYY-MM-DD."""

    quote: Quote
    parties: tuple[str, ...]
    said_on: str | None
    why: str = ""

    @property
    def id(self) -> str:
        return content_id("e", self.quote.document_id, f"{self.quote.start}-{self.quote.end}")
