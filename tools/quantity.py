"""Scores the quantities and themes read from the gold's own passages, and writes docs/quantities.md.

The passage is the sentences that overlap the gold's quote, so that what is measured is the reading of it, not its finding.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samarkand.codebook.languages import Language, load_languages
from samarkand.domain.document import Document
from samarkand.read.quantity import quantities_of
from samarkand.read.themes import themes_of
from samarkand.text.folding import fold
from samarkand.text.numbers import DIGITS
from samarkand.text.sentences import sentence_spans
from tools.annotated import ROOT, SHARED, gold_documents

TARGET = ROOT / "docs" / "quantities.md"
FALLBACK = "en"
MARKS = ("<!-- figures -->", "<!-- end of figures -->")


@dataclass(slots=True)
class Tally:
    """Counts of one language. `stated` are gold values whose number stands in the passage, in figures or in a word."""

    events: int = 0
    gold: int = 0
    stated: int = 0
    right: int = 0
    read: int = 0
    read_where_stated: int = 0
    unit: int = 0
    themed: int = 0
    told: int = 0
    shared: int = 0
    words_read: int = 0
    words_right: int = 0
    words_gold: int = 0
    misses: list[str] = field(default_factory=list)


def core_events(shared: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(document id, event) of the gold's core: neither background nor contested, with its axes."""
    for line in (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        for event in row["events"]:
            if not event.get("background") and not event.get("contested"):
                yield row["id"], event


def passage_of(document: Document, quote: str) -> str:
    """The sentences that overlap the quote; the quote itself where it is not found."""
    whole = document.whole
    at = whole.find(quote)
    spans = [(a, b) for a, b in sentence_spans(whole) if a < at + len(quote) and b > at]
    return whole[spans[0][0] : spans[-1][1]] if at >= 0 and spans else quote


def _written(value: float, language: Language) -> set[str]:
    numerals = language.numerals
    if language.is_han:
        tens = {f"{int(value) // 10**k}{s}" for s, k in (("万", 4), ("亿", 8)) if value % 10**k == 0 and value >= 10**k}
        words = {w for w, v in numerals.words.items() if v == value} | {
            w + s for w, v in numerals.words.items() for s, f in numerals.scales.items() if v * f == value and v
        }
        return tens | words
    return {w for w, v in numerals.words.items() if v == value and v > 1}


def stands_in(value: float, passage: str, language: Language) -> bool:
    """Is the number there at all, in figures or as a word or a part of one? Blind to how the reader finds it."""
    text = fold(passage).translate(DIGITS)
    figures = {re.sub(r"[\s'’.,]", "", f) for f in re.findall(r"\d[\d\s'’.,]*", text)}
    if f"{value:g}" in figures or f"{int(value)}" in figures or any(w in text for w in _written(value, language)):
        return True
    return any(
        abs(float(f) * v - value) < 1e-6 * value
        for v in language.numerals.scales.values()
        for f in re.findall(r"\d+(?:\.\d+)?", text.replace(",", "."))
    )


def _same_unit(a: str, b: str) -> bool:
    """One has a word of the other, its ending set aside."""
    return bool({w.rstrip("s") for w in a.lower().split()} & {w.rstrip("s") for w in b.lower().split()})


def _words(themes: Sequence[str]) -> set[str]:
    return {w.lower().rstrip("s") for theme in themes for w in theme.split() if w not in {"of", "and", "the"}}


def _score_quantities(tally: Tally, event: dict[str, Any], passage: str, language: Language, name: str) -> None:
    read = list(quantities_of(passage, language))
    gold = event.get("quantity") or []
    values = {q.value: q.unit for q in read}
    right = [g for g in gold if g["value"] in values]
    stated = [g for g in gold if g in right or stands_in(g["value"], passage, language)]
    tally.gold, tally.stated = tally.gold + len(gold), tally.stated + len(stated)
    tally.right, tally.read = tally.right + len(right), tally.read + len(read)
    tally.read_where_stated += len(read) if stated else 0
    tally.unit += sum(_same_unit(g["unit"], values[g["value"]]) for g in right)
    known = {g["value"] for g in gold}
    tally.misses += [f"{name}: not read {g['value']:g} {g['unit']}" for g in stated if g["value"] not in values]
    tally.misses += [f"{name}: read {q.value:g} {q.unit}" for q in read if q.value not in known]


def _score_themes(tally: Tally, event: dict[str, Any], passage: str, language: Language) -> None:
    read, gold = _words(themes_of(passage, language)), _words(event.get("themes") or [])
    tally.themed, tally.told = tally.themed + bool(gold), tally.told + bool(read)
    tally.shared += bool(read & gold)
    tally.words_read, tally.words_gold = tally.words_read + len(read), tally.words_gold + len(gold)
    tally.words_right += len(read & gold)


def measure(shared: Path) -> dict[str, Tally]:
    """A tally per language label of the gold, and `all`."""
    texts, languages = {d.id: d for d in gold_documents(shared)}, load_languages()
    out: dict[str, Tally] = defaultdict(Tally)
    for number, (key, event) in enumerate(core_events(shared)):
        document = texts[key]
        language = languages.get(document.lang or "", languages[FALLBACK])
        passage = passage_of(document, event["quote"])
        for name in ("all", language.code):
            out[name].events += 1
            _score_quantities(out[name], event, passage, language, f"{number} {key}")
            _score_themes(out[name], event, passage, language)
    return out


def share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "–"


def tables(result: dict[str, Tally]) -> str:
    """Quantities and themes as Markdown tables, all languages first."""
    names = sorted(result, key=lambda n: (n != "all", n))
    rows = [
        "| language | events | values in gold | in the passage | recall | precision | precision where stated | unit alike |",
        "|" + "---|" * 8,
    ]
    for name in names:
        t = result[name]
        cells = [
            share(t.right, t.stated),
            share(t.right, t.read),
            share(t.right, t.read_where_stated),
            share(t.unit, t.right),
        ]
        rows.append(f"| {name} | {t.events} | {t.gold} | {t.stated} | " + " | ".join(cells) + " |")
    rows += [
        "",
        "| language | events with themes | read any | share a word | word precision | word recall |",
        "|" + "---|" * 6,
    ]
    for name in names:
        t = result[name]
        cells = [share(t.told, t.events), share(t.shared, t.told), share(t.words_right, t.words_read)]
        rows.append(f"| {name} | {t.themed} | " + " | ".join([*cells, share(t.words_right, t.words_gold)]) + " |")
    return "\n".join(rows)


def main() -> None:
    """Prints the tables and what was missed or read too much; puts the tables between the marks of the page."""
    result = measure(SHARED)
    figures = tables(result)
    before, _, rest = TARGET.read_text("utf-8").partition(MARKS[0])
    TARGET.write_text(f"{before}{MARKS[0]}\n\n{figures}\n\n{MARKS[1]}{rest.partition(MARKS[1])[2]}", "utf-8")
    print(figures)
    print("\n".join(result["all"].misses))


if __name__ == "__main__":
    main()
