"""Measures whether two names are one institution, on tests/gold/organisations_same.jsonl, by pair of scripts.

    python -m tools.same                       the development half, beside two simple ways of comparing
    python -m tools.same --errors              with every pair it got wrong
    python -m tools.same --half held           the half kept for judging: look once, then leave weights and words alone
    python -m tools.same --half held --write   the same, into docs/same.md
    python -m tools.same --half held --against nomenklatura    beside that library's comparison, in the same run

"Same" is the positive answer; "unsure" counts as not found. Intervals are 95 %: Wilson for precision and recall, for F1
families drawn anew 1,000 times, since the pairs of a family stand and fall together.
"""

import argparse
import hashlib
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samarkand.reconcile.organisations.blocking import keys
from samarkand.reconcile.organisations.features import Named, named
from samarkand.reconcile.organisations.same import Answer, same, score
from samarkand.reconcile.organisations.sounds import letter_likeness
from samarkand.reconcile.organisations.writing import folded, read
from samarkand.stats.wilson import wilson

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "organisations_same.jsonl"
PAGE = ROOT / "docs" / "same.md"
MARK = "<!-- measured -->"
DRAWS = 1000
HALVES = ("development", "held")


@dataclass(frozen=True, slots=True)
class Case:
    """One pair of the gold; `scripts` in alphabetical order."""

    id: str
    family: str
    a: Named
    b: Named
    is_same: bool

    @property
    def scripts(self) -> str:
        return "–".join(sorted((self.a.form.script, self.b.form.script)))


Answers = Sequence[bool]
"""For each case whether the two were found to be one."""


def half_of(family: str) -> str:
    """Which half a family lies in: by the first byte of a hash, even for development."""
    return HALVES[hashlib.sha256(f"organisations_same:{family}".encode()).digest()[0] % 2]


def cases(half: str) -> list[Case]:
    rows = (json.loads(line) for line in GOLD.read_text("utf-8").splitlines())
    return [_case(row) for row in rows if half_of(row["family"]) == half]


def _case(row: Mapping[str, Any]) -> Case:
    a, b = (named(row[side]["name"], row[side]["country"] or "") for side in ("a", "b"))
    return Case(row["id"], row["family"], a, b, row["same"])


def ours(all_cases: Sequence[Case]) -> list[bool]:
    return [same(case.a, case.b).answer is Answer.SAME for case in all_cases]


def without_list(all_cases: Sequence[Case]) -> list[bool]:
    """The same scorecard, not knowing any institution by its names."""
    bare: frozenset[str] = frozenset()
    return [same(c.a._replace(known=bare), c.b._replace(known=bare)).answer is Answer.SAME for c in all_cases]


def by_letters(all_cases: Sequence[Case], development: Sequence[Case]) -> list[bool]:
    """Edit distance of the names in Latin letters, at the threshold best on the development half."""
    least = _best_threshold(_spelled, development)
    return [_spelled(case) >= least for case in all_cases]


def _spelled(case: Case) -> float:
    return letter_likeness(*(" ".join(sorted(read(folded(n.form.name)).split())) for n in (case.a, case.b)))


def by_nomenklatura(all_cases: Sequence[Case], development: Sequence[Case]) -> list[bool]:
    """LogicV2 of nomenklatura (names by rigour), countries given, at the threshold best on the development half."""
    compare = _nomenklatura()
    least = _best_threshold(compare, development)
    return [compare(case) >= least for case in all_cases]


def _nomenklatura() -> Callable[[Case], float]:
    try:
        from followthemoney.proxy import EntityProxy
        from nomenklatura.matching.logic_v2.model import LogicV2
    except ImportError as problem:
        sys.exit(f"{problem}; needs the extra bench: pip install -e '.[bench]' (rigour, nomenklatura)")
    config = LogicV2.default_config()

    def entity(one: Named, id_: str) -> Any:
        properties = {"name": [one.form.name], "country": [one.form.country.lower()] if one.form.country else []}
        return EntityProxy.from_dict({"id": id_, "schema": "Organization", "properties": properties})

    return lambda case: float(LogicV2.compare(entity(case.a, "a"), entity(case.b, "b"), config).score)


def _best_threshold(measure: Callable[[Case], float], development: Sequence[Case]) -> float:
    values = [measure(case) for case in development]
    return max(sorted(set(values)), key=lambda least: f1(development, [value >= least for value in values]))


def f1(all_cases: Sequence[Case], found: Answers) -> float:
    hits, given, wanted = counts(all_cases, found)
    return 2 * hits / (given + wanted) if given + wanted else 0.0


