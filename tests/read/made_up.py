"""Passages made by hand, and documents split as the reader splits them, without its weights."""

from functools import cache

from samarkand.codebook.languages import load_languages
from samarkand.codebook.types import load_codebook
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.gazetteer.find import Gazetteer, Hit, load
from samarkand.read.lexicon import Cue, Lexicon
from samarkand.read.parties import Context
from samarkand.read.passages import Passage, split


def hit(start: int, end: int, code: str, kind: str = "country", form: str = "name") -> Hit:
    return Hit(start, end, code, kind, None, form)


def passage(*codes: str, number: int = 1, cues: tuple[Cue, ...] = ()) -> Passage:
    return Passage(number, 0, 60, "x" * 60, cues, tuple(hit(i, i + 1, c) for i, c in enumerate(codes)))


def context(own: str | None, title: tuple[str, ...] = (), common: tuple[str, ...] = ()) -> Context:
    return Context(own, title, (), common, {})


@cache
def lexicon(lang: str) -> Lexicon:
    return Lexicon(load_codebook(), load_languages()[lang])


@cache
def gazetteer() -> Gazetteer:
    return load()


def told(lang: str, text: str, title: str = "", day: str | None = None, own: str | None = None) -> Document:
    return Document("d", text, title, lang=lang, country=own, period=Period.parse(day))


def passages_of(document: Document) -> list[Passage]:
    lang = document.lang or "en"
    return split(document, lexicon(lang), gazetteer())
