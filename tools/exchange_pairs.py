"""Scores reconciliation on pairs of mentions judged by reading (tests/gold/exchange_pairs.jsonl, how: exchange_pairs.md).

    python -m tools.exchange_pairs                 the development half
    python -m tools.exchange_pairs --errors        with every pair that came out wrong, and what the scorecard said of it
    python -m tools.exchange_pairs --as-judged     on mentions placed as they stood when judged, whatever is read today
    python -m tools.exchange_pairs --held          the half kept for judging: look once, then leave the scorecard alone

The documents of the pairs are collated, read and reconciled together, under ids that tell nothing. "Same" is the positive
answer; pairs judged "unsure" are left out; a pair one of whose passages is no longer read as a core mention is counted
apart. Intervals are Wilson's, 95 %, as if the pairs were independent. The corpora are looked for in SAMARKAND_SHARED,
else in ../shared beside the repository; where they are absent the tool says so and ends with 1.
"""

import argparse
import csv
import hashlib
import io
import json
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from samarkand import wiring
from samarkand.adapters.compute_local import InProcess
from samarkand.adapters.jsonl_files import open_lines
from samarkand.collate.attribute import SourceBook, attribute_all
from samarkand.collate.identity import settle_ids
from samarkand.collate.parse.jsonl import parse_jsonl
from samarkand.collate.stories import in_memory, relate
from samarkand.domain.document import Document
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention
from samarkand.domain.observatory import DEFAULT_THRESHOLD
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Stage
from samarkand.gazetteer.labels import party_names
from samarkand.reconcile.reconciler import compare
from samarkand.reconcile.scorecard import reasons, score
from samarkand.reconcile.told import Told
from samarkand.stats.wilson import wilson
from tools.copying import SHARED

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "exchange_pairs.jsonl"
TOLOKA = "same_story_pairs_ru_en"
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
    id: str
    kind: str
    verdict: str
    split: str
    a: Passage
    b: Passage


@dataclass(frozen=True, slots=True)
class Outcome:
    """`joined` is None where a passage is not read as a core mention any more; `card` is the score and its reasons."""

    pair: Pair
    joined: bool | None
    card: str = ""


def key_of(corpus: str, document: str) -> str:
    """An id that shows neither the release nor the outlet."""
    return content_id("d", corpus, document)


def half_of(a: str, b: str) -> str:
    """Which half a pair lies in: by the first byte of a hash of the ids of its documents."""
    return HALVES[hashlib.sha256("|".join(["exchange_pairs", *sorted((a, b))]).encode()).digest()[0] % 2]


def _passage(row: Mapping[str, Any]) -> Passage:
    return Passage(**{**row, "parties": tuple(row["parties"])})


def pairs(split: str, path: Path = GOLD) -> list[Pair]:
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [
        Pair(r["id"], r["kind"], r["verdict"], r["split"], _passage(r["a"]), _passage(r["b"]))
        for r in rows
        if r["split"] == split
    ]


def _toloka() -> Iterator[Document]:
    """The Russian side of the shared archive of pairs; ids are the pool, the row and the side."""
    csv.field_size_limit(1 << 30)
    with tarfile.open(SHARED.parent / "collation" / f"{TOLOKA}.tar.xz") as archive:
        for pool in ("ru_train_pool", "ru_exam_pool", "ru_honey_pool"):
            held = archive.extractfile(f"toloka/clustering_pairs/{pool}.tsv")
            assert held is not None
            for at, row in enumerate(csv.DictReader(io.StringIO(held.read().decode("utf-8")), delimiter="\t")):
                for side in ("first", "second"):
                    text, title = row[f"INPUT:{side}_text"], row[f"INPUT:{side}_title"]
                    yield Document(f"{pool}-{at}-{side}", text, title, "ru", url=row[f"INPUT:{side}_url"])


def _of_corpus(corpus: str) -> Iterator[Document]:
    if corpus == TOLOKA:
        yield from _toloka()
        return
    with open_lines(SHARED / f"{corpus}.jsonl.gz") as lines:
        for row in settle_ids(parse_jsonl(lines, corpus, party_names().__contains__), {}, corpus):
            if isinstance(row, Document):
                yield row


