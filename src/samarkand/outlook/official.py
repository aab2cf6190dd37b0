"""Series out of official statistics within a focus, each with its siblings: the same of every other area."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from samarkand.domain.focus import Focus
from samarkand.domain.scale import Layer
from samarkand.domain.series import Observation, Scale, Series, Step
from samarkand.domain.statistic import Statistic

STUDENTS, RULES, POINTS = "students.inbound", "visa.rule", "eurovision.points"
LEAST_YEARS, MOST_YEARS = 8, 25
ENOUGH_HOSTS = 0.5
AT_THE_BORDER = 0.7
"""From here on the scale of rules means: without asking, or by asking at the border."""
Years = Mapping[str, float]


def official_series(statistics: Iterable[Statistic], focus: Focus) -> list[Series]:
    """What is carried forward first, siblings after it, under ids that end in `/` and their area."""
    by_series: dict[str, list[Statistic]] = defaultdict(list)
    for row in statistics:
        if row.is_sound and row.period[:4].isdecimal():
            by_series[row.series].append(row)
    made = (
        *_students(by_series[STUDENTS], focus),
        *_rules(by_series[RULES], focus),
        *_contest(by_series[POINTS], focus),
    )
    return [s for s in made if s.observations]


def _made(ident: str, name: str, unit: str, scale: Scale, years: Years, group: str) -> Series:
    observations = tuple(Observation(year, value) for year, value in sorted(years.items()))
    return Series(ident, name, unit, Step.YEAR, scale, Layer.STATISTICAL, observations, group, group)


def _students(rows: Sequence[Statistic], focus: Focus) -> Iterator[Series]:
    """Students from abroad, summed over hosts of the focus that all report in every year of the span."""
    hosts: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        if row.counterpart is None and row.value is not None:
            hosts[row.area][row.period[:4]] = row.value
    ident = "F1b:statistical:inbound"
    inside = {a: years for a, years in hosts.items() if not focus.codes or a in focus.codes}
    panel, span = _block(inside)
    name = f"students from abroad in {len(panel)} {'country' if len(panel) == 1 else 'countries'} reporting throughout"
    yield _made(ident, name, "students", Scale.COUNT, {y: sum(inside[a][y] for a in panel) for y in span}, STUDENTS)
    for area, years in sorted(hosts.items()):
        yield _made(f"{ident}/{area}", area, "students", Scale.COUNT, years, STUDENTS)


def _block(hosts: Mapping[str, Years]) -> tuple[list[str], list[str]]:
    """Hosts and years without a gap, as many cells as can be had, up to the last year for which at least half as many
    report as in the fullest; of one host, all its years."""
    if len(hosts) == 1:
        return sorted(hosts), sorted(next(iter(hosts.values())))
    reporting = Counter(year for own in hosts.values() for year in own)
    enough = [y for y in sorted(reporting) if reporting[y] >= ENOUGH_HOSTS * max(reporting.values())]
    best: tuple[list[str], list[str]] = ([], [])
    for size in range(LEAST_YEARS, min(MOST_YEARS, len(enough)) + 1):
        span = enough[-size:]
        panel = sorted(a for a, own in hosts.items() if all(y in own for y in span))
        if len(panel) * size > len(best[0]) * len(best[1]):
            best = panel, span
    return best


def _rules(rows: Sequence[Statistic], focus: Focus) -> Iterator[Series]:
    """The part of directed pairs, of those known at every date, that ask for nothing beforehand; a year is its first date."""
    dates = sorted({row.period for row in rows})
    first = {date[:4]: date for date in reversed(dates)}
    by_pair: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in rows:
        if row.counterpart and row.value is not None and first[row.period[:4]] == row.period:
            by_pair[row.area, row.counterpart][row.period[:4]] = float(row.value >= AT_THE_BORDER)
    whole = {pair: years for pair, years in by_pair.items() if len(years) == len(first)}
    ident, unit = "visa:statistical:openness", "share"
    inside = [years for pair, years in whole.items() if focus.covers(pair)]
    yield _made(
        ident,
        f"pairs of countries that ask for no visa beforehand, of {len(inside):,}",
        unit,
        Scale.SHARE,
        _mean(inside),
        RULES,
    )
    areas: dict[str, list[Years]] = defaultdict(list)
    for (area, _), years in whole.items():
        areas[area].append(years)
    for area, own in sorted(areas.items()):
        yield _made(f"{ident}/{area}", area, unit, Scale.SHARE, _mean(own), RULES)


def _mean(rows: Sequence[Years]) -> Years:
    return {year: sum(r[year] for r in rows) / len(rows) for year in (rows[0] if rows else ())}


def _contest(rows: Sequence[Statistic], focus: Focus) -> Iterator[Series]:
    """How many countries gave points; and, where the focus names countries, their share of all points."""
    givers: dict[str, set[str]] = defaultdict(set)
    total: dict[str, float] = defaultdict(float)
    gained: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        year = row.period[:4]
        givers[year].add(row.counterpart or "")
        total[year] += row.value or 0.0
        gained[row.area][year] += row.value or 0.0
    counts = {year: float(len(who)) for year, who in givers.items()}
    yield _made(
        "eurovision:statistical:givers", "countries that gave points", "countries", Scale.COUNT, counts, "givers"
    )
    ident = "eurovision:statistical:share"
    if focus.codes:
        own = {year: sum(gained[code].get(year, 0.0) for code in focus.codes) / total[year] for year in total}
        yield _made(ident, "share of the points", "share", Scale.SHARE, own, POINTS)
        for area, years in sorted(gained.items()):
            yield _made(
                f"{ident}/{area}", area, "share", Scale.SHARE, {y: v / total[y] for y, v in years.items()}, POINTS
            )
