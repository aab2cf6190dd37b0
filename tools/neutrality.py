"""Measures how far the reading of the shared gold depends on who takes part, and writes docs/neutrality.md.

Every document is read as it is and with its parties swapped for others; the mentions are paired by where they stand.
The shared folder is looked for in SAMARKAND_SHARED, else in ../shared beside the repository.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from samarkand import wiring
from samarkand.codebook.languages import load_languages
from samarkand.codebook.types import load_codebook
from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.domain.observatory import DEFAULT_THRESHOLD
from samarkand.domain.quote import Quote
from samarkand.gazetteer.find import Hit, load
from samarkand.read.lexicon import Lexicon, lexicons
from samarkand.read.passages import Passage, split
from tools.annotated import SHARED, gold_documents
from tools.swapping import Edits, Swap, swap

ROOT = Path(__file__).parents[1]
SEEDS = range(5)
TARGET = 0.98
DRAWS = 2000
FIELDS = ("type", "stage", "valence")
NAME, CUE, CUT, ELSEWHERE, NOTHING = (
    "a name of the passage is not found again, or as something else",
    "a name of the passage brings or hides a cue",
    "the sentence is cut elsewhere",
    "only other passages of the document differ",
    "names, cues and sentences are the same",
)
CAUSES = (NAME, CUE, CUT, ELSEWHERE, NOTHING)

Where = tuple[int, int]
Cue = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A mention as read before and after the swap, one of them None where it appears or vanishes."""

    before: Mention | None
    after: Mention | None

    @property
    def is_whole(self) -> bool:
        return self.before is not None and self.after is not None

    def agrees(self, field: str) -> bool:
        return self.is_whole and getattr(self.before, field) == getattr(self.after, field)

    @property
    def agrees_in_all(self) -> bool:
        return all(self.agrees(field) for field in FIELDS)


@dataclass(frozen=True, slots=True)
class Reading:
    """One swap with its pairs, and why each pair that differs does.

    `lost` names as (found before, put, found now); `cues` that the names brought or hid as (which, kind, value, words).
    """

    swap: Swap
    pairs: tuple[Pair, ...]
    causes: tuple[str, ...]
    lost: tuple[tuple[str, str, str], ...]
    cues: tuple[tuple[str, str, str, str], ...]


def _overlap(a: Quote, start: int, end: int) -> int:
    return min(a.end, end) - max(a.start, start)


def paired(before: Sequence[Mention], after: Sequence[Mention], edits: Edits) -> list[Pair]:
    """Each mention with the one whose quote shares most code points with it, the fullest overlaps first."""
    spans = [(edits.forward(m.quote.start), edits.forward(m.quote.end)) for m in before]
    shared = [
        (_overlap(b.quote, *span), i, j)
        for i, span in enumerate(spans)
        for j, b in enumerate(after)
        if _overlap(b.quote, *span) > 0
    ]
    partner: dict[int, int] = {}
    for _, i, j in sorted(shared, key=lambda s: (-s[0], s[1], s[2])):
        if i not in partner and j not in partner.values():
            partner[i] = j
    pairs = [Pair(a, after[partner[i]] if i in partner else None) for i, a in enumerate(before)]
    return pairs + [Pair(None, b) for j, b in enumerate(after) if j not in partner.values()]


@cache
def _lexicons() -> Mapping[str, Lexicon]:
    return lexicons(load_codebook(), load_languages())


def _passages(document: Document) -> list[Passage]:
    return split(document, _lexicons()[document.lang or ""], load())


@dataclass(frozen=True, slots=True)
class Differences:
    """Where names, cues and sentence ends are not what the swap alone would make them; offsets after the swap."""

    names: tuple[Where, ...]
    cues: tuple[Where, ...]
    cuts: tuple[Where, ...]

    def cause(self, start: int, end: int) -> str:
        """Why a passage may be read differently, the plainest reason first."""

        def touches(places: Iterable[Where]) -> bool:
            return any(a < end and start < max(b, a + 1) for a, b in places)

        for places, cause in ((self.cuts, CUT), (self.names, NAME), (self.cues, CUE)):
            if touches(places):
                return cause
        return ELSEWHERE if self.names or self.cues or self.cuts else NOTHING


