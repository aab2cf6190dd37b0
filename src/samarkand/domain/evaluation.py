"""Goodwill that nobody can test: kept, counted, and followed no further."""

from dataclasses import dataclass

from samarkand.domain.period import Period
from samarkand.domain.quote import Quote


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A promise-like sentence without a testable act: "deepen exchanges". `said_on` is the document's date."""

    quote: Quote
    parties: tuple[str, ...]
    said_on: Period | None

    @property
    def document_id(self) -> str:
        return self.quote.document_id
