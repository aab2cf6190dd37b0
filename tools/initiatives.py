"""Counts the documents that name each initiative, corpus by corpus; optionally draws names to read.

python -m tools.initiatives                  the balance of the table, then documents by corpus and initiative
python -m tools.initiatives --draw 60        that many names in their texts, drawn at random over all corpora
python -m tools.initiatives --draw 60 --once as many, but no initiative more often than it must be
python -m tools.initiatives CORPUS …         other files than the shared corpora: .jsonl.gz, or .zip of texts
"""

import argparse
import gzip
import json
import random
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from samarkand.codebook.initiatives import Initiative, load_initiatives
from samarkand.text.initiatives import names
from tools.annotated import SHARED

TREATIES = "en"
_AROUND = 110


@dataclass(frozen=True, slots=True)
class Text:
    corpus: str
    id: str
    lang: str
    whole: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A name in its text."""

    text: Text
    start: int
    end: int
    id: str

    def shown(self) -> str:
        whole = self.text.whole
        before, after = whole[max(0, self.start - _AROUND) : self.start], whole[self.end : self.end + _AROUND]
        line = f"{before}[[{whole[self.start : self.end]}]]{after}".replace("\n", " ")
        return f"{self.id}  ({self.text.corpus} {self.text.id})\n    {line}"


def texts_of(path: Path) -> Iterator[Text]:
    """Documents of a corpus as title and text, the way quotes are counted."""
    corpus = path.name.split(".")[0]
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            for name in sorted(packed.namelist()):
                yield Text(corpus, name, TREATIES, packed.read(name).decode("utf-8", "replace"))
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Text(corpus, str(row["id"]), row.get("lang") or "", f"{row.get('title') or ''}\n{row['text']}")


def seen_in(text: Text) -> list[Seen]:
    return [Seen(text, found.start, found.end, found.id) for found in names(text.lang).find(text.whole)]


def corpora(paths: Sequence[Path]) -> list[Path]:
    folder = SHARED / "corpora"
    return list(paths) or sorted(p for p in folder.iterdir() if p.name.endswith((".jsonl.gz", ".zip")))


def balance(known: Mapping[str, Initiative]) -> Iterator[str]:
    """How many initiatives by region, kind and language of their names, and the owners with most."""
    owners = Counter(holder for each in known.values() for holder in each.holders)
    yield f"{len(known)} initiatives of {len(owners)} owners, at most {max(owners.values())} of one"
    for name, counts in (
        ("region", Counter(each.region for each in known.values())),
        ("kind", Counter(each.kind for each in known.values())),
        ("named in", Counter(lang for each in known.values() for lang in {a.lang for a in each.aliases})),
        ("owner", owners),
    ):
        yield f"{name}: " + ", ".join(f"{key} {n}" for key, n in counts.most_common(12))


def counted(found: Sequence[Seen], read: Mapping[str, int]) -> Iterator[str]:
    """A block a corpus: how many documents name any, and each initiative by the documents that name it."""
    by_corpus: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for seen in found:
        by_corpus[seen.text.corpus][seen.id].add(seen.text.id)
    for corpus, total in read.items():
        told = by_corpus[corpus]
        any_ = len(set().union(*told.values())) if told else 0
        yield f"{corpus}: {any_:,} of {total:,} documents name one of {len(told)} initiatives"
        ordered = sorted(told.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        yield "    " + ", ".join(f"{id_} {len(documents)}" for id_, documents in ordered)


def drawn(found: Sequence[Seen], number: int, seed: int, once: bool) -> list[Seen]:
    """At random; with `once` in rounds, of which each takes one name of each initiative that has some left."""
    shuffled = random.Random(seed).sample(list(found), len(found))
    if once:
        rounds: Counter[str] = Counter()
        ranked = []
        for seen in shuffled:
            ranked.append((rounds[seen.id], len(ranked), seen))
            rounds[seen.id] += 1
        shuffled = [seen for _, _, seen in sorted(ranked, key=lambda each: each[:2])]
    return shuffled[:number]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    call = parser.parse_args(argv)
    found: list[Seen] = []
    read: Counter[str] = Counter()
    for path in corpora(call.corpora):
        for text in texts_of(path):
            read[text.corpus] += 1
            found += seen_in(text)
    lines = [seen.shown() for seen in drawn(found, call.draw, call.seed, call.once)]
    print("\n".join(lines or [*balance(load_initiatives()), *counted(found, read)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
