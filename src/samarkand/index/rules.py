"""What an index refuses to be built from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Layer
from samarkand.index import along
from samarkand.index.along import Array
from samarkand.index.methods import Refused
from samarkand.index.spec import IndexSpec, IndicatorSpec
from samarkand.index.table import IndicatorTable
from samarkand.index.weights import correlation

FEWEST_TO_CORRELATE = 8
"""Below this many rows a correlation near one says little; columns that are the same are refused at any number."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What is left to build from, with what was refused on the way."""

    spec: IndexSpec
    table: IndicatorTable
    layer: Layer | None
    refusals: tuple[Refusal, ...]


def sound(spec: IndexSpec, source: IndicatorTable) -> Sound:
    """The parts of spec and table that the rules let through; raises where too little is left."""
    table = denominated(spec, source)
    layer = one_layer(spec, table)
    refusals = list(source.doubts)
    spec, table = _without(spec, table, list(indicator_faults(spec, table)), refusals)
    kept = list(_screened(spec, table, refusals))
    if len(kept) < len(table.areas):
        table = table.rows(kept)
        if kept:
            spec, table = _without(spec, table, list(indicator_faults(spec, table)), refusals)
    faults = [*_too_few(spec, table), *_doubles(spec, table), *_weak_evidence(spec)]
    if faults:
        raise SamarkandError("; ".join(faults), f"index {spec.id}", "see [rules] in docs/index.md")
    return Sound(spec, table, layer, tuple(refusals))


def denominated(spec: IndexSpec, source: IndicatorTable) -> IndicatorTable:
    """The indicators of the spec in its order, each divided by the column it names. A denominator of zero or less
    makes a gap."""
    wanted = [i.id for i in spec.indicators]
    if lacking := sorted({*wanted, *(i.per for i in spec.indicators if i.per)} - set(source.indicators)):
        known = ", ".join(source.indicators[:20])
        raise SamarkandError(f"the table has no column {', '.join(lacking)}", source.name, f"it has {known}")
    table = source.columns(wanted)
    factor, gaps = np.ones(table.values.shape), dict(source.gaps)
    for k, i in enumerate(spec.indicators):
        if i.per:
            below = source.values[source.indicators.index(i.per)]
            factor[k] = along.ratio(np.ones(below.shape), np.where(below > 0, below, 0.0))
            for n in np.flatnonzero(~np.isnan(table.values[k]) & np.isnan(factor[k])):
                gaps[i.id, table.areas[n], table.periods[n]] = f"{i.per} is missing or not above zero"
    return replace(table.scaled(factor), gaps=gaps)


def one_layer(spec: IndexSpec, table: IndicatorTable) -> Layer | None:
    """The layer all indicators are on; None where it is not known, or mixing was asked for."""
    found: dict[str, Layer | None] = {}
    for i in spec.indicators:
        told = i.layer, table.layers.get(i.id)
        if None not in told and told[0] is not told[1]:
            raise SamarkandError("spec and table name different layers", i.id, "correct one of them")
        found[i.id] = told[0] or told[1] or spec.layer
    layers = {layer for layer in found.values() if layer}
    if len(layers) > 1 and not spec.rules.mixed:
        words = "; ".join(
            f"{layer}: {', '.join(k for k, v in found.items() if v is layer)}" for layer in sorted(layers)
        )
        raise SamarkandError(
            f"indicators of different layers are not commensurable ({words})",
            f"index {spec.id}",
            "build one index a layer, or set rules.mixed = true",
        )
    return layers.pop() if len(layers) == 1 and None not in found.values() else None


def indicator_faults(spec: IndexSpec, table: IndicatorTable) -> Iterator[tuple[IndicatorSpec, str, str]]:
    """Indicators with too little data, or that say the same of everybody: each with kind and reason."""
    for i, values in zip(spec.indicators, table.values, strict=True):
        known = values[~np.isnan(values)]
        share = len(known) / len(values) if len(values) else 0.0
        if share < spec.rules.present or len(known) < 3:
            yield i, "too little data", f"{i.id} is there for {len(known)} of {len(values)} rows"
        elif known.max() == known.min():
            yield i, "constant", f"{i.id} is {known[0]:g} everywhere: it tells nobody from anybody"


