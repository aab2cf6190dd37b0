"""The part of a document a question is about: numbered passages, and where in the document a quote from them stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from samarkand.domain.document import Document
from samarkand.domain.quote import MAX_QUOTE, Quote
from samarkand.text.sentences import MAX_SENTENCE, sentence_spans

MIN_QUOTE = 5
"""Code points. Less than that is a word or a name and supports nothing, in Han script as well."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Excerpt:
    """Spans of the whole document by their numbers; number 0 is the title."""

    document: Document
    spans: dict[int, Span]

    @property
    def passages(self) -> list[tuple[int, str]]:
        return [(number, self.document.whole[a:b]) for number, (a, b) in self.spans.items()]

    @cached_property
    def _runs(self) -> list[Span]:
        """Passages with nothing but white space between them, taken together."""
        runs: list[Span] = []
        for start, end in self.spans.values():
            between = self.document.whole[runs[-1][1] : start] if runs else "x"
            if between.strip():
                runs.append((start, end))
            else:
                runs[-1] = runs[-1][0], end
        return runs

    def locate(self, number: int, quote: str) -> Quote | None:
        """The very words, in the passage of that number or else anywhere in the excerpt."""
        wanted = quote.strip()
        if not MIN_QUOTE <= len(wanted) <= MAX_QUOTE:
            return None
        whole = self.document.whole
        for start, end in (self.spans[number], *self._runs):
            if (at := whole.find(wanted, start, end)) >= 0:
                return Quote(self.document.id, at, at + len(wanted), wanted)
        return None

    def holds(self, words: str) -> bool:
        whole = self.document.whole
        return any(whole.find(words, start, end) >= 0 for start, end in self._runs)


def overlap(a: Quote, b: Quote) -> int:
    """How many code points two quotes of one document share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _sentences(document: Document) -> list[Span]:
    """The title, cut where it is longer than any sentence, and the sentences of the text."""
    offset = len(document.title) + 1
    title = (0, min(len(document.title), MAX_SENTENCE))
    return [title, *((a + offset, b + offset) for a, b in sentence_spans(document.text))]


def _near(spans: Sequence[Span], quote: Quote) -> Iterable[int]:
    for at, (start, end) in enumerate(spans):
        if start < quote.end and quote.start < end:
            yield from (at - 1, at, at + 1)


def excerpt_of(document: Document, quotes: Iterable[Quote]) -> Excerpt:
    """The title, and the sentences of the quotes with their neighbours."""
    spans = _sentences(document)
    wanted = {0} | {at for quote in quotes for at in _near(spans, quote)}
    held = {at: spans[at] for at in sorted(wanted) if 0 <= at < len(spans)}
    if not document.title.strip():
        del held[0]
    return Excerpt(document, held)
