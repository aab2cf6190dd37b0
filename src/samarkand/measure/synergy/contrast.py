"""Do members of a programme exchange more than pairs that are like them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import log, log1p

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.measurement import Measurement
from samarkand.gazetteer.official_languages import official_languages
from samarkand.measure.dyads import Dyad, dyads
from samarkand.measure.estimate import LEVEL, Estimate
from samarkand.measure.series import series
from samarkand.measure.sheet import Sheet, ids
from samarkand.stats.entropy_balance import entropy_balance
from samarkand.stats.wilson import normal_quantile

MEMBER, DISTANCE, SIZE, TRADE = "programme.member", "dyad.distance", "area.gdp", "dyad.trade"
EARLIER = "treaties.bilateral"
LEAST_INSIDE, LEAST_OUTSIDE = 10, 30
Floats = NDArray[np.float64]


def membership(sheet: Sheet) -> Iterator[Measurement]:
    """A cell a programme: the difference of mean log(1 + exchanges) between its pairs and others weighted to be like them."""
    lacking = [name for name in (MEMBER, DISTANCE, SIZE, TRADE) if not series(sheet, name).rows]
    if lacking:
        yield sheet.gap("", f"pairs are compared only with like pairs, and nobody imported {', '.join(lacking)}")
        return
    programmes: dict[str, set[str]] = defaultdict(set)
    for row in series(sheet, MEMBER, is_list=True).rows:
        programmes[row.label or "programme"].add(row.area)
    alike = _covariates(sheet)
    told = Counter(pair for x in sheet.view.exchanges for pair in dyads(x, sheet.view.focus))
    for name, members in sorted(programmes.items()):
        yield _contrast(sheet, f"programme:{name}", members, alike, told)


def _contrast(
    sheet: Sheet, cell: str, members: set[str], alike: Mapping[Dyad, Sequence[float]], told: Counter[Dyad]
) -> Measurement:
    inside = [pair for pair in alike if set(pair) <= members]
    outside = [pair for pair in alike if not set(pair) <= members]
    if len(inside) < LEAST_INSIDE or len(outside) < LEAST_OUTSIDE:
        reason = f"{len(inside)} pairs inside and {len(outside)} outside have every covariate; {LEAST_INSIDE} and {LEAST_OUTSIDE} are needed"
        return sheet.gap(cell, reason, len(inside))
    weights = entropy_balance([alike[p] for p in outside], np.mean([alike[p] for p in inside], axis=0))
    if weights is None:
        return sheet.gap(cell, "no weights make the pairs outside like those inside", len(inside))
    own, others = (np.array([log1p(told[p]) for p in pairs]) for pairs in (inside, outside))
    value = float(own.mean() - weights @ others)
    error = float(np.sqrt(own.var(ddof=1) / len(own) + (weights**2 * (others - weights @ others) ** 2).sum()))
    reach = normal_quantile(LEVEL) * error
    behind = ids(x for x in sheet.view.exchanges if set(dyads(x, sheet.view.focus)) & set(inside))
    size = 1 / float((weights**2).sum())
    method = f"{len(outside)} pairs outside, balanced, worth {size:.0f}; robust errors, the weights taken as given"
    return sheet.value(cell, Estimate(value, value - reach, value + reach, method), len(inside), behind)


def _covariates(sheet: Sheet) -> Mapping[Dyad, Sequence[float]]:
    """Of pairs of which all is known: log distance, log of both sizes, log trade, a language in common, earlier treaties."""
    last = str(sheet.view.focus.last_year)
    size = {r.area: r.value for r in series(sheet, SIZE).rows if r.period[:4] <= last and r.value}
    distance, trade = (_by_pair(sheet, name) for name in (DISTANCE, TRADE))
    treaties = Counter(
        tuple(sorted((r.area, r.counterpart)))
        for r in series(sheet, EARLIER, is_list=True).rows
        if r.counterpart and r.period[:4] < str(sheet.view.focus.first_year)
    )
    out: dict[Dyad, Sequence[float]] = {}
    for a, b in combinations(sorted(size), 2):
        if (a, b) in distance and (a, b) in trade and sheet.view.focus.covers((a, b)):
            shared = float(bool(official_languages(a) & official_languages(b)))
            logs = (log1p(distance[a, b]), log(size[a] or 1) + log(size[b] or 1), log1p(trade[a, b]))
            out[a, b] = (*logs, shared, log1p(treaties[a, b]))
    return out


def _by_pair(sheet: Sheet, name: str) -> Mapping[Dyad, float]:
    """The mean of what the sides report, over the periods there are."""
    found: dict[Dyad, list[float]] = defaultdict(list)
    for r in series(sheet, name).rows:
        if r.counterpart and r.value is not None:
            a, b = sorted((r.area, r.counterpart))
            found[a, b].append(r.value)
    return {pair: sum(values) / len(values) for pair, values in found.items()}
