"""Back-tests on real series, written into docs/outlook.md between its marks.

    python -m tools.outlook --statistics ../shared/statistics [--observatory DIR]

The observatory is any that was built from dated documents; its months of told exchanges test the method, and nothing is
issued of them, since what is only told is never carried forward.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from pathlib import Path

import numpy as np

from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.collect.registers.parse import parse_register
from samarkand.domain.breaks import Break
from samarkand.domain.document import Imprint
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.mention import Mention
from samarkand.domain.outlook import Ahead, Outlook
from samarkand.domain.scale import Layer
from samarkand.domain.series import Series
from samarkand.domain.statistic import Statistic
from samarkand.gazetteer.labels import code_of_name, party_names
from samarkand.outlook import heavy
from samarkand.outlook.backtest import Setting, Trial, back_test
from samarkand.outlook.foretell import foretell
from samarkand.outlook.history import history
from samarkand.outlook.measured import measured_series
from samarkand.outlook.nowcast import completion
from samarkand.outlook.official import official_series
from samarkand.outlook.questions import of_values
from samarkand.outlook.score import known_values, scored
from samarkand.outlook.verdict import judged
from samarkand.publish.content import Table
from samarkand.publish.outlook import check_table
from samarkand.stats.wilson import wilson

PAGE = Path(__file__).parents[1] / "docs" / "outlook.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
CLOSED = (Break("2020", "2022", "closed borders"),)
WORLD = Focus(FocusKind.WORLD, (), 2020, 2026)
FILES = ("inbound_intl.csv.gz", "eurovision_votes.csv.gz")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--statistics", type=Path, required=True)
    asked.add_argument("--observatory", type=Path)
    told = asked.parse_args()
    lines = [*_official(told.statistics), *(_monthly(told.observatory) if told.observatory else ())]
    text = PAGE.read_text("utf-8")
    before, after = text[: text.index(BEGIN) + len(BEGIN)], text[text.index(END) :]
    PAGE.write_text(f"{before}\n\n" + "\n".join(lines) + f"\n\n{after}", "utf-8")


def _statistics(folder: Path) -> list[Statistic]:
    names = [*FILES, *sorted(p.name for p in folder.glob("*-passport-index-tidy-iso2.csv.gz"))]
    known = party_names().__contains__
    rows = (r for f in names for r in parse_register((folder / f).read_bytes(), f, known, code_of_name))
    return [r for r in rows if isinstance(r, Statistic)]


def _official(folder: Path) -> Iterator[str]:
    statistics = _statistics(folder)
    series = {s.id: s for s in official_series(statistics, WORLD)}
    yield from _one(series, "F1b:statistical:inbound", "Students from abroad", date(2024, 6, 30))
    yield from _many(series, "F1b:statistical:inbound/", "students from abroad, host by host", date(2024, 6, 30), 12)
    yield from _one(series, "visa:statistical:openness", "Entry rules", date(2025, 6, 30))
    yield from _one(series, "eurovision:statistical:givers", "Eurovision: who takes part", date(2025, 6, 30))
    shares = {s.id: s for s in official_series(statistics, replace(WORLD, kind=FocusKind.REGION, codes=("XX", "XY")))}
    yield from _many(
        shares, "eurovision:statistical:share/", "shares of the points, country by country", date(2025, 6, 30), 25
    )


def _one(series: Mapping[str, Series], ident: str, title: str, today: date) -> Iterator[str]:
    s = Setting(today, breaks=CLOSED)
    siblings = [x for name, x in series.items() if name.startswith(f"{ident}/")]
    x = foretell(series[ident], siblings, s).outlook
    yield from (f"### {title}", "", f"{x.series.name}; {x.steps} years to {x.last}, as on {today}.", "")
    yield from _shown(x)
    yield from _a_year_ago(series[ident], siblings, s)


def _shown(x: Outlook) -> Iterator[str]:
    if x.reason or x.verdict is None:
        yield from (f"NA: {x.reason}.", "")
        return
    kind = "as captured at the origin" if x.series.is_bitemporal else "pseudo-real-time: capture dates are missing"
    yield from (f"Published: {x.verdict.published}. {x.verdict.why}. Data {kind}.", "")
    if x.verdict.tested:
        yield from _markdown(check_table(x))
    for a in [*x.ahead[:3], *_others(x)]:
        low95, low, middle, high, high95 = (a.at(q) or 0.0 for q in (0.025, 0.1, 0.5, 0.9, 0.975))
        yield f"- {a.period}, breaks {a.treatment}: {middle:,.4g} [80 % {low:,.4g} to {high:,.4g}; 95 % {low95:,.4g} to {high95:,.4g}]"
    yield ""


def _others(x: Outlook) -> list[Ahead]:
    """The next step under the other treatments of breaks, where they make a difference."""
    return [w for w in x.ways if w.quantiles != x.ahead[0].quantiles]


def _markdown(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(table.header) + " |"
    yield "|" + "---|" * len(table.header)
    for row in table.rows:
        yield "| " + " | ".join(cell.text for cell in row) + " |"
    yield from ("", table.note, "")


def _a_year_ago(series: Series, siblings: Sequence[Series], s: Setting) -> Iterator[str]:
    """What would have been issued without the last two values, scored with them."""
    last = sorted({o.period for o in series.observations})[-2:]
    cut = [_until(x, last[0]) for x in (series, *siblings)]
    then = replace(s, today=date(int(last[0]), 6, 30))
    forecasts = of_values(foretell(cut[0], cut[1:], then).outlook, then)
    for f, score in zip(forecasts, scored(forecasts, known_values([series], s.today), s.today), strict=True):
        if score.outcome is not None:
            low, high = f.quantile(0.1), f.quantile(0.9)
            held = "held" if score.inside80 else "missed"
            yield f"- as if issued {f.issued} for {f.period}: 80 % {low:,.4g} to {high:,.4g}; came {score.outcome:,.4g}: {held}, CRPS {score.crps:,.3g}"
    yield ""


def _until(x: Series, period: str) -> Series:
    return replace(x, observations=tuple(o for o in x.observations if o.period < period))


def _many(series: Mapping[str, Series], stem: str, title: str, today: date, least: int) -> Iterator[str]:
    """Over many series, in two halves by a hash of their name; docs/outlook.md says how often the second was looked at."""
    s = Setting(today, breaks=CLOSED, draws=400)
    family = [x for name, x in series.items() if name.startswith(stem) and len(x.observations) >= least]
    halves: dict[int, list[tuple[str, bool, list[Trial], float | None, int]]] = {0: [], 1: []}
    for x in family:
        h = history(x, None, None)
        if h is None or h.flaw:
            continue
        trials = back_test(x, family, s)
        verdict = judged(trials, x.step, "last value")
        chosen = [t for t in trials if t.model == verdict.published]
        half = blake2b(x.id.encode(), digest_size=1).digest()[0] % 2
        halves[half].append((verdict.published, verdict.is_model, chosen, verdict.picking, verdict.picking_origins))
    yield from (f"#### {title[0].upper()}{title[1:]}", "")
    header = (
        "half",
        "series",
        "a model published",
        "80 % held",
        "95 % held",
        "rule followed as of then: mean skill, ± its error",
        "series where it did worse than the baseline",
    )
    yield "| " + " | ".join(header) + " |"
    yield "|" + "---|" * len(header)
    for half, name in ((0, "built on"), (1, "set aside")):
        rows = halves[half]
        trials = [t for _, _, chosen, _, _ in rows for t in chosen]
        skills = [skill for _, _, _, skill, n in rows if skill is not None and n]
        published = sum(is_model for _, is_model, _, _, _ in rows)
        middle = f"{np.mean(skills):.3f} ± {np.std(skills) / len(skills) ** 0.5:.3f}" if skills else "NA"
        worse = f"{sum(k < 0 for k in skills)} of {len(skills)}"
        cells = (
            name,
            str(len(rows)),
            str(published),
            _held([t.inside80 for t in trials]),
            _held([t.inside95 for t in trials]),
            middle,
            worse,
        )
        yield "| " + " | ".join(cells) + " |"
    yield from ("", f"Wilson intervals take trials as independent, which overlapping horizons are not. {_light()}", "")


def _light() -> str:
    return "ETS of the extra among the models." if heavy.is_there() else "Without the models of the extra."


def _held(hits: Sequence[bool]) -> str:
    if not hits:
        return "NA"
    low, high = wilson(sum(hits), len(hits))
    return f"{sum(hits) / len(hits):.0%} [{low:.0%}–{high:.0%}] of {len(hits)}"


def _monthly(root: Path) -> Iterator[str]:
    """Months of told exchanges, as published by the day of each origin."""
    tables = ParquetTables(root / "tables")
    told = _first_told(tables)
    measurements = [m for m in tables.read("measurements", Measurement) if m.indicator == "rate"]
    as_if = [replace(m, layer=Layer.STATISTICAL) for m in measurements if m.layer is Layer.CLAIMED]
    yield from ("### Exchanges by month", "")
    evidenced, _ = measured_series(measurements, told, date(2026, 9, 30))
    for x in (x for x in evidenced if x.id == "rate:evidenced:month"):
        yield from ("Evidenced, the only layer that is carried forward:", "")
        yield from _shown(foretell(x, (), Setting(date(2026, 9, 30))).outlook)
    for until in (date(2024, 12, 31), date(2026, 9, 30)):
        found, _ = measured_series(as_if, told, until)
        series = next(x for x in found if x.id.endswith(":month"))
        series = replace(series, name="exchanges told")
        s = Setting(until)
        yield from (f"Told, as a test of the method, as on {until}; nothing is issued of it:", "")
        yield from _shown(foretell(series, (), s).outlook)
        yield from _arrivals(series, s)


def _arrivals(series: Series, s: Setting) -> Iterator[str]:
    """How complete a month is at its end, by what was published by then."""
    late = completion(series, s.today, s.lag, s.draws, np.random.default_rng(0))
    if not series.is_bitemporal:
        yield "Not every exchange has a day on which it was first told, so the months are not bitemporal."
    for c in late:
        yield f"- {c.period}: {c.known:,.0f} known, about {c.share:.0%} of all"
    yield ""


def _first_told(tables: ParquetTables) -> Mapping[str, str]:
    """The first day anybody told of an exchange; for want of one, the day it is said to have begun."""
    documents = {d.id: d for d in tables.read("documents", Imprint)}
    document_of = {m.id: m.document_id for m in tables.read("mentions", Mention)}
    out = {}
    for x in tables.read("exchanges", Exchange):
        days = _days(documents[document_of[m]] for m in x.mentions if m in document_of)
        if days or x.period:
            out[x.id] = min(days) if days else x.period.last.isoformat()  # type: ignore[union-attr]
    return out


def _days(documents: Iterable[Imprint]) -> list[str]:
    return [d.period.last.isoformat() for d in documents if d.period]


if __name__ == "__main__":
    main()
