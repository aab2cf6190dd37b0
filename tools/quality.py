"""Scores the reader on the shared gold and writes docs/quality.md, its reliability figure and the calibration.

The shared folder is looked for in SAMARKAND_SHARED, else in ../shared beside the repository.
"""

import importlib.util
import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from samarkand import wiring
from samarkand.domain.observatory import DEFAULT_THRESHOLD
from samarkand.read.confidence import Calibration, load_calibration
from samarkand.read.lines import event_of
from tools.annotated import ROOT, SHARED, Read, annotated, gold
from tools.crossread import Row, confidences, files_of, fitted, kept, reliability

DRAWS = 400
MEASURES = ("relevance", "event", "typed")
ATTRIBUTES = ("stage", "valence", "date", "country", "parties", "evidence", "axes", "verbatim")
FIGURE = "quality-reliability.svg"

Files = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_exchanges", shared / "score" / "score_exchanges.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(shared: Path, threshold: float = DEFAULT_THRESHOLD) -> dict[str, Any]:
    """The scorer's figures, overall and by language, of the reader as shipped, which has learnt from these documents."""
    reads = gold(shared)
    found = wiring.reader(threshold).read(read.document for read in reads)
    ours = {d.id: {"id": d.id, "events": [event_of(m) for m in mentions]} for d, mentions in found}
    theirs, _, texts = files_of(reads, [], np.zeros(0), threshold)
    return dict(scorer(shared).score(theirs, ours, texts))


def write_calibration(calibration: Calibration) -> None:
    lines = [f"intercept = {calibration.intercept:.4f}", "", "[weights]"]
    lines += [f"{name} = {weight:.4f}" for name, weight in calibration.weights.items()]
    (ROOT / "src/samarkand/read/calibration.toml").write_text("\n".join(lines) + "\n")


def intervals(score: ModuleType, files: Files) -> dict[str, tuple[float, float]]:
    """90 % intervals of the overall figures by resampling documents."""
    theirs, ours, texts = files
    rng, keys = random.Random(7), list(theirs)
    values: dict[str, list[float]] = {}
    for _ in range(DRAWS):
        drawn = {f"{i}": key for i, key in enumerate(rng.choices(keys, k=len(keys)))}
        parts = ({i: part[key] for i, key in drawn.items()} for part in (theirs, ours, texts))
        result = score.score(*parts)["all"]
        for name in (*MEASURES, *ATTRIBUTES):
            value = result[name]["f1"] if name in MEASURES else result[name]["right"]
            values.setdefault(name, []).append(0.0 if value is None else value)
    return {name: (float(np.quantile(v, 0.05)), float(np.quantile(v, 0.95))) for name, v in values.items()}


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _line(name: str, r: Mapping[str, Any]) -> str:
    cells = [f"{r[k]['f1']:.2f}" for k in MEASURES] + [_share(r[a]["right"]) for a in ATTRIBUTES]
    return f"| {name} | {r['documents']} | {r['event']['gold']} | " + " | ".join(cells) + " |"


HEAD = (
    "| language | documents | events | relevance F1 | event F1 | typed F1 | stage | valence | date | country | parties | "
    "evidence | axes | verbatim |"
)


