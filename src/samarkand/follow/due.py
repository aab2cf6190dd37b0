"""By when: the first date a promise gives that lies ahead, a span of years from the day it was made, or nothing."""

import re
from datetime import date

from samarkand.domain.commitment import DueBasis
from samarkand.domain.period import Period
from samarkand.follow.passages import Passage
from samarkand.text.numbers import find_numbers

_LONGEST = 10
_BETWEEN = re.compile(r"[\s\-]*(?:个|next|coming|prochaines|kommenden|próximos|prossimi|ближайших|kommande)?[\s\-]*")


def _years_ahead(passage: Passage, made: date) -> Period | None:
    """ "Over the next five years", 未来3年: the last day of the span."""
    if not passage.future:
        return None
    forms = tuple(passage.words.language.units.get("years", ()))
    for number in find_numbers(passage.text, passage.words.language):
        begin = _BETWEEN.match(passage.folded, number.end)
        after = passage.folded[begin.end() if begin else number.end :]
        if forms and after.startswith(forms) and number.value <= _LONGEST and number.value == int(number.value):
            return Period(f"{made.year + int(number.value)}-{made.month:02d}")
    return None


def due_of(passage: Passage, stale_months: int | None) -> tuple[Period | None, DueBasis | None]:
    """The due date and what it rests on; a date in the past is none. `stale_months` stand in where nothing is said."""
    made = passage.document.period
    if made is None:
        return None, None
    ahead = [found.period for found in passage.dates if found.period.last > made.last]
    if ahead:
        return min(ahead, key=lambda p: (p.last, p.first)), DueBasis.STATED
    if span := _years_ahead(passage, made.first):
        return span, DueBasis.STATED
    if stale_months is None:
        return None, None
    index = made.first.year * 12 + made.first.month - 1 + stale_months
    return Period(f"{index // 12}-{index % 12 + 1:02d}"), DueBasis.IMPUTED
