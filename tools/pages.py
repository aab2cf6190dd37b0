"""Scores body text and dates on the shared set of pages and writes docs/pages.md.

Resiliparse alone, trafilatura alone and the project's reading, in one run. The shared folder is looked for in
SAMARKAND_SHARED, else in ../shared beside the repository.
"""

import gzip
import itertools
import json
import os
import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import trafilatura
from numpy.typing import NDArray
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from samarkand.collate.parse.pages.blocks import Outline, outline
from samarkand.collate.parse.pages.body import Rules, find_body
from samarkand.collate.parse.pages.date import date_of, read_address
from samarkand.collate.parse.pages.extract import main_text, resiliparse_text
from samarkand.collate.parse.pages.markup import tree_of, without_controls
from samarkand.collate.parse.pages.metadata import Metadata
from samarkand.collate.parse.pages.read import lines_near, read_page
from samarkand.domain.dating import DateSource
from samarkand.domain.period import Period

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAMARKAND_SHARED", ROOT.parent / "shared"))
PAGES = SHARED / "pages" / "html_and_truth.tar.xz"
TARGET = ROOT / "docs" / "pages.md"
DRAWS, SHINGLE, FOLDS, WARM = 2000, 4, 5, 3
OURS = "Samarkand"
GRID = {"paragraph": (40, 55, 70, 85), "whole": (0.7, 0.75, 0.8, 0.85, 0.9), "lonely": (0.1, 0.25, 0.5, 1.0)}
_TOKEN = re.compile(r"\w+")

Scores = NDArray[np.float64]
"""(pages x 6): precision, recall and F1 of tokens, then of shingles."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved page with the address it came from and its true body text."""

    address: str
    markup: str
    body: str


def load_pages(path: Path = PAGES) -> list[Saved]:
    """All pages of the shared set, in the order of their names; nothing is unpacked to disk."""
    with tarfile.open(path, "r:xz") as packed:
        held = {m.name: packed.extractfile(m) for m in packed.getmembers() if m.isfile()}
        data = {Path(name).name: file.read() for name, file in held.items() if file}
    truth = json.loads(data["ground-truth.json"])
    return [
        Saved(row.get("url", ""), gzip.decompress(data[f"{name}.html.gz"]).decode(), row["articleBody"])
        for name, row in sorted(truth.items())
    ]


def _pieces(text: str, size: int) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + size]) for i in range(max(len(tokens) - size, 0) + 1) if tokens)


def overlap(found: str, true: str, size: int = 1) -> tuple[float, float, float]:
    """Precision, recall and F1 of the runs of `size` tokens, each counted as often as it stands."""
    a, b = _pieces(found, size), _pieces(true, size)
    shared = (a & b).total()
    if not shared:
        return 0.0, 0.0, 0.0
    precision, recall = shared / a.total(), shared / b.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def scores(texts: Sequence[str], pages: Sequence[Saved]) -> Scores:
    return np.array(
        [overlap(t, p.body) + overlap(t, p.body, SHINGLE) for t, p in zip(texts, pages, strict=True)], dtype=float
    )


def interval(values: Scores, draws: int = DRAWS) -> tuple[float, float]:
    """The middle 95 % of the mean over pages drawn anew."""
    rng = np.random.default_rng(1)
    drawn = values[rng.integers(0, len(values), (draws, len(values)))].mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def _resiliparse(comments: bool) -> Callable[[str], str]:
    return lambda markup: extract_plain_text(
        HTMLTree.parse(markup), main_content=True, links=False, alt_texts=False, list_bullets=False, comments=comments
    )


def _trafilatura(**options: bool) -> Callable[[str], str]:
    return lambda markup: trafilatura.extract(markup, include_comments=False, **options) or ""


def parsed(markup: str) -> Outline:
    root = tree_of(markup)
    body = root.find("body")
    return outline(root if body is None else body)


def body_of(markup: str) -> str:
    clean = without_controls(markup)
    return main_text(clean, parsed(clean)).text


EXTRACTORS: Mapping[str, Callable[[str], str]] = {
    "resiliparse": _resiliparse(True),
    "resiliparse, no comments": _resiliparse(False),
    "trafilatura": _trafilatura(),
    "trafilatura, fast": _trafilatura(fast=True),
    "trafilatura, precision": _trafilatura(favor_precision=True),
    "trafilatura, recall": _trafilatura(favor_recall=True),
    OURS: body_of,
}


@dataclass(frozen=True, slots=True)
class Run:
    """What an extractor made of all pages, and the CPU seconds it took."""

    name: str
    scores: Scores
    seconds: float


def run(name: str, extract: Callable[[str], str], pages: Sequence[Saved]) -> Run:
    for page in pages[:WARM]:
        extract(page.markup)
    began = time.process_time()
    texts = [extract(page.markup) for page in pages]
    took = time.process_time() - began
    return Run(name, scores(texts, pages), took)


