"""How time and memory of reconciling grow with the number of mentions.

    python -m tools.reconcile_growth 10000 30000 100000 --folder DIR

The mentions are read from the shared corpora once and kept in DIR. To reach a size they are told again, each time some days
later and with other countries and towns in the place of theirs, so that they are other acts in as full a world: density
grows with size. Every size runs in a process of its own. Passages are encoded once each; since repeated ones are not encoded
again, encoding is timed apart and told as seconds for all mentions of that size. Times are of the processor, not of the
clock, so that other work on the machine does not count.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from samarkand import wiring
from samarkand.adapters.jsonl_files import open_lines
from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.collate.attribute import SourceBook, attribute_all
from samarkand.collate.identity import settle_ids
from samarkand.collate.parse.jsonl import parse_jsonl
from samarkand.domain.document import Document, Story
from samarkand.domain.mention import Mention
from samarkand.domain.observatory import DEFAULT_THRESHOLD
from samarkand.domain.period import Period
from samarkand.gazetteer.labels import country_codes, party_names
from samarkand.ports.encoder import Vectors
from samarkand.reconcile.bands import STEP
from samarkand.reconcile.reconciler import compare, reconciled
from samarkand.reconcile.scorecard import load_scorecard
from samarkand.reconcile.told import passage
from tools.copying import SHARED

CORPORA = ("commitments_cctv", "commitments_swiss", "swedish_government_2023_2024", "university_news_en_ar")
SHIFT = 3
MIB = 2**20


class Remembering:
    """The encoder, which is asked for every passage once; `seconds` of the processor for `passages` of them."""

    def __init__(self) -> None:
        self._encoder, self._known = wiring.encoder(), dict[str, Vectors]()
        self.name, self.width = self._encoder.name, self._encoder.width
        self.seconds, self.passages = 0.0, 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        begun = time.process_time()
        self._known.update(zip(new, self._encoder.encode(new) if new else (), strict=True))
        self.seconds, self.passages = self.seconds + time.process_time() - begun, self.passages + len(new)
        return np.stack([self._known[text] for text in texts])


def keep(folder: Path) -> ParquetTables:
    """Documents that mention something, and what they mention, read on the first call."""
    tables = ParquetTables(folder)
    for corpus in CORPORA:
        if corpus in tables.parts("mentions"):
            continue
        with open_lines(SHARED / f"{corpus}.jsonl.gz") as lines:
            rows = settle_ids(parse_jsonl(lines, corpus, party_names().__contains__), {}, corpus)
            documents = attribute_all([row for row in rows if isinstance(row, Document)], SourceBook(()))
        mentions = [
            m for _, found in wiring.reader(DEFAULT_THRESHOLD).read(documents) for m in found if not m.background
        ]
        about = {m.document_id for m in mentions}
        tables.write("documents", corpus, Document, [d for d in documents if d.id in about])
        tables.write("mentions", corpus, Mention, mentions)
    return tables


def _later(period: Period | None, days: int) -> Period | None:
    """Only days are moved; a month or a year stays what it is."""
    if period is None or len(period.start) < 10 or (period.end and len(period.end) < 10):
        return period
    moved = [(date.fromisoformat(p) + timedelta(days)).isoformat() for p in (period.start, period.end) if p]
    return Period(*moved)


def told_again(
    documents: Sequence[Document], mentions: Sequence[Mention], time_: int
) -> tuple[list[Document], list[Mention]]:
    """The same in another part of the world, some days later."""
    codes = sorted(country_codes())
    others = codes.copy()
    if time_:
        random.Random(time_).shuffle(others)
    other, days = dict(zip(codes, others, strict=True)), SHIFT * time_
    moved = [replace(d, id=f"{d.id}~{time_}", period=_later(d.period, days)) for d in documents]
    made = [
        replace(
            m,
            parties=tuple(other.get(code, code) for code in m.parties),
            quote=replace(m.quote, document_id=f"{m.document_id}~{time_}"),
            place=replace(m.place, country=other.get(m.place.country or "", m.place.country)),
            period=_later(m.period, days),
        )
        for m in mentions
    ]
    return moved, made


def grown(tables: ParquetTables, size: int) -> tuple[dict[str, Document], list[Mention]]:
    documents, mentions = list(tables.read("documents", Document)), list(tables.read("mentions", Mention))
    all_documents: dict[str, Document] = {}
    all_mentions: list[Mention] = []
    for time_ in range(-(-size // len(mentions))):
        moved, made = told_again(documents, mentions, time_)
        all_documents.update((d.id, d) for d in moved)
        all_mentions += made
    return all_documents, all_mentions[:size]


def measure(folder: Path, size: int) -> dict[str, float]:
    documents, mentions = grown(keep(folder), size)
    encoder = Remembering()
    encoder.encode([passage(m, documents[m.document_id]) for m in mentions])
    stories = [Story(f"s-{d}", (d,)) for d in documents]
    begun = time.process_time()
    compared = compare(mentions, documents, stories, (), encoder)
    between = time.process_time()
    found = reconciled(compared)
    for threshold in (load_scorecard().same - STEP, load_scorecard().same + STEP):
        sum(1 for _ in compared.acts(threshold))
    return {
        "mentions": size,
        "compare": between - begun,
        "group": time.process_time() - between,
        "encode": encoder.seconds / encoder.passages * size,
        "exchanges": len(found.exchanges),
        "open": len(found.open),
        "likenesses": len(compared.likenesses),
        "left out": sum(compared.left_out.values()),
        "MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MIB,
    }


def lines(rows: Sequence[dict[str, float]]) -> Iterator[str]:
    names = list(rows[0])
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(f'{row[name]:,.0f}' for name in names)} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--here", action="store_true", help="one size, in this process, as JSON")
    asked = parser.parse_args()
    if not SHARED.is_dir():
        print(f"{SHARED} is absent: set SAMARKAND_SHARED to the folder that holds corpora", file=sys.stderr)
        return 1
    if asked.here:
        print(json.dumps(measure(asked.folder, asked.sizes[0])))
        return 0
    keep(asked.folder)
    rows = []
    for size in asked.sizes:
        words = [sys.executable, "-m", "tools.reconcile_growth", str(size), "--folder", str(asked.folder), "--here"]
        done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
        rows.append(json.loads(done.stdout.splitlines()[-1]))
        print(rows[-1], file=sys.stderr)
    for line in lines(rows):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
