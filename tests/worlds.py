"""Tiny whole worlds: short ways to make domain records, and an encoder that needs no weights."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from samarkand.domain.document import Document, Story
from samarkand.domain.exchange import Exchange
from samarkand.domain.mention import Mention
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Stage
from samarkand.domain.source import Source, SourceKind
from samarkand.ports.encoder import Vectors


class WordEncoder:
    """Unit vectors of hashed words: texts that share words are near, others are not."""

    name, width = "words", 64

    def encode(self, texts: Sequence[str]) -> Vectors:
        out = np.zeros((len(texts), self.width), dtype=np.float32)
        for row, text in zip(out, texts, strict=True):
            for word in text.lower().split():
                row[int(hashlib.md5(word.encode()).hexdigest(), 16) % self.width] += 1.0
        norms = np.linalg.norm(out, axis=1, keepdims=True)
        return np.divide(out, norms, out=out, where=norms > 0)


def document(number: int, text: str, source: str = "press", day: str | None = "2024-05-02", **more: object) -> Document:
    made = Document(
        f"d{number}",
        text,
        f"Title {number}",
        lang="en",
        publisher=source,
        source_id=source,
        lineage_id=source,
        period=Period.parse(day),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def mention(
    told: Document,
    kind: str = "A2",
    parties: tuple[str, ...] = ("AA", "BB"),
    stage: Stage = Stage.DELIVERED,
    day: str | None = "2024-05-02",
    place: Place = Place("BB", "Port"),
    **more: object,
) -> Mention:
    start = len(told.title) + 1
    quote = Quote(told.id, start, start + len(told.text), told.text)
    made = Mention(kind, stage, parties, quote, 0.9, place=place, period=Period.parse(day))
    return replace(made, **more)  # type: ignore[arg-type]


def stories(documents: Sequence[Document]) -> list[Story]:
    return [Story(f"s-{d.id}", (d.id,)) for d in documents]


SOURCES = (
    Source("gov-a", "Government of A", SourceKind.GOVERNMENT, controlled_by=("AA",)),
    Source("gov-b", "Government of B", SourceKind.GOVERNMENT, controlled_by=("BB",)),
    Source("press", "Free Press", SourceKind.NEWSPAPER, controlled_by=()),
    Source("wire", "The Wire", SourceKind.AGENCY, controlled_by=()),
    Source("mirror", "Mirror of the Wire", SourceKind.AGENCY, controlled_by=(), lineage="wire"),
    Source("nobody-knows", "Unclear", SourceKind.NEWSPAPER, controlled_by=None),
    Source("desk", "Desk", SourceKind.DESK, controlled_by=()),
)


def swap(code: str, a: str, b: str) -> str:
    return {a: b, b: a}.get(code, code)


def swapped_exchange(x: Exchange, a: str, b: str) -> tuple[object, ...]:
    """What an exchange says, with two codes exchanged, in a form that can be compared."""
    place = swap(x.place.country, a, b) if x.place.country else None
    return (
        x.type,
        x.stage,
        sorted(swap(c, a, b) for c in x.parties),
        place,
        str(x.period),
        sorted(swap(c, a, b) for c in x.voices),
        x.grade,
        len(x.mentions),
    )
