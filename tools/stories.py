"""Scores what tells the same, and writes docs/stories.md.

python -m tools.stories            prints
python -m tools.stories --write    also writes the page
python -m tools.stories --once     also looks at the year that nothing was tuned on
"""

import csv
import io
import sys
import tarfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from samarkand import wiring
from samarkand.adapters.compute_local import InProcess
from samarkand.collate.copies import copies, verified
from samarkand.collate.copy_evidence import piece_sets
from samarkand.collate.fingerprints import BANDS, CHUNK, PERMUTATIONS, candidates, text_of
from samarkand.collate.likeness import likeness, rarity
from samarkand.collate.scorecard import load_scorecard
from samarkand.collate.stories import in_memory, itself, relate
from samarkand.domain.document import Document
from samarkand.text.shingles import runs
from tools.copying import SHARED, documents_of, made
from tools.real_pairs import agreement, lines
from tools.releases import federal_news, score

PAGE = Path(__file__).parents[1] / "docs" / "stories.md"
PAIRS = SHARED.parent / "collation" / "same_story_pairs_ru_en.tar.xz"
SEEDS = (11, 12, 13)


def generated(seed: int) -> tuple[float, float, float, int]:
    """Pairwise precision, recall and F1, and how many documents."""
    documents, truth = made(seed)
    _, relations = relate(in_memory(documents, InProcess()))
    told = {r.document_id: r.copies for r in relations}
    return (*score(told, {name: str(group) for name, (group, _) in truth.items()}), len(documents))


def released(year: int) -> tuple[float, float, float, int]:
    documents, release = federal_news(year)
    _, relations = relate(in_memory(documents, InProcess(), describe=wiring.describe))
    return (*score({r.document_id: r.release for r in relations}, release), len(documents))


def _labelled(pool: str) -> list[tuple[Document, Document, bool]]:
    csv.field_size_limit(1 << 30)
    with tarfile.open(PAIRS) as archive:
        held = archive.extractfile(f"toloka/clustering_pairs/{pool}.tsv")
        assert held is not None
        rows = list(csv.DictReader(io.StringIO(held.read().decode("utf-8")), delimiter="\t"))
    lang = pool[:2]
    return [
        (
            Document(f"{at}a", r["INPUT:first_text"], r["INPUT:first_title"], lang),
            Document(f"{at}b", r["INPUT:second_text"], r["INPUT:second_title"], lang),
            r["GOLDEN:quality"] == "OK",
        )
        for at, r in enumerate(rows)
    ]


def _chances(pool: str) -> list[tuple[float, bool]]:
    out = []
    for a, b, same in _labelled(pool):
        one, other = wiring.describe([a, b])
        out.append((load_scorecard().chance(likeness(one, other, rarity(()))), same))
    return out


def _f1(told: Sequence[tuple[float, bool]], least: float) -> tuple[float, float, float]:
    both = sum(same for chance, same in told if chance >= least)
    precision = both / max(1, sum(chance >= least for chance, _ in told))
    recall = both / max(1, sum(same for _, same in told))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def same_story() -> tuple[float, dict[str, tuple[float, float, float, int]]]:
    """The least chance that suits the two training pools best, and how each pool comes out with it."""
    pools = {p: _chances(p) for p in ("ru_train_pool", "en_train_pool", "ru_exam_pool", "ru_honey_pool")}
    training = pools["ru_train_pool"] + pools["en_train_pool"]
    least = max((round(x, 3) for x in np.linspace(0.005, 0.995, 199)), key=lambda x: _f1(training, x)[2])
    return least, {p: (*_f1(told, least), len(told)) for p, told in pools.items()}


def _seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    done = work()
    return time.process_time() - began, done


