"""Collates and reads corpora of growing size, and writes docs/scale.md: does time grow with them and no faster, does
memory not grow at all, and what would a hundred million documents take.

    python -m tools.scale 20000 100000 500000 --folder DIR --write

The documents are grown from the shared corpora (see tools/growth.py). Folders of an earlier run are gone on with.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from samarkand import wiring
from samarkand.adapters.new_observatory import create_observatory
from samarkand.adapters.terminal import Silence
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.observatory import DEFAULT_THRESHOLD
from samarkand.pipeline import build
from tools.footprint import Footprint
from tools.growth import COPIES, grow

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAMARKAND_SHARED", ROOT.parent / "shared"))
TARGET = ROOT / "docs" / "scale.md"
MARKS = ("<!-- figures -->", "<!-- end of figures -->")
STAGES = ("collate", "read")
MIB = 2**20
ALLOWED = 1.10
HUNDRED_MILLION = 10**8
CORES = (16, 64, 256)
LINE_RATE = 10**9 / 8
"""Bytes a second through the one machine that hands out the work, at 1 Gbit/s."""


@dataclass(frozen=True)
class Run:
    """One stage at one size. Memory in bytes: of the process that hands out the work, and of the greatest other one."""

    stage: str
    documents: int
    workers: int
    seconds: float
    cpu: float
    tree: int
    here: int
    other: int
    stored: int


class Said(Silence):
    def say(self, line: str) -> None:
        print(line, file=sys.stderr)

    def track(self, items: Iterable[T], total: int, label: str) -> Iterator[T]:
        return iter(items)


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def measure(root: Path, stage: str) -> Run:
    """One stage over an observatory in which those before it are done."""
    o = wiring.observatory(root, Said())
    with Footprint() as used:
        build(o, last=stage)
    documents = sum(1 for _ in o.tables.read("documents", Named))
    workers = getattr(o.compute, "workers", 1)
    stored = _size(root / "tables")
    return Run(stage, documents, workers, used.seconds, used.cpu, used.tree, used.here, used.other, stored)


@dataclass(frozen=True, slots=True)
class Named:
    id: str


def run(folder: Path, count: int) -> Iterator[Run]:
    """Each stage in a process of its own, so that none carries the memory of another."""
    root = folder / f"observatory-{count}"
    for stage in STAGES:
        told = folder / f"{count}-{stage}.json"
        if not told.exists():
            _prepare(root, folder, count)
            words = [sys.executable, "-m", "tools.scale", "--measure", str(root), "--stage", stage]
            done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
            told.write_text(done.stdout.splitlines()[-1], "utf-8")
        yield Run(**json.loads(told.read_text("utf-8")))


def _prepare(root: Path, folder: Path, count: int) -> None:
    if (root / "observatory.toml").exists():
        return
    create_observatory(root, "Scale", "scale", Focus(FocusKind.WORLD, (), 2015, 2024), DEFAULT_THRESHOLD)
    for line, _ in wiring.import_documents(root, grow(SHARED / "corpora", folder, count)):
        print(line, file=sys.stderr)


def growth_rows(runs: Sequence[Run]) -> Iterator[str]:
    """Time for a document at each size beside the smallest one, and memory beside it."""
    for stage in STAGES:
        mine = [r for r in runs if r.stage == stage]
        first = mine[0]
        for r in mine:
            each, at_first = r.cpu / r.documents, first.cpu / first.documents
            yield (
                f"| {stage} | {r.documents:,} | {r.seconds:,.0f} | {r.cpu:,.0f} | {1000 * each:.2f} | {each / at_first:.2f} "
                f"| {r.here / MIB:,.0f} | {r.other / MIB:,.0f} | {r.tree / MIB:,.0f} |"
            )


def verdicts(runs: Sequence[Run]) -> Iterator[str]:
    for stage in STAGES:
        first, *_, last = sorted((r for r in runs if r.stage == stage), key=lambda r: r.documents)
        if first.documents == last.documents:
            continue
        factor = (last.cpu / last.documents) / (first.cpu / first.documents)
        held = "kept" if factor <= ALLOWED else "not kept"
        here, other = (
            (b - a) / (last.documents - first.documents)
            for a, b in ((first.here, last.here), (first.other, last.other))
        )
        yield (
            f"- {stage}, {first.documents:,} to {last.documents:,} documents: time for a document × {factor:.2f} "
            f"(no more than × {ALLOWED:.2f}: {held}); memory grows by {max(0.0, here):,.0f} bytes a document in the process "
            f"that hands out the work, by {max(0.0, other):,.0f} in the greatest other one."
        )


def cost(runs: Sequence[Run], sent: float, sizes: Mapping[str, float]) -> Iterator[str]:
    """The largest size, carried on by a straight line."""
    last = {stage: max((r for r in runs if r.stage == stage), key=lambda r: r.documents) for stage in STAGES}
    core_hours = {stage: r.cpu / r.documents * HUNDRED_MILLION / 3600 for stage, r in last.items()}
    total = sum(core_hours.values())
    yield "| | 10⁸ documents |"
    yield "|---|---|"
    for stage, hours in core_hours.items():
        yield f"| {stage}, hours on cores | {hours:,.0f} |"
    for cores in CORES:
        yield f"| both on {cores} cores, hours | {total / cores:,.1f} |"
    yield f"| through the machine that hands out the work, GB | {sent * HUNDRED_MILLION / 1e9:,.0f} |"
    yield f"| … at 1 Gbit/s, hours | {sent * HUNDRED_MILLION / LINE_RATE / 3600:,.1f} |"
    for name, size in sizes.items():
        yield f"| {name}, GB | {size * HUNDRED_MILLION / 1e9:,.0f} |"
    grown = max(0.0, _slope(runs))
    yield f"| memory of the process that hands out the work, GB | {(last['collate'].here + grown * HUNDRED_MILLION) / 1e9:,.1f} |"


def _slope(runs: Sequence[Run]) -> float:
    """Bytes a document in the process that hands out the work, in the stage where they are most."""
    slopes = []
    for stage in STAGES:
        first, *_, last = sorted((r for r in runs if r.stage == stage), key=lambda r: r.documents)
        if last.documents > first.documents:
            slopes.append((last.here - first.here) / (last.documents - first.documents))
    return max(slopes, default=0.0)


def page(runs: Sequence[Run], folder: Path) -> str:
    largest = max(r.documents for r in runs)
    raw = _size_of_grown(folder, largest) / largest
    stored = max((r for r in runs if r.documents == largest), key=lambda r: r.stored).stored / largest
    lines = [
        f"{runs[0].workers} processes; one document in {COPIES} is a near copy; {raw:,.0f} bytes of JSON a document.",
        "",
        "| stage | documents | seconds | seconds on cores | ms on a core each | beside the smallest "
        "| MiB, handing out | MiB, greatest worker | MiB, all |",
        "|---|---|---|---|---|---|---|---|---|",
        *growth_rows(runs),
        "",
        *verdicts(runs),
        "",
        *cost(runs, 4 * raw, {"snapshots on disk": raw, "tables on disk": stored}),
    ]
    return "\n".join(lines)


def _size_of_grown(folder: Path, count: int) -> int:
    return sum(p.stat().st_size for p in grow(SHARED / "corpora", folder, count))


def write(figures: str) -> None:
    text = TARGET.read_text("utf-8")
    before, _, rest = text.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    TARGET.write_text(f"{before}{MARKS[0]}\n\n{figures}\n\n{MARKS[1]}{after}", "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[20_000, 100_000, 500_000])
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "scale", help="where it works; needs room")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/scale.md")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    told = parser.parse_args(arguments)
    if told.measure:
        print(json.dumps(asdict(measure(told.measure, told.stage))))
        return
    if not (SHARED / "corpora").is_dir():
        sys.exit("the shared corpora are not here; set SAMARKAND_SHARED to their folder")
    told.folder.mkdir(parents=True, exist_ok=True)
    runs = [r for size in sorted(told.sizes) for r in run(told.folder, size)]
    figures = page(runs, told.folder)
    print(figures)
    if told.write:
        write(figures)


if __name__ == "__main__":
    main()
