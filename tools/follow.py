"""Measures what was followed against the real chains of ../shared/gold, beside a keyword baseline in the same run.

    python -m tools.follow --followed DIR            the development half; DIR holds swiss.jsonl and cctv.jsonl
    python -m tools.follow --followed DIR --held     the half kept for judging: look once, then leave weights and words alone

`samarkand follow --documents ../shared/corpora/commitments_swiss.jsonl.gz --out DIR/swiss.jsonl` writes the first of them.
The halves are by the hash of the commitment's id. Beside the scores stands the precision by reading, of the judged
promises and links of tests/gold that are still in the output.
"""

import argparse
import gzip
import hashlib
import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from samarkand import wiring
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.follow.archive import Archive, Entry, entry_of
from samarkand.follow.passages import passages_of
from samarkand.follow.promises import parties_of
from samarkand.follow.stages import says
from samarkand.follow.words import DONE, load_words
from samarkand.gazetteer.find import load

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
JUDGED = ROOT / "tests" / "gold"
CORPORA = ("swiss", "cctv")
SHOWN = ("promise_recall", "link_precision", "link_recall", "link_recall_macro", "state_kappa", "links_unjudged")
Line = Mapping[str, Any]


def scorer() -> Any:
    """The shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", SHARED / "score" / "score_commitments.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines_of(path: Path) -> list[Line]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
        return [json.loads(row) for row in rows if row.strip()]


def is_held(commitment_id: str) -> bool:
    return int(hashlib.sha256(commitment_id.encode()).hexdigest(), 16) % 2 == 1


def gold(corpus: str, held: bool) -> list[Line]:
    found = lines_of(SHARED / "gold" / f"commitments_{corpus}.jsonl")
    return [row for row in found if is_held(row["commitment_id"]) is held]


def documents(corpus: str) -> Iterator[Document]:
    for row in lines_of(SHARED / "corpora" / f"commitments_{corpus}.jsonl.gz"):
        period = Period.parse(row["date"])
        yield Document(row["id"], row["text"], row["title"] or "", row["lang"], country=row["country"], period=period)


def baseline(corpus: str) -> list[Line]:
    """What keywords alone find: a sentence with a word of promising and a term is a promise; a later document that
    shares its three rarest words tells of it; a word of fulfilment there delivers it."""
    words, gazetteer = load_words(wiring.codebook()), load()
    dated = sorted((d for d in documents(corpus) if d.period), key=lambda d: (str(d.period), d.id))
    archive = Archive([entry_of(d.id, passages_of(d, words[d.lang or ""], gazetteer)) for d in dated])
    holders: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(archive.entries):
        for term in entry.all_terms:
            holders[term].append(number)
    return [
        line for number, entry in enumerate(archive.entries) for line in _keyword_lines(number, entry, archive, holders)
    ]


def _keyword_lines(number: int, entry: Entry, archive: Archive, holders: Mapping[str, Sequence[int]]) -> Iterator[Line]:
    seen: set[str] = set()
    for at, passage in enumerate(entry.passages):
        type_ = next(iter(passage.types), "")
        if not type_ or type_ in seen or not (passage.count("future") and passage.count("pledge")):
            continue
        seen.add(type_)
        rare = sorted((t for t in entry.terms[at] if t[0] not in "=@"), key=lambda t: (-archive.rarity(t), t))[:3]
        later = set.intersection(*(set(holders[t]) for t in rare)) if len(rare) == 3 else set()
        told = [archive.entries[i] for i in sorted(later) if i > number]
        chain = [{"doc_id": e.id, "stage": _keyword_stage(e, type_).value} for e in told]
        done = any(step["stage"] == "delivered" for step in chain)
        yield {
            "type": type_,
            "parties": list(parties_of(entry.passages, at, ())),
            "first_doc": entry.id,
            "quote": passage.text[:400],
            "chain": chain,
            "state": "delivered" if done else "open",
        }


def _keyword_stage(entry: Entry, type_: str) -> Stage:
    return Stage.DELIVERED if any(says(p, DONE, type_) for p in entry.passages) else Stage.ANNOUNCED


def by_reading(corpus: str, followed: Sequence[Line]) -> str:
    """Of what was judged and is still in the output: how much is right."""
    starts = {(f["first_doc"], f["quote"]) for f in followed}
    links = {(f["first_doc"], f["quote"], step["doc_id"]) for f in followed for step in f["chain"]}
    whole = {d.id: d.whole for d in documents(corpus)}

    def quote(document: str, start: int, end: int) -> str:
        return whole[document][start:end]

    promises = [row for row in lines_of(JUDGED / "judged_promises.jsonl") if row["corpus"] == corpus]
    told = [row for row in lines_of(JUDGED / "judged_links.jsonl") if row["corpus"] == corpus]
    p = [r["promise"] for r in promises if (r["document"], quote(r["document"], r["start"], r["end"])) in starts]
    same = [r["same"] for r in told if (r["promise"][0], quote(*r["promise"]), r["told"][0]) in links]
    return f"judged by reading: promises {sum(p)} of {len(p)}, links {sum(same)} of {len(same)}"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--followed", type=Path, required=True)
    ask.add_argument("--held", action="store_true")
    given, score = ask.parse_args(), scorer().score
    print(f"{'':<16}" + "".join(f"{name:>19}" for name in SHOWN))
    for corpus in CORPORA:
        wanted, ours = gold(corpus, given.held), lines_of(given.followed / f"{corpus}.jsonl")
        for name, found in (("ours", ours), ("keywords", baseline(corpus))):
            result = score(wanted, found)
            print(f"{corpus + ' ' + name:<16}" + "".join(f"{result[k] or 0:>19.3f}" for k in SHOWN))
        print(f"{'':<16}{by_reading(corpus, ours)}")


if __name__ == "__main__":
    main()
