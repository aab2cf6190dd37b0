"""Documents that are kept under a date that something speaks against."""

from collections.abc import Iterable

from samarkand.domain.dating import Doubt
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal

_SAID = {
    Doubt.FUTURE: "it lies after the capture",
    Doubt.BEFORE_SOURCE: "its publisher did not exist yet",
    Doubt.DISAGREE: "other sources of the date say another",
    Doubt.MODIFIED_ONLY: "it is when the page was last changed",
    Doubt.FILE_MADE: "it is when the file was made",
}


def doubtful(documents: Iterable[Document]) -> list[Refusal]:
    """One doubt a document, under the source it came from, with everything that speaks against its date."""
    return [
        Refusal(
            file=d.source_id,
            row=0,
            kind="date in doubt",
            reason=f"{d.id} is dated {d.period} by its {d.dated_by or 'file'}: {', '.join(_SAID[x] for x in d.doubt)}; kept",
            source_id=d.source_id,
            kept=True,
        )
        for d in documents
        if d.doubt
    ]
