"""The words that say so, and where they stand."""

from dataclasses import dataclass

MAX_QUOTE = 400


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact span of `title + "\\n" + text` of a document; `start` and `end` count code points."""

    document_id: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 < len(self.text) <= MAX_QUOTE or self.end - self.start != len(self.text):
            raise ValueError(f"quote of {self.document_id} at {self.start}–{self.end} does not fit its text")

    def stands_in(self, whole: str) -> bool:
        return whole[self.start : self.end] == self.text