def _chunks(documents: Sequence[Document]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    for at in range(0, len(documents), CHUNK):
        yield runs([text_of(d) for d in documents[at : at + CHUNK]])


def _datasketch(shingled: Sequence[Sequence[bytes]]) -> list[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    pairs = []
    for at, sketch in enumerate(MinHash.generator(shingled, num_perm=PERMUTATIONS, seed=1)):
        pairs += [(other, at) for other in index.query(sketch)]
        index.insert(at, sketch)
    return pairs


def speed() -> dict[str, float]:
    """Documents a CPU second, one process: each alone and the whole stage, the same documents and shingles."""
    documents = documents_of("swiss_federal_news_2023") + documents_of("saudi_newspapers_2015")
    list(_chunks(documents[:CHUNK]))
    shingling, told = _seconds(lambda: list(_chunks(documents)))
    parts = [documents[at : at + 1000] for at in range(0, len(documents), 1000)]
    proposing, pairs = _seconds(lambda: candidates(parts, itself, InProcess(), len(parts)))
    deciding, _ = _seconds(lambda: verified(pairs, parts, itself, InProcess()))
    whole, _ = _seconds(lambda: copies(parts, itself, InProcess()))
    spelled = [[p.tobytes() for p in found[int(a) : int(b)]] for found, offsets in told for a, b in pairwise(offsets)]
    sketching, proposed = _seconds(lambda: _datasketch(spelled))

    def compare() -> int:
        sets = piece_sets(documents)
        return sum(len(np.intersect1d(sets[a], sets[b], assume_unique=True)) > 0 for a, b in proposed)

    comparing, _ = _seconds(compare)
    n = len(documents)
    return {
        "documents": n,
        "ours: shingles": n / shingling,
        "ours: shingles, MinHash, anchors and pairs": n / proposing,
        "ours: MinHash, anchors and pairs, shingles given": n / max(1e-9, proposing - shingling),
        "ours: the facts of the pairs": n / deciding,
        "ours: the whole stage": n / whole,
        "datasketch: MinHash and LSH, shingles given": n / sketching,
        "datasketch: the same with our shingles and a comparison of the pairs": n / (shingling + sketching + comparing),
        "times, shingles given": sketching / max(1e-9, proposing - shingling),
        "times, whole stage": (shingling + sketching + comparing) / whole,
    }


def page(once: bool) -> str:
    out = [
        "# Stories: copies, releases, later versions",
        "",
        "Written by `python -m tools.stories`. Three relations, kept apart; `samarkand collate` writes all three.",
        "",
        "## Copies",
        "",
        "Take the shorter of two texts without what its publisher sets around any text: place, byline, the agency's name,",
        "the frame of the page. Weigh its sentences by their words. A sentence stands in the other text if it is there in",
        "the same words, or with words swapped, dropped, added or moved so that it still reads as that sentence and says",
        "the same fact. What the longer text holds beside is of no matter.",
        "",
        "* **copy**: at least four fifths of the shorter text stand in the other;",
        "* **edited**: at least half and less than four fifths: most is one text, the rest is not;",
        "* **rewritten**: less than half, and the same event or statement;",
        "* **different**: something else, or the same form with other facts.",
        "",
        "Copies have to be told, rewritten and different pairs must not be. An edited pair counts for neither; how many of",
        "them are told is shown. Four fifths is the share from which a text reproduces another (method 0.3).",
        "",
        "Made from real texts of eight corpora in nine languages (tools/copying.py), with rivals: the same form, other figures.",
        "The rules were set on other draws of the same kinds of change.",
        "",
        "| draw | documents | precision | recall | F1 |",
        "|---|---|---|---|---|",
    ]
    for seed in SEEDS:
        precision, recall, f1, n = generated(seed)
        out.append(f"| {seed} | {n:,} | {precision:.4f} | {recall:.4f} | {f1:.4f} |")
    out += [
        "",
        "Real pairs (tests/gold, ids and verdicts only), both texts read in full and judged by the definition above before the",
        "program's answers were seen. Pairs are drawn evenly over the whole range of likeness, so that most are hard: pairs of",
        "which nearly all is shared, which are most of all real copies, are hardly among them. By the rule: what two texts",
        "alone tell. As written: in one story, or one named under `stands_in` of the other.",
        "",
        *lines(),
        "",
        "The rule was set on the first day's pairs and draw 1. Draw 2 was looked at once: precision 0.83 and recall 0.91 on 63",
        "pairs; it taught that Russian inflects names and that a house repeats its forms, and the rule was changed. Draw 3 was",
        "looked at once after that: 0.96 and 0.82 by the rule, 0.92 and 0.79 as written, on 64 pairs. These are the honest",
        "figures, well short of the 0.98 aimed at on pairs this hard. The table is of the rule as it stands now: since draw 3",
        "numbers written from the right are read as seen, late copies have to be a little more the same, and a text of a",
        "sentence or two has to keep its order. All was judged by one reader, who also set the rule.",
        "",
        "What is missed: short texts retold in a long page, which are not even compared; a government's own releases that come",
        "again a month later somewhat changed. What is wrongly joined: ceremonies told in the same words on one day, pages of",
        "which most is what a university says of itself, and texts that meet only by way of a page that holds both.",
        "",
        "The first day's pairs had another judge before, mostly from openings and ends and without this definition:",
        "",
        "| copy or not | pairs | agreed | kappa |",
        "|---|---|---|---|",
        *(f"| {name} | {n} | {agreed:.2f} | {kappa:.2f} |" for name, n, agreed, kappa in agreement()),
        "",
        "They differ where a dispatch stands edited in another or inside a longer article: the second judge calls a copy what",
        "the first left open (24 pairs), called rewritten (6) or different (10); never the other way round.",
        "",
        "## Releases in several languages",
        "",
        "Pairs within three days, weighed by a published scorecard (src/samarkand/collate/release_weights.toml, made by",
        "`python -m tools.releases`), then at most one text of a language in each release. The scorecard uses neither the",
        "publisher nor the address. Gold is the field `release`, which the program never sees; ids are hashed first.",
        "",
        "| year | documents | precision | recall | F1 |",
        "|---|---|---|---|---|",
    ]
    for year, note in ((2023, "weights learnt on it"), *(((2024, "looked at once"),) if once else ())):
        precision, recall, f1, n = released(year)
        out.append(f"| {year}, {note} | {n:,} | {precision:.4f} | {recall:.4f} | {f1:.4f} |")
    least, pools = same_story()
    out += [
        "",
        "## The same story across publishers, Russian and English",
        "",
        f"People's labels of pairs within a language; the scorecard's chance, at least {least} as suits the training pools.",
        "The scorecard was learnt on translations, not on two publishers' words for one event, and it shows.",
        "",
        "| pool | pairs | precision | recall | F1 |",
        "|---|---|---|---|---|",
        *(f"| {p} | {n} | {pr:.2f} | {re:.2f} | {f:.2f} |" for p, (pr, re, f, n) in pools.items()),
        "",
        "## Speed",
        "",
        "Documents a CPU second, one process, 128 permutations, the same documents and shingles in one run:",
        "",
        "| | |",
        "|---|---|",
        *(
            f"| {name} | {value:,.1f} |" if value < 100 else f"| {name} | {value:,.0f} |"
            for name, value in speed().items()
        ),
    ]
    return "\n".join(out) + "\n"


def main() -> None:
    if "--speed" in sys.argv:
        print("\n".join(f"{name}: {value:,.1f}" for name, value in speed().items()))
        return
    told = page("--once" in sys.argv)
    print(told)
    if "--write" in sys.argv:
        PAGE.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
