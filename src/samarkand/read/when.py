"""When it happens: the date the passage gives, or the one beside it."""

from samarkand.codebook.languages import Language
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.read.passages import Passage
from samarkand.text.dates import find_dates
from samarkand.text.folding import fold


def period_of(passage: Passage, document: Document, language: Language) -> Period | None:
    """The most precise date in the passage; of several as precise, the first."""
    found = find_dates(fold(passage.text), language, document.period)
    return max((f.period for f in found), key=lambda p: len(p.start), default=None)