def documents_of(all_pairs: Sequence[Pair]) -> list[Document]:
    """The documents of the pairs, attributed, under ids that tell nothing; each corpus is gone through once."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for side in (side for pair in all_pairs for side in (pair.a, pair.b)):
        wanted[side.corpus].add(side.document)
    found = {
        key_of(corpus, d.id): replace(d, id=key_of(corpus, d.id))
        for corpus, ids in sorted(wanted.items())
        for d in _of_corpus(corpus)
        if d.id in ids
    }
    return attribute_all(list(found.values()), SourceBook(()))


def placed(side: Passage, document: Document, read: Mention | None) -> Mention:
    """The mention as it stood when judged; the names of organisations, which are no part of the gold, as read today."""
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


def aligned(side: Passage, mentions: Sequence[Mention]) -> Mention | None:
    """The core mention whose quote shares most with the judged span; of equals the one of the judged type."""

    def shared(m: Mention) -> int:
        return min(m.quote.end, side.end) - max(m.quote.start, side.start)

    over = [m for m in mentions if not m.background and shared(m) > 0]
    return max(over, key=lambda m: (shared(m), m.type == side.type, m.id), default=None)


def _card(a: Told, b: Told) -> str:
    return f"{score(a, b):.2f} {'; '.join(reasons(a, b))}; {a.mention.type}–{b.mention.type} {a.when}–{b.when}"


def outcomes(all_pairs: Sequence[Pair], as_judged: bool = False) -> list[Outcome]:
    """Every pair with whether its two mentions came to stand in one exchange."""
    documents = {d.id: d for d in documents_of(all_pairs)}
    told_by = dict(wiring.reader(DEFAULT_THRESHOLD).read(list(documents.values())))
    read = {d.id: list(mentions) for d, mentions in told_by.items()}
    sides = {side for pair in all_pairs for side in (pair.a, pair.b) if side.key in documents}
    stands: dict[Passage, Mention | None] = {side: aligned(side, read.get(side.key, ())) for side in sides}
    if as_judged:
        stands = {side: placed(side, documents[side.key], m) for side, m in stands.items()}
        mentions = list({m.id: m for m in stands.values() if m}.values())
    else:
        mentions = [m for found in read.values() for m in found]
    collated, relations = relate(in_memory(documents.values(), InProcess(), describe=wiring.describe))
    compared = compare(mentions, documents, collated, (), wiring.encoder(), relations)
    act = {t.mention.id: at for at, one in enumerate(compared.acts()) for t in one.told}
    told = {t.mention.id: t for t in compared.told}
    return [_outcome(pair, stands.get(pair.a), stands.get(pair.b), act, told) for pair in all_pairs]


def _outcome(
    pair: Pair, a: Mention | None, b: Mention | None, act: Mapping[str, int], told: Mapping[str, Told]
) -> Outcome:
    if a is None or b is None:
        return Outcome(pair, None)
    return Outcome(pair, act[a.id] == act[b.id], _card(told[a.id], told[b.id]))


def _share(hits: int, trials: int) -> str:
    if not trials:
        return "–"
    low, high = wilson(hits, trials)
    return f"{hits / trials:.3f} [{low:.3f}, {high:.3f}]"


def lines(found: Sequence[Outcome]) -> Iterator[str]:
    """A table, a row a kind of pairs."""
    yield "| kind | pairs | same | different | unsure | no longer read | precision | recall |"
    yield "|---|---|---|---|---|---|---|---|"
    for kind in dict.fromkeys(o.pair.kind for o in found):
        some = [o for o in found if o.pair.kind == kind]
        verdicts = [sum(o.pair.verdict == v for o in some) for v in ("same", "different", "unsure")]
        lost = sum(o.joined is None and o.pair.verdict != "unsure" for o in some)
        judged = [
            (o.pair.verdict == "same", o.joined) for o in some if o.joined is not None and o.pair.verdict != "unsure"
        ]
        right = sum(same and bool(joined) for same, joined in judged)
        precision = _share(right, sum(bool(joined) for _, joined in judged))
        recall = _share(right, sum(same for same, _ in judged))
        yield f"| {kind} | {len(some)} | {' | '.join(map(str, verdicts))} | {lost} | {precision} | {recall} |"


def errors(found: Sequence[Outcome]) -> Iterator[str]:
    for o in found:
        if o.joined is None or o.pair.verdict == "unsure" or o.joined == (o.pair.verdict == "same"):
            continue
        a, b = o.pair.a, o.pair.b
        where = f"{a.document}:{a.start}-{a.end} {b.document}:{b.start}-{b.end}"
        yield f"{o.pair.id} {o.pair.kind} judged {o.pair.verdict}, {'joined' if o.joined else 'apart'}: {where} {o.card}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true", help="the half kept for judging")
    parser.add_argument("--errors", action="store_true", help="every pair that came out wrong")
    parser.add_argument("--as-judged", action="store_true", help="mentions placed as they stood when judged")
    asked = parser.parse_args()
    if not SHARED.is_dir():
        print(f"{SHARED} is absent: set SAMARKAND_SHARED to the folder that holds corpora", file=sys.stderr)
        return 1
    found = outcomes(pairs("held" if asked.held else "dev"), asked.as_judged)
    for line in lines(found):
        print(line)
    if asked.errors:
        for line in errors(found):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
