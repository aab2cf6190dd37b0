"""A document under the date its own file or a list gives it, with what speaks against that date."""

from collections.abc import Iterator
from dataclasses import replace

from samarkand.collate.parse.pages.read import Told
from samarkand.domain.dating import DateSource, Doubt, doubts
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.domain.refusal import Refusal
from samarkand.text.days import iso_day


def dated(
    rows: Iterator[Document | Refusal],
    told: Told,
    found: Period | None,
    by: DateSource = DateSource.METADATA,
    doubt: tuple[Doubt, ...] = (),
) -> Iterator[Document | Refusal]:
    """What a list told goes before what the file says of itself; where the two differ, that is a doubt."""
    listed = iso_day(told.date)
    period = listed or found
    doubt = () if listed else doubt
    if listed and found and listed.days_apart(found) > 1:
        doubt = (Doubt.DISAGREE,)
    doubt += doubts(period, told.captured)
    for row in rows:
        if isinstance(row, Document) and period:
            yield replace(row, period=period, dated_by=DateSource.FEED if listed else by, doubt=doubt)
        else:
            yield row