def counts(all_cases: Sequence[Case], found: Answers) -> tuple[int, int, int]:
    """Right among those found to be one, found to be one, one in truth."""
    hits = sum(yes and case.is_same for case, yes in zip(all_cases, found, strict=True))
    return hits, sum(found), sum(case.is_same for case in all_cases)


def f1_interval(all_cases: Sequence[Case], found: Answers) -> tuple[float, float]:
    """Families drawn anew with replacement; the 2.5th and 97.5th percentile."""
    members: dict[str, list[int]] = defaultdict(list)
    for at, case in enumerate(all_cases):
        members[case.family].append(at)
    names, draw = sorted(members), random.Random(1)
    values = []
    for _ in range(DRAWS):
        at = [i for name in draw.choices(names, k=len(names)) for i in members[name]]
        values.append(f1([all_cases[i] for i in at], [found[i] for i in at]))
    values.sort()
    return values[DRAWS // 40], values[-DRAWS // 40]


def row(title: str, all_cases: Sequence[Case], found: Answers) -> str:
    hits, given, wanted = counts(all_cases, found)
    low, high = f1_interval(all_cases, found)
    cells = [
        title,
        len(all_cases),
        wanted,
        _share(hits, given),
        _share(hits, wanted),
        f"{f1(all_cases, found):.3f} ({low:.2f} to {high:.2f})",
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def _share(hits: int, trials: int) -> str:
    if not trials:
        return "–"
    low, high = wilson(hits, trials)
    return f"{hits / trials:.3f} ({low:.2f} to {high:.2f})"


HEADER = ["| {} | pairs | one in truth | precision | recall | F1 |", "|---|---|---|---|---|---|"]


def by_script(all_cases: Sequence[Case], found: Answers) -> str:
    groups: dict[str, list[int]] = defaultdict(list)
    for at, case in enumerate(all_cases):
        groups[case.scripts].append(at)
    lines = [HEADER[0].format("scripts"), HEADER[1], row("all", all_cases, found)]
    for name in sorted(groups):
        at = groups[name]
        lines.append(row(name, [all_cases[i] for i in at], [found[i] for i in at]))
    return "\n".join(lines)


def beside(all_cases: Sequence[Case], development: Sequence[Case], against: str) -> str:
    """The other ways of comparing, on the same pairs."""
    ways = {
        "the scorecard": ours(all_cases),
        "without the list of known institutions": without_list(all_cases),
        "edit distance of Latin letters": by_letters(all_cases, development),
    }
    if against:
        ways["nomenklatura LogicV2"] = by_nomenklatura(all_cases, development)
    return "\n".join(
        [HEADER[0].format("way"), HEADER[1], *(row(name, all_cases, found) for name, found in ways.items())]
    )


def speed(all_cases: Sequence[Case]) -> str:
    """Comparisons a CPU second once names are taken apart, and what blocking keeps."""
    sides = list({(n.form.name, n.form.country): n for case in all_cases for n in (case.a, case.b)}.values())
    draw = random.Random(2)
    pairs = [(draw.choice(sides), draw.choice(sides)) for _ in range(20_000)]
    began = time.process_time()
    for a, b in pairs:
        score(a, b)
    took = time.process_time() - began
    met = [bool(keys(case.a) & keys(case.b)) for case in all_cases if case.is_same]
    return (
        f"{len(pairs) / took:,.0f} comparisons a CPU second; {sum(met)} of {len(met)} same pairs share a blocking key"
    )


def errors(all_cases: Sequence[Case]) -> list[str]:
    out = []
    for case in all_cases:
        verdict = same(case.a, case.b)
        if (verdict.answer is Answer.SAME) != case.is_same:
            truth = "one" if case.is_same else "two"
            names = f"{case.a.form.name} [{case.a.form.country}]\t{case.b.form.name} [{case.b.form.country}]"
            out.append(f"{case.id}\t{truth}, answered {verdict.answer}\t{names}\t{'; '.join(verdict.reasons)}")
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="development")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--against", choices=["nomenklatura"], default="")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/same.md")
    call = parser.parse_args()
    judged = cases(call.half)
    development = cases("development")
    tables = f"{by_script(judged, ours(judged))}\n\n{beside(judged, development, call.against)}"
    print(f"{tables}\n\n{speed(judged)}")
    if call.write:
        before, _, rest = PAGE.read_text("utf-8").partition(MARK)
        _, _, after = rest.partition(MARK)
        PAGE.write_text(f"{before}{MARK}\n{tables}\n{MARK}{after}", "utf-8")
    if call.errors:
        print("\n".join(errors(judged)))


if __name__ == "__main__":
    main()
