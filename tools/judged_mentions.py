"""Pairs of mentions judged by reading (tests/gold/exchange_pairs.jsonl), and the documents they stand in."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from samarkand.adapters.jsonl_files import open_lines
from samarkand.collate.attribute import SourceBook, attribute_all
from samarkand.collate.identity import settle_ids
from samarkand.collate.parse.jsonl import parse_jsonl
from samarkand.domain.document import Document
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Stage
from samarkand.gazetteer.labels import party_names
from samarkand.match.components import connected
from tools.copying import SHARED

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "exchange_pairs.jsonl"
HALVES = ("dev", "held")


@dataclass(frozen=True, slots=True)
class Passage:
    """A mention as it stood when judged: where, and what was read there. `document` is the id in its corpus."""

    corpus: str
    document: str
    start: int
    end: int
    type: str
    stage: str
    parties: tuple[str, ...]
    date: str | None
    place: str | None

    @property
    def key(self) -> str:
        return key_of(self.corpus, self.document)


@dataclass(frozen=True, slots=True)
class Pair:
    """`verdict` is same, different or unsure; `kind` and `split` as tests/gold/exchange_pairs.md says."""

    id: str
    kind: str
    verdict: str
    split: str
    a: Passage
    b: Passage

    @property
    def sides(self) -> tuple[Passage, Passage]:
        return self.a, self.b


def key_of(corpus: str, document: str) -> str:
    """An id that shows neither the release nor the outlet."""
    return content_id("d", corpus, document)


def half_of(a: str, b: str) -> str:
    """Which half a pair lies in: by the first byte of a hash of the ids of its documents, even for development."""
    return HALVES[hashlib.sha256("|".join(["exchange_pairs", *sorted((a, b))]).encode()).digest()[0] % 2]


def _passage(row: Mapping[str, Any]) -> Passage:
    return Passage(**{**row, "parties": tuple(row["parties"])})


def judged_pairs(path: Path = GOLD) -> list[Pair]:
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [Pair(r["id"], r["kind"], r["verdict"], r["split"], _passage(r["a"]), _passage(r["b"])) for r in rows]


def of_one_half(pairs: Sequence[Pair]) -> frozenset[str]:
    """Ids of the pairs that share no document, nor an act told in it, with a pair of the other half.

    Documents joined by pairs judged same, directly or through others, tell of acts in common.
    """
    number: dict[str, int] = {}
    for side in (side for pair in pairs for side in pair.sides):
        number.setdefault(side.document, len(number))
    ends = {pair.id: (number[pair.a.document], number[pair.b.document]) for pair in pairs}
    groups = connected((ends[pair.id] for pair in pairs if pair.verdict == "same"), len(number))
    group_of = {document: at for at, group in enumerate(groups) for document in group}
    halves: dict[int, set[str]] = defaultdict(set)
    for pair in pairs:
        for document in ends[pair.id]:
            halves[group_of[document]].add(pair.split)
    return frozenset(
        pair.id for pair in pairs if all(halves[group_of[document]] == {pair.split} for document in ends[pair.id])
    )


def _of_corpus(corpus: str) -> Iterator[Document]:
    with open_lines(SHARED / f"{corpus}.jsonl.gz") as lines:
        for row in settle_ids(parse_jsonl(lines, corpus, party_names().__contains__), {}, corpus):
            if isinstance(row, Document):
                yield replace(row, id=key_of(corpus, row.id))


def documents_of(pairs: Sequence[Pair], whole: bool = False) -> list[Document]:
    """The documents of the pairs, or all of their corpora, attributed, under ids that tell nothing.

    A text that stands in several of the corpora comes once, under the id that a pair knows, if one does.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for side in (side for pair in pairs for side in pair.sides):
        wanted[side.corpus].add(side.key)
    judged, others = [], []
    for corpus, keys in sorted(wanted.items()):
        for document in _of_corpus(corpus):
            if document.id in keys:
                judged.append(document)
            elif whole:
                others.append(document)
    texts = {d.text_hash for d in judged}
    more = {d.text_hash: d for d in others if d.text_hash not in texts}
    return attribute_all([*judged, *more.values()], SourceBook(()))


def aligned(side: Passage, mentions: Iterable[Mention]) -> Mention | None:
    """The core mention whose quote shares most with the judged span; of equals the one of the judged type."""

    def shared(m: Mention) -> int:
        return min(m.quote.end, side.end) - max(m.quote.start, side.start)

    over = [m for m in mentions if not m.background and shared(m) > 0]
    return max(over, key=lambda m: (shared(m), m.type == side.type, m.id), default=None)


def placed(side: Passage, document: Document, read: Mention | None) -> Mention:
    """The mention as it stood when judged; what is no part of the gold (names, second types) as read today."""
    quote = Quote(document.id, side.start, side.end, document.whole[side.start : side.end])
    return Mention(
        side.type,
        Stage(side.stage),
        side.parties,
        quote,
        confidence=1.0,
        alt_types=read.alt_types if read else (),
        organisations=read.organisations if read else (),
        place=Place(side.place, read.place.name if read and read.place.country == side.place else None),
        period=Period.parse(side.date),
        initiative=read.initiative if read else (),
    )