def _without(
    spec: IndexSpec, table: IndicatorTable, faults: Sequence[tuple[IndicatorSpec, str, str]], refusals: list[Refusal]
) -> tuple[IndexSpec, IndicatorTable]:
    if not faults:
        return spec, table
    if spec.rules.refused is Refused.STOP:
        told = "; ".join(reason for _, _, reason in faults)
        raise SamarkandError(told, f"index {spec.id}", 'take it out of the spec, or set rules.refused = "drop"')
    refusals += [Refusal(table.name, 0, kind, reason, i.id) for i, kind, reason in faults]
    gone = {i.id for i, _, _ in faults}
    kept = tuple(i for i in spec.indicators if i.id not in gone)
    groups = spec.groups
    while empty := {g.id for g in groups} - {i.group for i in kept} - {g.parent for g in groups} - {spec.id}:
        groups = tuple(g for g in groups if g.id not in empty)
    return replace(spec, indicators=kept, groups=groups), table.columns([i.id for i in kept])


def _screened(spec: IndexSpec, table: IndicatorTable, refusals: list[Refusal]) -> Iterator[int]:
    """Rows with enough present and enough that is not zero; the others are refused."""
    of = max(len(spec.indicators), 1)
    for n, (area, period) in enumerate(zip(table.areas, table.periods, strict=True)):
        known = table.values[:, n][~np.isnan(table.values[:, n])]
        present, nonzero = len(known), int((known != 0).sum())
        where = f"{area} {period}".strip()
        if present == 0 or present / of < spec.screen.present:
            reason = f"{where}: {present} of {of} indicators are present"
            refusals.append(Refusal(table.name, 0, "row: too little data", reason, f"{period}/{area}"))
        elif nonzero / of < spec.screen.nonzero:
            reason = f"{where}: {nonzero} of {of} indicators are present and not zero"
            refusals.append(Refusal(table.name, 0, "row: mostly zero", reason, f"{period}/{area}"))
        else:
            yield n


def _too_few(spec: IndexSpec, table: IndicatorTable) -> Iterator[str]:
    if len(spec.indicators) < spec.rules.indicators:
        yield f"{len(spec.indicators)} indicators are left, {spec.rules.indicators} are needed"
    if not table.areas:
        yield "no row has enough indicators"
    for period, part in table.slices:
        if (rows := part.stop - part.start) < spec.rules.rows:
            yield f"{rows} areas are left{' in ' + period if period else ''}, {spec.rules.rows} are needed"


def _doubles(spec: IndexSpec, table: IndicatorTable) -> Iterator[str]:
    """Pairs of indicators that say the same, in value or in order."""
    for (i, a), (j, b) in combinations(zip(spec.indicators, table.values, strict=True), 2):
        both = ~np.isnan(a) & ~np.isnan(b)
        if both.sum() >= 3 and np.array_equal(a[both], b[both]):
            yield f"{i.id} and {j.id} hold the same numbers: one thing counted twice"
        elif both.sum() >= FEWEST_TO_CORRELATE and (r := _alike(a[both], b[both])) >= spec.rules.double:
            yield f"{i.id} and {j.id} correlate at {r:.3f}: one thing counted twice"


def _alike(a: Array, b: Array) -> float:
    found = (correlation(a, b), correlation(along.ranks(a), along.ranks(b)))
    return max(abs(r) for r in (*(r for r in found if r is not None), 0.0))


def _weak_evidence(spec: IndexSpec) -> Iterator[str]:
    """Groups whose indicators' corroboration, where it is told, is on average below the rule."""
    for group in spec.groups:
        told = [i.kappa for i in spec.indicators if i.group == group.id and i.kappa is not None]
        if told and (mean := sum(told) / len(told)) < spec.rules.kappa:
            yield f"{group.id}: the evidence behind it is corroborated at {mean:.2f}, {spec.rules.kappa:.2f} is needed"
