"""Where a judged quote stands in the texts of today."""

from collections.abc import Iterable, Mapping, Sequence

from samarkand.domain.document import Document, Story
from samarkand.domain.judgement import Judgement
from samarkand.domain.quote import Quote

Homes = Mapping[str, Sequence[Document]]
"""By the id of the document judged: where its quote is looked for, in this order."""


def homes(judgements: Iterable[Judgement], stories: Iterable[Story], documents: Iterable[Document]) -> Homes:
    """The copy that stands for the story comes first, since that is the one which is read; then the document itself."""
    judged = {j.read.quote.document_id for j in judgements}
    first = {d: story.first for story in stories for d in story.documents if d in judged}
    wanted = judged | set(first.values())
    held = {d.id: d for d in documents if d.id in wanted}
    order = {d: dict.fromkeys((first.get(d, d), d)) for d in judged}
    return {d: [held[copy] for copy in copies if copy in held] for d, copies in order.items()}


def locate(quote: Quote, texts: Iterable[Document]) -> Quote | None:
    """The same words in the first text that has them, as near as can be to where they stood."""
    for text in texts:
        starts = list(_starts(text.whole, quote))
        if starts:
            start = min(starts, key=lambda at: abs(at - quote.start))
            return Quote(text.id, start, start + len(quote.text), quote.text)
    return None


def _starts(whole: str, quote: Quote) -> Iterable[int]:
    if quote.stands_in(whole):
        yield quote.start
        return
    at = whole.find(quote.text)
    while at >= 0:
        yield at
        at = whole.find(quote.text, at + 1)
