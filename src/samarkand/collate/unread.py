"""Documents that are kept and not read, because the codebook lacks their language."""

from collections.abc import Iterable, Set

from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal


def unread(documents: Iterable[Document], languages: Set[str]) -> list[Refusal]:
    """One doubt a document, under the source it came from."""
    return [
        Refusal(
            file=d.source_id,
            row=0,
            kind="language",
            reason=f"{d.id} is in {d.lang or 'no language that can be told'}; kept, not read",
            source_id=d.source_id,
            kept=True,
        )
        for d in documents
        if d.lang not in languages
    ]
