"""The dates of a document's passages, each looked for once however often it is asked for."""

from collections.abc import Sequence

from samarkand.codebook.languages import Language
from samarkand.domain.period import Period
from samarkand.read.passages import Passage
from samarkand.text.dates import find_dates
from samarkand.text.folding import fold


class Dates:
    """`written` is the date of the document."""

    def __init__(self, passages: Sequence[Passage], language: Language, written: Period | None) -> None:
        self.passages = passages
        self.written = written
        self._language = language
        self._found: dict[tuple[int, int], list[Period]] = {}

    def at(self, number: int, lean: int = 0) -> list[Period]:
        """In the order of the text; `lean` as `find_dates` has it."""
        key = number, lean
        if key not in self._found:
            text = fold(self.passages[number].text)
            self._found[key] = [f.period for f in find_dates(text, self._language, self.written, lean)]
        return self._found[key]
