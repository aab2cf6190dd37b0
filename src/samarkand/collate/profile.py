"""What of a document survives translation: its figures, names in Latin letters, links, countries, size and sense."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samarkand.codebook.languages import load_languages
from samarkand.domain.document import Document
from samarkand.gazetteer.find import load as load_gazetteer
from samarkand.ports.encoder import Encoder
from samarkand.text.numbers import DIGITS
from samarkand.text.sentences import sentence_spans

SENTENCES = 4
_SENTENCE = 300
_READ = 20_000
_OPENING = 1200
_HAN_WEIGHT = 2.6

_LINK = re.compile(r"[\w.+-]{1,64}@[\w.-]+\.\w+|(?:https?://|www\.)[^\s<>\"')]+", re.I)
_FIGURE = re.compile(r"\d{1,3}(?:['’\u00a0\u202f ,.]\d{3})+(?!\d)|\d+[.,]\d{1,2}(?![\d.,]\d)|\d+")
_SCALE = re.compile(r"[ \u00a0\u202f]?([^\W\d_]{1,12})")
_NAME = re.compile(r"[^\W\d_][\w&]*(?:[-'’][^\W\d_]\w*)*")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Profile:
    """`vectors` has a unit row for the title and each of the first sentences, `sense` is the direction of their mean."""

    lang: str | None
    vectors: NDArray[np.float32]
    sense: NDArray[np.float32]
    figures: frozenset[str]
    names: frozenset[str]
    links: frozenset[str]
    parties: frozenset[str]
    size: float
    paragraphs: int


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


def _scaled(value: str, after: str, scales: Mapping[str, float]) -> str | None:
    """The whole number that a figure and a word such as "million" stand for."""
    word = _SCALE.match(after)
    if word is None:
        return None
    written = word[1].casefold()
    scale = scales.get(written) or next(
        (scales[written[:n]] for n in (2, 1) if written[:n] in scales and ord(written[0]) > 0x3000), None
    )
    return f"{float(value) * scale:.0f}" if scale else None


def figures(text: str, lang: str | None) -> Iterator[str]:
    """Every number in figures, without marks of thousands; with a word of scale also its whole value."""
    language = load_languages().get(lang or "")
    scales = language.numerals.scales if language else {}
    for found in _FIGURE.finditer(text):
        written = found[0]
        grouped = re.fullmatch(r"\d{1,3}(?:\D\d{3})+", written)
        value = re.sub(r"\D", "", written) if grouped else written.replace(",", ".")
        yield value
        if scales and (whole := _scaled(value, text[found.end() : found.end() + 14], scales)):
            yield whole


def names(text: str) -> Iterator[str]:
    """Words in Latin letters with a capital, unaccented and lower-cased: they are kept as written in translation."""
    for found in _NAME.finditer(text):
        word = found[0]
        if len(word) > 2 and word != word.lower() and word[0] < "\u0250":
            yield _plain(word)


def _sentences(document: Document) -> list[str]:
    head = document.text[: _OPENING * 2]
    spans = [(a, b) for a, b in sentence_spans(head) if b - a > 15][:SENTENCES]
    return [document.title or document.text[:120], *(head[a:b][:_SENTENCE] for a, b in spans)]


def _size(text: str) -> float:
    """Characters, one in Han, kana or Hangul for about two and a half letters."""
    sample = text[:2000]
    dense = len(_HAN.findall(sample)) / max(1, len(sample))
    return len(text) * (1 + (_HAN_WEIGHT - 1) * dense)


def profiles(documents: Sequence[Document], encoder: Encoder) -> list[Profile]:
    """One a document, in order. Few sentences are encoded, as that is what takes the time."""
    sentences = [_sentences(d) for d in documents]
    vectors = encoder.encode([s for told in sentences for s in told])
    gazetteer = load_gazetteer()
    ends = np.cumsum([len(told) for told in sentences])
    return [
        _profile(document, vectors[end - len(told) : end], gazetteer.codes(document.whole[:_OPENING], document.lang))
        for document, told, end in zip(documents, sentences, ends, strict=True)
    ]


def _profile(document: Document, vectors: NDArray[np.float32], parties: set[str]) -> Profile:
    whole = document.whole[:_READ].translate(DIGITS)
    text = _LINK.sub(" ", whole)
    mean = vectors.mean(axis=0)
    return Profile(
        lang=document.lang,
        vectors=vectors,
        sense=mean / max(1e-6, float(np.linalg.norm(mean))),
        figures=frozenset(figures(text, document.lang)),
        names=frozenset(names(text)),
        links=frozenset(link.casefold().rstrip(".,;:/") for link in _LINK.findall(whole)),
        parties=frozenset(parties),
        size=_size(whole),
        paragraphs=1 + whole.count("\n"),
    )
