"""More documents than there are: real ones taken apart by sentences and put together anew.

A document is of one corpus and one language: as long as a real one, its sentences from a few real ones, with other
numbers, other names and some other words. One in eight is a near copy of an earlier one. Document `n` is the same in
whatever order and number they are made.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from samarkand.text.sentences import sentence_spans

CORPORA = (
    "cctv_evening_news_2024",
    "noticias_newswire_es",
    "russian_news_2019_2020",
    "saudi_newspapers_2015",
    "swedish_government_2023_2024",
    "swiss_federal_news_2023",
    "swiss_federal_news_2024",
    "university_news_en_ar",
    "wikinews_2019_2020",
)
COPIES = 8
_OF_EACH = 4000
_LONGEST = 40
_CHANGED = 0.06
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIGURE = re.compile(r"\d+")
_FIRST_DAY = date(2015, 1, 1)
_DAYS = 3650


@dataclass(frozen=True)
class Pool:
    """Real documents of one corpus and language, as rows and as sentences; words by whether they begin with a capital."""

    rows: Sequence[dict[str, Any]]
    sentences: Sequence[Sequence[str]]
    words: Sequence[Sequence[str]]


def _pool(rows: Sequence[dict[str, Any]]) -> Pool:
    sentences = [[row["text"][a:b] for a, b in sentence_spans(row["text"])] for row in rows]
    words: tuple[set[str], set[str]] = (set(), set())
    for row in rows[:1000]:
        for word in _WORD.findall(row["text"]):
            words[word[0].isupper()].add(word)
    return Pool(rows, sentences, [sorted(kind) for kind in words])


def _rows(corpora: Path, name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(corpora / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


class Growth:
    """Makes documents of the shared corpora; `number` 0, 1, 2, …"""

    def __init__(self, corpora: Path) -> None:
        by_kind: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for name in CORPORA:
            for row in _rows(corpora, name):
                held = by_kind.setdefault((name, row["lang"] or ""), [])
                if len(held) < _OF_EACH:
                    held.append(row)
        self._pools = [_pool(rows) for _, rows in sorted(by_kind.items()) if len(rows) >= 20]
        self._weights = [len(pool.rows) for pool in self._pools]

    def document(self, number: int) -> dict[str, Any]:
        rng = random.Random(number)
        if number >= COPIES and rng.randrange(COPIES) == 0:
            return self._copy(number, rng)
        return self._made(number, rng)

    def _made(self, number: int, rng: random.Random) -> dict[str, Any]:
        (pool,) = rng.choices(self._pools, self._weights)
        at = rng.randrange(len(pool.rows))
        row = pool.rows[at]
        givers = [pool.sentences[at], *(pool.sentences[rng.randrange(len(pool.rows))] for _ in range(3))]
        count = min(len(givers[0]), _LONGEST)
        told = [sentences[n] for n in range(count) if n < len(sentences := givers[rng.randrange(4)])] or givers[0][:1]
        return {
            "id": f"grown-{number}",
            "lang": row["lang"],
            "publisher": row["publisher"],
            "country": row["country"],
            "date": str(_FIRST_DAY + timedelta(days=rng.randrange(_DAYS))),
            "title": _varied(row["title"] or "", pool, rng),
            "text": " ".join(_varied(sentence, pool, rng) for sentence in told),
        }

    def _copy(self, number: int, rng: random.Random) -> dict[str, Any]:
        earlier = rng.randrange(number)
        made = self._made(earlier, _second(earlier))
        words = made["text"].split(" ")
        for _ in range(len(words) // 60):
            words[rng.randrange(len(words))] = words[rng.randrange(len(words))]
        day = date.fromisoformat(made["date"]) + timedelta(days=rng.randrange(3))
        return made | {"id": f"grown-{number}", "text": " ".join(words), "date": str(day)}


def _second(number: int) -> random.Random:
    """The state in which `document` makes a document that is no copy."""
    rng = random.Random(number)
    if number >= COPIES:
        rng.randrange(COPIES)
    return rng


def _varied(text: str, pool: Pool, rng: random.Random) -> str:
    def word(found: re.Match[str]) -> str:
        others = pool.words[found[0][0].isupper()]
        is_name = found[0][0].isupper() and found.start() > 0
        return rng.choice(others) if others and rng.random() < _CHANGED * (4 if is_name else 1) else found[0]

    def figure(found: re.Match[str]) -> str:
        return str(rng.randrange(1, 10 ** min(len(found[0]), 9)))

    return _FIGURE.sub(figure, _WORD.sub(word, text))


def grow(corpora: Path, folder: Path, count: int, each: int = 10_000) -> list[Path]:
    """Files of JSON lines with `count` documents in all; those that are there already are kept."""
    growth, out = None, []
    for start in range(0, count, each):
        end = min(start + each, count)
        out.append(path := folder / f"grown-{start:09d}-{end:09d}.jsonl")
        if path.exists():
            continue
        growth = growth or Growth(corpora)
        beside = path.with_suffix(".tmp")
        with beside.open("w", encoding="utf-8") as lines:
            for number in range(start, end):
                lines.write(json.dumps(growth.document(number), ensure_ascii=False) + "\n")
        beside.replace(path)
    return out