def _table(result: Mapping[str, Any], ends: Mapping[str, tuple[float, float]] | None = None) -> str:
    names = sorted(result, key=lambda n: (n != "all", n))
    lines = [HEAD, "|" + "---|" * 14, *(_line(n, result[n]) for n in names)]
    if ends:
        cells = [f"{ends[n][0]:.2f}–{ends[n][1]:.2f}" for n in (*MEASURES, *ATTRIBUTES)]
        lines.insert(3, "| 90 % interval | | | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _axes(score: ModuleType, files: Files) -> str:
    theirs, ours, _ = files
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for key, row in theirs.items():
        events = ours[key]["events"]
        for i, j in score.match(row["events"], events, score.pair_score):
            for axis in score.AXES:
                if row["events"][i].get(axis):
                    asked[axis] += 1
                    right[axis] += score.same(row["events"][i][axis], events[j].get(axis))
    return ", ".join(f"{axis} {right[axis] / asked[axis]:.2f} of {asked[axis]}" for axis in score.AXES if asked[axis])


def _confusion(score: ModuleType, files: Files, size: int = 15) -> str:
    """Types read against types meant, where parties and passage are the same."""
    theirs, ours, _ = files
    pairs: Counter[tuple[str, str]] = Counter()
    for key, row in theirs.items():
        for event in row["events"]:
            for found in ours[key]["events"]:
                same = score.jaccard(event["parties"], found["parties"]) >= 0.5
                if same and found["start"] < event["end"] and event["start"] < found["end"]:
                    pairs[event["type"], found["type"]] += 1
    wrong = [(pair, n) for pair, n in pairs.most_common() if pair[0] != pair[1]][:size]
    right = sum(n for (a, b), n in pairs.items() if a == b)
    lines = [f"{right} of {sum(pairs.values())} have the first code of the gold. The commonest confusions:", ""]
    lines += ["| gold | read | times |", "|---|---|---|", *(f"| {a} | {b} | {n} |" for (a, b), n in wrong)]
    return "\n".join(lines)


def _figure(parts: Sequence[tuple[float, float, int]]) -> None:
    import altair as alt

    rows = [{"said": said, "found": found, "n": n} for said, found, n in parts]
    scale = alt.Scale(domain=[0, 1])
    points = alt.Chart(alt.InlineData(values=rows)).mark_line(point=True, color="#1f4e79")
    drawn = points.encode(
        x=alt.X("said:Q", title="confidence the reader gives", scale=scale),
        y=alt.Y("found:Q", title="share of mentions that are right", scale=scale),
    )
    line = alt.Chart(alt.InlineData(values=[{"x": 0, "y": 0}, {"x": 1, "y": 1}])).mark_line(
        color="#999999", strokeDash=[4, 4]
    )
    even = line.encode(x=alt.X("x:Q", scale=scale), y=alt.Y("y:Q", scale=scale))
    (even + drawn).properties(width=320, height=320).save(str(ROOT / "docs" / FIGURE))


def page(score: ModuleType, reads: Sequence[Read], rows: Sequence[Row], shared: Path) -> str:
    """The quality page: on documents not seen first, since that is what a reader may expect on other documents."""
    sure = confidences(rows)
    error, parts = reliability(rows, sure)
    _figure(parts)
    golds, ours = [r for r in reads if r.is_gold], [r for r in reads if not r.is_gold]
    files = files_of(golds, rows, sure, DEFAULT_THRESHOLD)
    more = files_of(ours, rows, sure, DEFAULT_THRESHOLD)
    notes = (ROOT / "docs" / "quality-notes.md").read_text("utf-8")
    return "\n\n".join(
        [
            "# Quality of the reader",
            f"Made by `make quality` on the shared gold ({len(golds)} documents) and the project's own annotations "
            f"({len(ours)} documents, `annotated/`). Every document is read by a reader that has learnt from neither it nor "
            "another language version of it (five folds; the calibration in twenty).",
            "## On the gold",
            _table(score.score(*files), intervals(score, files)),
            f"Intervals resample documents. Axes: {_axes(score, files)}.",
            "## On the project's own annotations",
            _table(score.score(*more), intervals(score, more)),
            "## Confidence",
            f"Expected calibration error {error:.3f} over {sum(n for *_, n in parts):,} possible mentions in ten bins of equal "
            f"size, none of which the calibration had seen. A mention counts at {DEFAULT_THRESHOLD} and above.",
            f"![Share of mentions that are right against the confidence the reader gives them]({FIGURE})",
            "## Which types are taken for which",
            _confusion(score, files_of(golds, rows, sure, 0.05)),
            "## As shipped",
            "The shipped reader has learnt from the gold too, so these figures only guard against damage: the floors in "
            "`tests/read/floors.toml` hold them.",
            _table(measure(shared)),
            notes,
        ]
    )


def main() -> None:
    score = scorer(SHARED)
    reads = [*gold(SHARED), *annotated(SHARED, ROOT / "annotated")]
    rows = kept(reads, ROOT, score)
    write_calibration(fitted(rows))
    load_calibration.cache_clear()
    wiring.reader.cache_clear()
    (ROOT / "docs" / "quality.md").write_text(page(score, reads, rows, SHARED), "utf-8")
    print(json.dumps({k: v for k, v in measure(SHARED)["all"].items() if k in MEASURES}, indent=1))


if __name__ == "__main__":
    main()
