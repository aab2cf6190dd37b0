"""Small worlds of promises, in sentences of our own."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from samarkand.codebook.types import load_codebook
from samarkand.domain.commitment import Commitment
from samarkand.domain.document import Document
from samarkand.domain.mention import Quantity
from samarkand.domain.period import Period
from samarkand.follow.follower import Followed, Follower
from samarkand.follow.passages import Passage
from samarkand.follow.scorecard import Scorecard, load_scorecard
from samarkand.follow.words import load_words
from samarkand.gazetteer.find import load

EVERYTHING = Scorecard(5.0, {}, 0.5, 0.25)
"""Takes every draft for a promise, so that a test is about what follows."""


def no_quantities(_: Passage) -> tuple[Quantity, ...]:
    return ()


@cache
def follower(promise: Scorecard = EVERYTHING) -> Follower:
    return Follower(load_words(load_codebook()), load(), load_codebook(), no_quantities, promise=promise)


def learnt() -> Follower:
    return follower(load_scorecard("promise"))


def doc(number: int, day: str | None, title: str, text: str, lang: str = "en", country: str = "PE") -> Document:
    when = Period(day) if day else None
    return Document(f"d{number}", text, title, lang, publisher="Ministry", country=country, period=when)


def followed(documents: Sequence[Document], as_of: str = "2030-01-01", by: Follower | None = None) -> Followed:
    by = by or follower()
    return by.follow(by.archive([*documents, *filler()], ()), date.fromisoformat(as_of))


def filler() -> list[Document]:
    """Documents about nothing in particular, so that a rare word is rare."""
    return [
        doc(
            100 + i,
            f"20{10 + i % 9:02d}-03-01",
            f"Harvest report {i}",
            f"The weather in valley {i} was mild. Roads were dry.",
        )
        for i in range(40)
    ]


def of(found: Followed, document: str) -> list[Commitment]:
    return [c for c in found.commitments if c.document_id == document]
