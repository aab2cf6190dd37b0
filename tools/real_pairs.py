"""Real pairs judged by people (tests/gold: ids and verdicts only), and how copies come out on them."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samarkand.adapters.compute_local import InProcess
from samarkand.collate.copy_evidence import compared, evidence
from samarkand.collate.stories import in_memory, relate
from samarkand.domain.document import Document, Relations
from tools.copying import documents_of

GOLD = Path(__file__).parents[1] / "tests" / "gold"
FIRST = "the first day's, judged anew"


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and its verdict; `by_rule` is what the two texts alone tell, `told` what collation writes."""

    pairs: str
    verdict: str
    by_rule: bool
    told: bool


def _rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


@cache
def _corpus(name: str) -> tuple[dict[str, Document], dict[str, Relations]]:
    documents = documents_of(name)
    _, relations = relate(in_memory(documents, InProcess()))
    return {d.id: d for d in documents}, {r.document_id: r for r in relations}


def _told(a: Relations, b: Relations) -> bool:
    return a.copies == b.copies or b.document_id in a.stands_in or a.document_id in b.stands_in


def _judged(pairs: str, corpus: str, a: str, b: str, verdict: str) -> Judged:
    documents, relations = _corpus(corpus)
    _, by_rule, _ = compared(*evidence([documents[a], documents[b]]))
    return Judged(pairs, verdict, by_rule, _told(relations[a], relations[b]))


def judged() -> list[Judged]:
    first = [
        _judged(FIRST, "saudi_newspapers_2015", r["a"], r["b"], r["second"]) for r in _rows("copies_saudi_2015.jsonl")
    ]
    fresh = [
        _judged(f"draw {r['draw']}", r["corpus"], r["a"], r["b"], r["verdict"])
        for r in _rows("copies_real_pairs.jsonl")
    ]
    return first + fresh


def rates(told: Iterable[tuple[str, bool]]) -> tuple[float, float, int]:
    """Precision and recall on (verdict, told), edited pairs left out, and how many pairs count."""
    counts = Counter(told)
    right, missed = counts["copy", True], counts["copy", False]
    wrong = counts["rewritten", True] + counts["different", True]
    apart = counts["rewritten", False] + counts["different", False]
    return right / max(1, right + wrong), right / max(1, right + missed), right + missed + wrong + apart


def _kappa(said: Sequence[tuple[bool, bool]]) -> tuple[float, float]:
    """The share on which two judges agree, and Cohen's kappa."""
    n = len(said)
    agreed = sum(one == other for one, other in said) / n
    yes = [sum(judge[at] for judge in said) / n for at in (0, 1)]
    chance = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    return agreed, (agreed - chance) / (1 - chance)


def agreement() -> list[tuple[str, int, float, float]]:
    """Whether a pair is a copy or not, the first judge and the second: of all pairs, and of those both were clear about."""
    rows = _rows("copies_saudi_2015.jsonl")
    clear = [r for r in rows if r["verdict"] in ("copy", "different") and r["second"] != "edited"]
    return [
        (name, len(some), *_kappa([(r["verdict"] == "copy", r["second"] == "copy") for r in some]))
        for name, some in (("all pairs", rows), ("pairs that neither left open", clear))
    ]


def lines() -> list[str]:
    """The part of docs/stories.md on real pairs."""
    told = judged()
    sets = list(dict.fromkeys(j.pairs for j in told))
    out = ["| pairs | that count | precision, by the rule | recall | precision, as written | recall | edited told |"]
    out.append("|---|---|---|---|---|---|---|")
    for name in sets:
        some = [j for j in told if j.pairs == name]
        edited = [j.told for j in some if j.verdict == "edited"]
        by_rule, written = rates((j.verdict, j.by_rule) for j in some), rates((j.verdict, j.told) for j in some)
        out.append(
            f"| {name} | {by_rule[2]} | {by_rule[0]:.2f} | {by_rule[1]:.2f} | {written[0]:.2f} | {written[1]:.2f} "
            f"| {sum(edited)} of {len(edited)} |"
        )
    return out
