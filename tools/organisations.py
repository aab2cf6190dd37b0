"""Measures the names of organisations on the gold's core events, by language; optionally draws names to read.

    python -m tools.organisations            the table
    python -m tools.organisations --write    the table, also into docs/organisations.md
    python -m tools.organisations --errors   with every name missed or not in the gold
    python -m tools.organisations --draw 60 CORPUS.jsonl.gz ...   names beside their sentences

A name counts as found where one contains the other after case folding. Only passages that overlap the gold's quote,
or stand within two sentences of it, are looked at. The gold lists at most six names an event and only those that take
part, so that a right name may count as wrong: read precision here as a lower bound.
"""

import argparse
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from samarkand import wiring
from samarkand.codebook.languages import load_languages
from samarkand.domain.document import Document
from samarkand.gazetteer.find import load
from samarkand.read.lexicon import Lexicon, lexicons
from samarkand.read.organisations import Organisation, organisations_with_type
from samarkand.read.passages import Passage, split
from tools.annotated import ROOT, SHARED, gold_documents

AROUND = 2
PAGE = ROOT / "docs" / "organisations.md"
MARK = "<!-- measured -->"


def near(passages: Sequence[Passage], start: int, end: int) -> list[Passage]:
    """Passages that overlap the stretch, and two before and after."""
    at = [i for i, p in enumerate(passages) if p.start < end and start < p.end]
    return list(passages[max(0, min(at) - AROUND) : max(at) + 1 + AROUND]) if at else []


def same(one: str, other: str) -> bool:
    a, b = (" ".join(name.casefold().replace("’", "'").split()) for name in (one, other))
    return a in b or b in a


def _lexicons() -> dict[str, Lexicon]:
    return lexicons(wiring.codebook(), load_languages())


def passages_of(document: Document, known: dict[str, Lexicon]) -> list[Passage]:
    return split(document, known[document.lang or ""], load())


def rows(shared: Path) -> Iterator[tuple[Document, list[str], list[Organisation]]]:
    """Each document with core events: the gold's names that stand near a quote, and those found there."""
    known, languages = _lexicons(), load_languages()
    gold = {row["id"]: row["events"] for row in _lines(shared / "gold" / "dev.jsonl")}
    for document in gold_documents(shared):
        events = [e for e in gold.get(document.id, []) if not e["background"] and not e.get("contested")]
        if not events or document.lang not in known:
            continue
        passages = passages_of(document, known)
        looked: dict[int, Passage] = {}
        for event in events:
            start = document.whole.find(event["quote"])
            looked |= {p.number: p for p in near(passages, start, start + len(event["quote"]))}
        text = " ".join(document.whole[p.start : p.end] for p in looked.values()).casefold()
        wanted = dict.fromkeys(name for e in events for name in e["organisations"] if name.casefold() in text)
        found = [o for p in looked.values() for o in organisations_with_type(p, languages[document.lang])]
        yield document, list(wanted), list({o.name.casefold(): o for o in found}.values())


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).split(b"\n")
    yield from (json.loads(line) for line in lines if line.strip())


def measure(shared: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts by language (`wanted`, `met`, `found`, `right`), and a line for each name on one side only."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    errors: list[str] = []
    for document, wanted, found in rows(shared):
        met = [name for name in wanted if any(same(name, o.name) for o in found)]
        right = [o for o in found if any(same(name, o.name) for name in wanted)]
        for key in (document.lang or "", "all"):
            counts[key].update(wanted=len(wanted), met=len(met), found=len(found), right=len(right), documents=1)
        errors += [f"missed\t{document.lang}\t{document.id}\t{name}" for name in wanted if name not in met]
        errors += [f"extra\t{document.lang}\t{document.id}\t{o.name}\t{o.kind}" for o in found if o not in right]
    return counts, errors


def table(counts: dict[str, Counter[str]]) -> str:
    lines = [
        "| language | documents | names in the gold | found | recall | names read | in the gold | precision, at least |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for key in sorted(counts, key=lambda k: (k != "all", k)):
        c = counts[key]
        recall, precision = (f"{c[a] / c[b]:.2f}" if c[b] else "–" for a, b in (("met", "wanted"), ("right", "found")))
        cells = (key, c["documents"], c["wanted"], c["met"], recall, c["found"], c["right"], precision)
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def draw(paths: Sequence[Path], number: int, seed: int) -> Iterator[str]:
    """As many names of each file, each of another document and beside its sentence."""
    known, languages, rng = _lexicons(), load_languages(), random.Random(seed)
    for path in paths:
        left = max(1, number // len(paths))
        lines = list(_lines(path))
        rng.shuffle(lines)
        for row in lines:
            if left and row.get("lang") in known and (line := _one_name(row, known, languages[row["lang"]], rng)):
                left -= 1
                yield line


def _one_name(row: dict[str, Any], known: dict[str, Lexicon], language: Any, rng: random.Random) -> str:
    document = Document(id=row["id"], title=row["title"] or "", text=row["text"][:6000], lang=row["lang"])
    found = [
        (o, p) for p in passages_of(document, known) if p.has("term") for o in organisations_with_type(p, language)
    ]
    if not found:
        return ""
    one, passage = rng.choice(found)
    a, b = max(passage.start, one.start - 60), min(passage.end, one.end + 60)
    whole = document.whole
    return f"{row['lang']}\t{one.kind}\t{whole[a : one.start]}[[{one.name}]]{whole[one.end : b]}".replace("\n", " ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--write", action="store_true", help="put the table into docs/organisations.md")
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("corpora", nargs="*", type=Path)
    call = parser.parse_args()
    if call.draw:
        print("\n".join(draw(call.corpora, call.draw, call.seed)))
        return
    counts, errors = measure(SHARED)
    print(table(counts))
    if call.write:
        before, _, rest = PAGE.read_text("utf-8").partition(MARK)
        _, _, after = rest.partition(MARK)
        PAGE.write_text(f"{before}{MARK}\n{table(counts)}\n{MARK}{after}", "utf-8")
    if call.errors:
        sys.stdout.write("\n".join(errors) + "\n")


if __name__ == "__main__":
    main()