def differences(swapped: Swap) -> Differences:
    """What two documents should share and do not."""
    old, new = _passages(swapped.before), _passages(swapped.after)
    go, codes = swapped.edits.forward, swapped.codes
    names = {(go(h.start), go(h.end), codes.get(h.code, h.code)) for p in old for h in p.names}
    names ^= {(h.start, h.end, h.code) for p in new for h in p.names}
    cues = _cues(old, go).keys() ^ _cues(new, int).keys()
    cuts = {(go(p.start), go(p.end)) for p in old} ^ {(p.start, p.end) for p in new}
    return Differences(
        names=tuple((a, b) for a, b, _ in sorted(names)),
        cues=tuple((a, b) for a, b, _, _ in sorted(cues)),
        cuts=tuple(sorted(cuts)),
    )


def _cues(passages: Iterable[Passage], go: Callable[[int], int]) -> dict[Cue, str]:
    """The cues of a text with their words, each where it has gone."""
    return {
        (go(c.start), go(c.end), c.kind, c.value): p.text[c.start - p.start : c.end - p.start].strip()
        for p in passages
        for c in p.cues
    }


def cue_changes(swapped: Swap) -> list[tuple[str, str, str, str]]:
    """Cues that stand in the text only because of the names in it."""
    old = _cues(_passages(swapped.before), swapped.edits.forward)
    new = _cues(_passages(swapped.after), int)
    gone = [("lost", kind, value, old[s, e, kind, value]) for s, e, kind, value in sorted(old.keys() - new.keys())]
    come = [("gained", kind, value, new[s, e, kind, value]) for s, e, kind, value in sorted(new.keys() - old.keys())]
    return gone + come


def lost(swapped: Swap) -> list[tuple[str, str, str]]:
    """Names put in that the gazetteer does not find as meant: what stood there, what was put, what is found now."""
    after = load().find(swapped.after.whole, swapped.after.lang)
    out = []
    for hit, edit in zip(swapped.hits, swapped.edits.edits, strict=True):
        start, end = swapped.edits.forward(edit.start), swapped.edits.forward(edit.end)
        there = [h for h in after if h.start < end and start < h.end]
        if not _is_meant(there, start, end, swapped.codes[hit.code]):
            told = ", ".join(f"{h.form} {h.code}" for h in there) or "nothing"
            out.append((hit.form, edit.new, told))
    return out


def _is_meant(there: Sequence[Hit], start: int, end: int, code: str) -> bool:
    return [(h.start, h.end, h.code) for h in there] == [(start, end, code)]


def _cause_of(pair: Pair, edits: Edits, found: Differences) -> str:
    quote = (pair.after or pair.before).quote  # type: ignore[union-attr]
    start, end = (quote.start, quote.end) if pair.after else (edits.forward(quote.start), edits.forward(quote.end))
    return found.cause(start, end)


def readings(texts: Sequence[Document], seeds: Iterable[int], floor: float) -> list[Reading]:
    """All swaps of all documents, with their mentions at or above the floor."""
    swaps = [made for seed in seeds for text in texts if text.lang in _lexicons() and (made := swap(text, seed))]
    reader = wiring.reader(0.0)

    def read(given: Sequence[Document]) -> list[list[Mention]]:
        return [[m for m, _ in found if m.confidence >= floor] for _, found in reader.weigh(given)]

    known = {text.id: found for text, found in zip(texts, read(texts), strict=True)}
    out = []
    for made, after in zip(swaps, read([s.after for s in swaps]), strict=True):
        pairs = paired(known[made.before.id], after, made.edits)
        odd = [pair for pair in pairs if not pair.agrees_in_all]
        found = differences(made) if odd else Differences((), (), ())
        causes = tuple(_cause_of(pair, made.edits, found) for pair in odd)
        out.append(Reading(made, tuple(pairs), causes, tuple(lost(made)), tuple(cue_changes(made))))
    return out


