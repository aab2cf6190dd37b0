"""Language as detected, and the source a document belongs to."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from samarkand.domain.dating import doubts
from samarkand.domain.document import Document
from samarkand.domain.ids import content_id
from samarkand.domain.source import Source
from samarkand.text.language import detect_language


def _host(url: str | None) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


@dataclass(frozen=True)
class SourceBook:
    """The sources of an observatory, found by publisher name or by host."""

    sources: tuple[Source, ...]

    @cached_property
    def _by_publisher(self) -> Mapping[str, Source]:
        return {name.casefold(): s for s in self.sources for name in (s.name, *s.publishers)}

    @cached_property
    def _by_host(self) -> Mapping[str, Source]:
        return {host: source for source in self.sources for host in source.hosts}

    @property
    def digest(self) -> str:
        return content_id("sources", *(repr(s) for s in self.sources))

    @cached_property
    def _by_id(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.sources}

    def of(self, source_id: str) -> Source | None:
        """The source a document was collected for, where that was told with it."""
        return self._by_id.get(source_id)

    def find(self, publisher: str, url: str | None) -> Source | None:
        """By exact publisher, else by the host of the address or a parent domain of it."""
        if publisher and (source := self._by_publisher.get(publisher.casefold())):
            return source
        labels = _host(url).split(".")
        return next((s for i in range(len(labels) - 1) if (s := self._by_host.get(".".join(labels[i:])))), None)

    def owner(self, publisher: str, url: str) -> Source:
        """The source of an address, made up where nobody described it."""
        told = self.find(publisher, url)
        return told or Source(unregistered("", url), _host(url) or publisher)


def unregistered(publisher: str, url: str | None) -> str:
    """The id of a source nobody described: its publisher, else its host."""
    name = publisher if any(c.isalpha() for c in publisher) else _host(url)
    return f"unregistered:{name.casefold() or 'unknown'}"


def attribute(
    document: Document, book: SourceBook, detect: bool = True, captured: datetime.date | None = None
) -> Document:
    """Source, lineage, country, detected language, and what source and day of capture say against the date.

    A paraphrase belongs to the lineage it reports on.
    """
    told = document.reports_on
    publisher, url = (told.publisher, told.url) if told else (document.publisher, document.url)
    source = book.of(document.source_id) or book.find(publisher, url)
    source_id = source.id if source else unregistered(publisher, url)
    return replace(
        document,
        source_id=source_id,
        lineage_id=source.lineage_id if source else source_id,
        country=document.country or (source.country if source else None),
        lang=_settled_language(document) if detect else document.lang_label,
    ).doubted(*doubts(document.period, captured, source.since if source else None))


def _settled_language(document: Document) -> str | None:
    """The detected language; the label only where the text is too short to tell and the label is all there is."""
    found = detect_language(document.text if len(document.text) > 80 else document.whole)
    return found.lang or (document.lang_label if len(document.text) < 80 else None)


def attribute_all(documents: Sequence[Document], book: SourceBook) -> list[Document]:
    return [attribute(document, book) for document in documents]
