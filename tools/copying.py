"""Copies made from real texts, and texts that only look like copies: what the near-copy stage is scored on."""

import gzip
import json
import os
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from samarkand.adapters.compute_local import InProcess
from samarkand.collate.copy_evidence import piece_sets
from samarkand.collate.fingerprints import candidates
from samarkand.collate.stories import itself
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.text.shingles import containment

SHARED = Path(os.environ.get("SAMARKAND_SHARED", Path(__file__).parents[2] / "shared")) / "corpora"
DRAWN = {
    "swiss_federal_news_2023": 140,
    "saudi_newspapers_2015": 60,
    "cctv_evening_news_2023": 60,
    "swedish_government_2023_2024": 50,
    "noticias_newswire_es": 40,
    "russian_news_2019_2020": 60,
    "university_news_en_ar": 30,
    "wikinews_2019_2020": 30,
}
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SPARE = 220

Change = Callable[[str, list[str], random.Random], str]


def _period(written: str | None) -> Period | None:
    try:
        return Period.parse(written)
    except ValueError:
        return None


def documents_of(corpus: str) -> list[Document]:
    """In the order of the file; undated where the date cannot be read."""
    with gzip.open(SHARED / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Document(r["id"], r["text"], r["title"] or "", publisher=r["publisher"] or "", period=_period(r["date"]))
        for r in rows
    ]


def _sentences(text: str) -> list[str]:
    return [s for s in _SENTENCE.split(text) if s.strip()]


def _is_han(text: str) -> bool:
    return len(_HAN.findall(text)) * 3 > len(text)


def _joined(sentences: Sequence[str], like: str) -> str:
    return ("" if _is_han(like) else " ").join(sentences)


def cut(text: str, others: list[str], rng: random.Random) -> str:
    """Its first 40 to 80 %."""
    told = _sentences(text)
    return _joined(told[: max(2, int(len(told) * rng.uniform(0.4, 0.8)))], text)


def framed(text: str, others: list[str], rng: random.Random) -> str:
    """A few sentences of others before and after it."""
    before, after = (_sentences(rng.choice(others))[: rng.randint(1, 3)] for _ in range(2))
    return "\n".join([*before, text, *after])


def inside(text: str, others: list[str], rng: random.Random) -> str:
    """Between two whole texts of others."""
    return "\n".join([others.pop(), text, others.pop()]) if len(others) > 20 else framed(text, others, rng)


def reordered(text: str, others: list[str], rng: random.Random) -> str:
    paragraphs = [p for p in text.split("\n") if p.strip()]
    told = paragraphs if len(paragraphs) > 2 else _sentences(text)
    rng.shuffle(told)
    return "\n".join(told)


def edited(text: str, others: list[str], rng: random.Random) -> str:
    """One word in twenty-five left out, doubled by another or replaced; one character in sixty in Han."""
    told = list(text) if _is_han(text) else text.split(" ")
    for at in rng.sample(range(len(told)), max(1, len(told) // (60 if _is_han(text) else 25))):
        if not any(c.isdigit() for c in told[at]):
            told[at] = rng.choice(["", told[at] + ("" if _is_han(text) else " ") + rng.choice(told), rng.choice(told)])
    return ("" if _is_han(text) else " ").join(told)


def recased(text: str, others: list[str], rng: random.Random) -> str:
    told = text.upper() if rng.random() < 0.5 else text.lower()
    return told.replace(",", "").replace("“", '"').replace("-", " ").replace(".", " .")


def quoted(text: str, others: list[str], rng: random.Random) -> str:
    """A quotation of others put in for every ten sentences."""
    told = _sentences(text)
    for _ in range(max(1, len(told) // 10)):
        told.insert(rng.randint(0, len(told)), f"„{rng.choice(_sentences(rng.choice(others)))}“")
    return _joined(told, text)


CHANGES: dict[str, Change] = {
    "cut": cut,
    "framed": framed,
    "inside": inside,
    "reordered": reordered,
    "edited": edited,
    "recased": recased,
    "quoted": quoted,
}


def refigured(text: str, rng: random.Random) -> str:
    """The same form with other figures and neighbouring years: what an office says next time."""

    def other(found: re.Match[str]) -> str:
        digits = found[0]
        if len(digits) == 4 and digits.startswith(("19", "20")):
            return str(int(digits) + rng.choice((-2, -1, 1, 2)))
        return str(rng.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))

    return re.sub(r"\d+", other, text)


def _unlike(documents: Sequence[Document], rng: random.Random) -> list[Document]:
    """Those of which no other document of the corpus holds an eighth, shuffled: real copies would spoil the truth."""
    sets = piece_sets(documents)
    near: set[int] = set()
    for a, b in candidates([documents], itself, InProcess(), 1).tolist():
        if containment(sets[a], sets[b]) > 0.125:
            near |= {a, b}
    kept = [d for at, d in enumerate(documents) if at not in near and len(d.text) > (150 if _is_han(d.text) else 300)]
    rng.shuffle(kept)
    return kept


def made(seed: int) -> tuple[list[Document], dict[str, tuple[int, str]]]:
    """Originals, three changes of each, and rivals; and for each the group it belongs to and how it was made."""
    rng = random.Random(seed)
    documents: list[Document] = []
    truth: dict[str, tuple[int, str]] = {}

    def add(text: str, group: int, kind: str, period: Period | None) -> None:
        name = f"d{rng.getrandbits(48):012x}"
        documents.append(Document(name, text, period=period))
        truth[name] = (group, kind)

    group = 0
    for corpus, count in DRAWN.items():
        drawn = _unlike(documents_of(corpus), rng)
        others = [d.text for d in drawn[count : count + _SPARE]]
        for document in drawn[:count]:
            period = document.period if rng.random() < 0.6 else None
            add(document.text, group, "original", period)
            for kind in rng.sample(sorted(CHANGES), 3):
                add(CHANGES[kind](document.text, others, rng), group, kind, period)
            group += 1
            if len(re.findall(r"\d+", document.text)) >= 4:
                add(refigured(document.text, rng), group, "rival", period)
                group += 1
    documents.sort(key=lambda d: d.id)
    return documents, truth