def _counts(found: Iterable[Reading]) -> np.ndarray:
    """Pairs; agreeing in all; in type, stage, valence; vanished; appeared; parties the swapped ones."""
    row = np.zeros(8)
    for reading in found:
        for pair in reading.pairs:
            if pair.before and pair.after:
                same = {reading.swap.codes.get(p, p) for p in pair.before.parties} == set(pair.after.parties)
                row += [1, pair.agrees_in_all, *(pair.agrees(f) for f in FIELDS), 0, 0, same]
            else:
                row[5 if pair.before else 6] += 1
    return row


def _interval(rows: np.ndarray, statistic: Callable[[np.ndarray], np.ndarray]) -> tuple[float, float] | None:
    """90 % interval, drawing documents anew with all their swaps; `rows` has one line of counts a document."""
    if len(rows) < 2:
        return None
    weights = np.random.default_rng(7).multinomial(len(rows), np.full(len(rows), 1 / len(rows)), DRAWS)
    values = statistic(weights @ rows)
    low, high = np.nanquantile(values, [0.05, 0.95])
    return float(low), float(high)


def _agreement(rows: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return np.asarray(rows[..., 1] / rows[..., 0])


def _strict(rows: np.ndarray) -> np.ndarray:
    """As agreement, with a mention that appears or vanishes counted as one that disagrees."""
    with np.errstate(invalid="ignore"):
        return np.asarray(rows[..., 1] / (rows[..., 0] + rows[..., 5] + rows[..., 6]))


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _ends(interval: tuple[float, float] | None) -> str:
    return f"{interval[0]:.3f}–{interval[1]:.3f}" if interval and interval[0] == interval[0] else "–"


HEAD = (
    "| language | documents | pairs | agree | 90 % interval | type | stage | valence | parties | vanished | appeared "
    "| agree, counting both | 90 % interval |"
)


def _line(name: str, found: Sequence[Reading]) -> str:
    by_document: dict[str, list[Reading]] = {}
    for reading in found:
        by_document.setdefault(reading.swap.before.id, []).append(reading)
    rows = np.array([_counts(group) for group in by_document.values()])
    pairs, every, *rest = rows.sum(0)
    of_field, (vanished, appeared, parties) = rest[:3], rest[3:]
    cells = [f"{len(rows)}", f"{pairs:.0f}", _share(every, pairs), _ends(_interval(rows, _agreement))]
    cells += [_share(n, pairs) for n in (*of_field, parties)] + [f"{vanished:.0f}", f"{appeared:.0f}"]
    cells += [_share(every, pairs + vanished + appeared), _ends(_interval(rows, _strict))]
    return f"| {name} | " + " | ".join(cells) + " |"


def table(found: Sequence[Reading]) -> str:
    """Overall and by language."""
    languages = sorted({r.swap.before.lang or "" for r in found})
    lines = [_line(lang, [r for r in found if r.swap.before.lang == lang]) for lang in languages]
    return "\n".join([HEAD, "|" + "---|" * 13, _line("all", found), *lines])


def _cause_table(found: Sequence[Reading]) -> str:
    counts: Counter[tuple[str, str]] = Counter()
    for reading in found:
        odd = [pair for pair in reading.pairs if not pair.agrees_in_all]
        for pair, cause in zip(odd, reading.causes, strict=True):
            counts[cause, "differ" if pair.is_whole else "vanished" if pair.before else "appeared"] += 1
    lines = ["| cause | pairs that differ | vanished | appeared |", "|---|---|---|---|"]
    lines += [
        f"| {c} | " + " | ".join(f"{counts[c, k]}" for k in ("differ", "vanished", "appeared")) + " |" for c in CAUSES
    ]
    return "\n".join(lines)


def _lost_table(found: Sequence[Reading], most: int = 30) -> str:
    total: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    examples: Counter[tuple[str, str, str, str]] = Counter()
    for reading in found:
        lang = reading.swap.before.lang or ""
        total[lang] += len(reading.swap.edits.edits)
        gone[lang] += len(reading.lost)
        examples.update((lang, *names) for names in reading.lost)
    shares = ", ".join(f"{lang} {_share(total[lang] - gone[lang], total[lang])}" for lang in sorted(total))
    lines = [
        f"Of {sum(total.values()):,} names put in, {_share(sum((total - gone).values()), sum(total.values()))} "
        f"are found again as meant ({shares}). The commonest that are not:",
        "",
        "| language | stood there | put | found now | times |",
        "|---|---|---|---|---|",
    ]
    ranked = sorted(examples.items(), key=lambda item: (-item[1], item[0]))[:most]
    return "\n".join([*lines, *(f"| {' | '.join(names)} | {times} |" for names, times in ranked)])


def _cue_table(found: Sequence[Reading], most: int = 30) -> str:
    counts: Counter[tuple[str, ...]] = Counter()
    for reading in found:
        counts.update(
            (reading.swap.before.lang or "", kind, value, words, which) for which, kind, value, words in reading.cues
        )
    both = Counter(key[:4] for key in counts.elements())
    lines = ["| language | kind | value | words | lost | gained |", "|---|---|---|---|---|---|"]
    for key, _ in sorted(both.items(), key=lambda item: (-item[1], item[0]))[:most]:
        lines.append(f"| {' | '.join(key)} | {counts[(*key, 'lost')]} | {counts[(*key, 'gained')]} |")
    return "\n".join(lines)


def _inexact(found: Sequence[Reading]) -> str:
    edits = [edit for reading in found for edit in reading.swap.edits.edits]
    held = sum(bool(reading.swap.held) for reading in found)
    return (
        f"{_share(sum(edit.exact for edit in edits), len(edits))} of the names put in fill the grammatical slot of the "
        f"one that stood there; in {_share(held, len(found))} of the swaps a country keeps its name, because an "
        "institution of the text stands for it."
    )


def page(texts: Sequence[Document]) -> str:
    """The neutrality page."""
    found = readings(texts, SEEDS, DEFAULT_THRESHOLD)
    every = readings(texts, SEEDS, 0.0)
    return (
        "# Neutrality of the reader\n\n"
        f"Made by `make neutrality` on the shared gold: {len(texts)} documents, each read as it is and with its parties swapped "
        f"{len(SEEDS)} times for countries drawn at random. Names of countries, peoples and cities are put in the same "
        "inflected form, a capital for a capital, and countries are preferred whose names take the same article. Only what "
        "the gazetteer finds is swapped; names of institutions and bodies stay, and so does every country an institution of the "
        "text stands for. What the gazetteer misses stays as well: this measures the reader, not the gazetteer. Mentions are paired by where they stand. "
        f"The target is {TARGET} for type, stage and valence together. Intervals resample documents; where "
        "nothing differed they are a point, which says no more than that.\n\n"
        f"{_inexact(found)}\n\n"
        f"## Mentions as the reader reports them (confidence {DEFAULT_THRESHOLD} and above)\n\n{table(found)}\n\n"
        "`parties`: they are exactly the swapped ones. A mention vanishes or appears also where its confidence only "
        "crosses the threshold.\n\n"
        f"## All readings, without a threshold\n\n{table(every)}\n\n"
        "## Why they differ\n\nAll readings that disagree, vanish or appear, without a threshold, by the plainest reason.\n\n"
        f"{_cause_table(every)}\n\n## Cues that a name brings or hides\n\nA cue is looked for in the text as it stands, names "
        "included; where it lies in a name or runs into one, it comes and goes with the name. The commonest, over all swaps:\n\n"
        f"{_cue_table(every)}\n\n## Names that are not found again\n\n{_lost_table(every)}\n"
    )


def main() -> None:
    made = page(gold_documents(SHARED))
    (ROOT / "docs" / "neutrality.md").write_text(made, "utf-8")
    sys.stdout.write("\n".join(line for line in made.splitlines() if line.startswith(("| language", "| all"))) + "\n")


if __name__ == "__main__":
    main()
