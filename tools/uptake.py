"""What parties do about initiatives in files of documents: counts, or milestones drawn at random to read.

python -m tools.uptake                       counts by corpus over the corpora named below
python -m tools.uptake --draw 60             that many deeds in their texts
python -m tools.uptake --aside 40            what was set aside, in its text
python -m tools.uptake CORPUS …              other files: .jsonl or .jsonl.gz of documents, .txt of one
"""

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from samarkand.codebook.initiatives import load_initiatives
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.domain.uptake import Deed
from samarkand.follow.initiatives.reading import read_uptake
from tools.annotated import SHARED

CORPORA = (
    "corpora/cctv_evening_news_2023.jsonl.gz",
    "corpora/cctv_evening_news_2024.jsonl.gz",
    "corpora/swiss_federal_news_2023.jsonl.gz",
    "corpora/swiss_federal_news_2024.jsonl.gz",
    "corpora/swedish_government_2023_2024.jsonl.gz",
    "inputs/release_story.txt",
)
_AROUND = 160


def documents_of(path: Path) -> Iterator[Document]:
    if path.suffix == ".txt":
        yield Document(path.stem, path.read_text("utf-8"), lang="en")
        return
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Document(
                str(row["id"]),
                row["text"],
                row.get("title") or "",
                row.get("lang"),
                country=row.get("country"),
                publisher=row.get("publisher") or "",
                period=_period(row.get("date")),
            )


def _period(written: str | None) -> Period | None:
    """A date that is none leaves the document undated."""
    try:
        return Period.parse(written)
    except ValueError:
        return None


def shown(document: Document, start: int, end: int, around: int = _AROUND) -> str:
    whole = document.whole
    text = f"{whole[max(0, start - around) : start]}[[{whole[start:end]}]]{whole[end : end + 60]}"
    return text.replace("\n", " ")


def told(deed: Deed, document: Document) -> str:
    q = deed.quote
    head = f"{deed.initiative} | {deed.act.value} | {deed.actor} | {deed.period} ({deed.dated.value})"
    return f"{head}  {q.document_id} {q.start}-{q.end}\n    {shown(document, q.start, q.end)}"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--aside", type=int, default=0)
    parser.add_argument("--reason", default="")
    parser.add_argument("--seed", type=int, default=1)
    call = parser.parse_args(argv)
    known = load_initiatives()
    deeds: list[tuple[Deed, Document]] = []
    aside = []
    for path in call.corpora or [SHARED / name for name in CORPORA]:
        acts: Counter[str] = Counter()
        reasons: Counter[str] = Counter()
        total = naming = 0
        for document in documents_of(path):
            total += 1
            reading = read_uptake(document, known)
            naming += bool(reading.namings)
            acts.update(d.act.value for d in reading.deeds)
            reasons.update(a.reason for a in reading.aside)
            deeds += [(d, document) for d in reading.deeds]
            aside += [(a, document) for a in reading.aside if not call.reason or a.reason == call.reason]
        print(f"{path.name}: {total:,} documents, {naming:,} name an initiative")
        print(f"    acts: {dict(acts.most_common())}; set aside: {dict(reasons.most_common())}")
    chance = random.Random(call.seed)
    for deed, document in chance.sample(deeds, min(call.draw, len(deeds))):
        print(told(deed, document))
    for each, document in chance.sample(aside, min(call.aside, len(aside))):
        print(f"{each.initiative} | {each.reason}\n    {shown(document, each.start, each.end)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
