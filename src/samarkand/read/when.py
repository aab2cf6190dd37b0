"""When it happens: the date the passage gives, or for what has happened the nearest one told before it."""

from collections.abc import Sequence

from samarkand.codebook.languages import Language
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.read.passages import Passage
from samarkand.text.dates import find_dates
from samarkand.text.folding import fold

_REACH = 12
_TELLS_ON = (Stage.DELIVERED, Stage.AGREED, Stage.UNDER_WAY)


def _stated(passage: Passage, document: Document, language: Language) -> Period | None:
    """The most precise date in the passage; of several as precise, the first."""
    found = find_dates(fold(passage.text), language, document.period)
    return max((f.period for f in found), key=lambda p: len(p.start), default=None)


def period_of(
    at: int, passages: Sequence[Passage], document: Document, language: Language, stage: Stage
) -> tuple[Period | None, bool]:
    """A date, and whether the passage itself gives it. What has happened also takes a day told shortly before."""
    own = _stated(passages[at], document, language)
    if own or stage not in _TELLS_ON:
        return own, own is not None
    for before in reversed(passages[max(0, at - _REACH) : at]):
        if (period := _stated(before, document, language)) and len(period.start) == 10:
            return period, False
    return None, False