def chosen_elsewhere(pages: Sequence[Saved]) -> tuple[Scores, list[Rules]]:
    """Scores of each fifth of the pages under the rules that did best on the other four, and those rules."""
    held = [(parsed(p.markup), resiliparse_text(p.markup)) for p in pages]
    grid = [Rules(**dict(zip(GRID, values, strict=True))) for values in itertools.product(*GRID.values())]
    by_rules = [scores([find_body(page, main, rules).text for page, main in held], pages) for rules in grid]
    fold = np.random.default_rng(1).permutation(len(pages)) % FOLDS
    out, best = np.zeros((len(pages), 6)), []
    for number in range(FOLDS):
        place = max(range(len(grid)), key=lambda n, k=number: by_rules[n][fold != k, 2].mean())
        best.append(grid[place])
        out[fold == number] = by_rules[place][fold == number]
    return out, best


@dataclass(frozen=True, slots=True)
class Dates:
    """Pages; those dated, by source; those whose metadata, address and visible lines can be held against each other."""

    pages: int
    by: Mapping[str, int]
    address_right: tuple[int, int]
    shown_right: tuple[int, int]
    shown: int


def dates(pages: Sequence[Saved]) -> Dates:
    """A clear date is one of the metadata; one day of difference is granted, for zones."""
    by: Counter[str] = Counter()
    address: list[bool] = []
    shown: list[bool] = []
    missing = 0
    for page in pages:
        read = read_page(page.markup, page.address)
        by[read.dated_by or "nothing"] += 1
        if read.dated_by is not DateSource.METADATA or read.period is None:
            continue
        told = read_address(page.address)
        if told and told.first == told.last:
            address.append(_close(told, read.period))
        seen = _visible(page, read.title, read.lang)
        missing += seen is None
        if seen:
            shown.append(_close(seen, read.period))
    return Dates(len(pages), by, (sum(address), len(address)), (sum(shown), len(shown)), len(shown) + missing)


def _close(a: Period, b: Period) -> bool:
    return a.days_apart(b) <= 1


def _visible(page: Saved, title: str, lang: str) -> Period | None:
    """The date as the page shows it, its metadata and its address put aside."""
    outlined = parsed(without_controls(page.markup))
    body = main_text(page.markup, outlined)
    near = [line for line in lines_near(outlined, body.first, title) if line not in body.lines]
    return date_of(Metadata(lang=lang), "", "", near, body.lines, None).period


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"


def _row(done: Run, pages: int, ours: Run) -> str:
    means = done.scores.mean(axis=0)
    low, high = interval(done.scores[:, 2])
    cells = [done.name, *(_percent(v) for v in means[:3]), f"{_percent(low)}–{_percent(high)}"]
    cells += [*(_percent(v) for v in means[3:])]
    if done is ours:
        cells += ["", f"{pages / done.seconds:,.0f}", "1"]
    else:
        gain = ours.scores[:, 2] - done.scores[:, 2]
        low, high = interval(gain)
        cells += [f"{100 * gain.mean():+.1f} ({100 * low:+.1f} to {100 * high:+.1f})"]
        cells += [f"{pages / done.seconds:,.0f}", f"{ours.seconds / done.seconds:.2f}"]
    return f"| {' | '.join(cells)} |"


def table(runs: Sequence[Run], pages: int) -> str:
    ours = next(r for r in runs if r.name == OURS)
    head = "| | precision | recall | F1 | 95 % | P, runs of four | R, runs of four | F1, runs of four | F1 of Samarkand above it | pages per CPU second | speed to Samarkand's |"
    rule = "|---" + "|---:" * 10 + "|"
    return "\n".join([head, rule, *(_row(r, pages, ours) for r in runs)])


def elsewhere(found: Scores, best: Sequence[Rules]) -> str:
    p, r, f = found.mean(axis=0)[:3]
    low, high = interval(found[:, 2])
    chosen = Counter(f"{b.paragraph} letters, {b.whole:.0%} of the whole, {b.lonely:g} for a lonely one" for b in best)
    picks = "; ".join(f"{what} ({n} of {len(best)})" for what, n in chosen.most_common())
    return (
        f"With the thresholds of each fifth of the pages chosen on the other four: precision {_percent(p)}, recall "
        f"{_percent(r)}, F1 {_percent(f)} ({_percent(low)}–{_percent(high)}). Chosen were: {picks}."
    )


def dated(found: Dates) -> str:
    by = ", ".join(f"{name} {n}" for name, n in sorted(found.by.items(), key=lambda item: -item[1]))
    a, of_a = found.address_right
    s, of_s = found.shown_right
    return (
        f"Of {found.pages} pages, dated by: {by}. Where metadata give a date, the address gives a day too on {of_a} pages "
        f"and is within a day of it on {a}; of {found.shown} such pages, their visible lines alone give a day on {of_s}, "
        f"within a day of it on {s}."
    )


def main() -> None:
    if not PAGES.is_file():
        sys.exit(f"{PAGES}: no such file; set SAMARKAND_SHARED to the shared folder")
    pages = load_pages()
    runs = [run(name, extract, pages) for name, extract in EXTRACTORS.items()]
    made = f"{table(runs, len(pages))}\n\n{elsewhere(*chosen_elsewhere(pages))}\n\n{dated(dates(pages))}\n"
    print(made)
    before, mark, rest = TARGET.read_text("utf-8").partition("<!-- generated by make pages -->\n")
    after = rest.partition("<!-- end of the generated part -->")[2]
    if not mark:
        sys.exit(f"{TARGET}: the line that begins the generated part is missing")
    TARGET.write_text(f"{before}{mark}{made}<!-- end of the generated part -->{after}", "utf-8")


if __name__ == "__main__":
    main()
