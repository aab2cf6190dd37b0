"""From arrays of scores to standings in which a missing score has its reason."""

from collections.abc import Iterator, Sequence

import numpy as np

from samarkand.domain.composite import Standing
from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Layer
from samarkand.index.along import Array
from samarkand.index.chain import Chain
from samarkand.index.methods import Aggregate
from samarkand.index.rules import Sound
from samarkand.index.table import IndicatorTable

_POSITIVE = frozenset({Aggregate.GEOMETRIC, Aggregate.HARMONIC, Aggregate.GENERALISED})


def standings(
    index: str, left: Sound, made: Chain, source: IndicatorTable, scores: Sequence[Array]
) -> tuple[Standing, ...]:
    """Every node's scores and ranks over the rows that passed, and the rows that did not with why."""
    present = ~np.isnan(left.table.values)
    out = list(_refused(index, left, source, made.tree.groups[-1]))
    for n, name in enumerate(made.tree.nodes):
        below = sorted(made.tree.leaves_below[n])
        ranks = competition_ranks(scores[n], made.parts)
        for row, score in enumerate(scores[n]):
            reason = "" if score == score else _why(made, left.table, scores, n, row)
            out.append(
                bare(
                    index,
                    name,
                    left.table.areas[row],
                    left.table.periods[row],
                    left.layer,
                    None if reason else float(score),
                    None if reason else int(ranks[row]),
                    float(present[below, row].mean()),
                    reason,
                )
            )
    return tuple(sorted(out, key=lambda s: (s.node, s.period, s.area)))


def bare(
    index: str,
    node: str,
    area: str,
    period: str,
    layer: Layer | None,
    score: float | None,
    rank: int | None,
    present: float,
    reason: str,
) -> Standing:
    """A standing of which nothing is known yet but the score."""
    return Standing(
        index, node, area, period, layer, score, rank, None, None, None, None, None, None, None, None, present, reason
    )


def competition_ranks(scores: Array, parts: Sequence[slice]) -> Array:
    """1 for the highest of each part; level scores share the better rank; NaN stays."""
    out = np.full(len(scores), np.nan)
    for part in parts:
        own = np.round(scores[part], 9)
        known = ~np.isnan(own)
        ordered = np.sort(-own[known])
        out[np.arange(part.start, part.stop)[known]] = np.searchsorted(ordered, -own[known], side="left") + 1
    return out


def _refused(index: str, left: Sound, source: IndicatorTable, root: str) -> Iterator[Standing]:
    why: dict[str, Refusal] = {r.source_id: r for r in left.refusals if r.kind.startswith("row: ")}
    ids = [i.id for i in left.spec.indicators]
    columns = [source.indicators.index(name) for name in ids]
    for n, (area, period) in enumerate(zip(source.areas, source.periods, strict=True)):
        if refusal := why.get(f"{period}/{area}"):
            share = float((~np.isnan(source.values[columns, n])).mean()) if columns else 0.0
            yield bare(index, root, area, period, left.layer, None, None, share, refusal.reason)


def _why(made: Chain, table: IndicatorTable, scores: Sequence[Array], node: int, row: int) -> str:
    """Why a node of a row has no score."""
    if node < made.tree.leaves:
        if np.isnan(table.values[node, row]):
            return table.reason(made.tree.nodes[node], row)
        return "cannot be normalised: its marks coincide"
    group = node - made.tree.leaves
    children, method = made.tree.children[group], made.tree.methods[group]
    low = [made.tree.nodes[child] for child in children if scores[child][row] <= 0]
    if low and method in _POSITIVE:
        return f"{', '.join(low)} not above zero, which the {method} mean cannot take; raise normalise.low"
    missing = [made.tree.nodes[child] for child in children if np.isnan(scores[child][row])]
    if missing:
        return f"missing: {', '.join(missing)}; {made.spec.aggregate.present:.0%} of its parts are needed"
    return f"the {method} method yields no score for it"
