"""Building an index, and building it again with one choice changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from samarkand.domain.composite import Operation, Shift
from samarkand.index.along import Array
from samarkand.index.chain import Chain, chain
from samarkand.index.changes import changed
from samarkand.index.coherence import associations, doubts, node_weights, with_denominators
from samarkand.index.log import FRAME, STEPS, choices, digest, spec_of_log, touched
from samarkand.index.result import Result
from samarkand.index.rules import Sound, sound
from samarkand.index.spec import IndexSpec
from samarkand.index.standings import standings
from samarkand.index.table import IndicatorTable
from samarkand.index.tree import checked


def build(spec: IndexSpec, source: IndicatorTable) -> Result:
    """The index of a table. Raises `SamarkandError` where a rule refuses the whole; what is refused in part is told
    in `refusals`. The same spec and table give the same result on every machine."""
    left = sound(checked(spec), source)
    made = chain(left.spec, left.table)
    values = left.table.values[None]
    filled = made.filled(values)
    treated = made.treated(filled)
    normalised = made.normalised(treated)
    scores = tuple(node[0] for node in made.nodes(normalised))
    weights = node_weights(made, scores)
    pairs = (*associations(spec.id, made.tree, scores), *with_denominators(made, left.table, source))
    stages = (source.values, left.table.values, filled[0], treated[0], normalised[0])
    return Result(
        spec=spec,
        source=source,
        chain=made,
        table=left.table,
        layer=left.layer,
        scores=scores,
        standings=standings(spec.id, left, made, source, scores),
        weights=weights,
        associations=pairs,
        refusals=(*left.refusals, *doubts(made, scores, weights, source.name)),
        log=tuple(_log(spec, left, made, stages, scores)),
    )


def _log(
    spec: IndexSpec, left: Sound, made: Chain, stages: Sequence[Array], scores: Sequence[Array]
) -> Iterator[Operation]:
    marks = [digest(stage) for stage in stages]
    source, screened = stages[0], stages[1]
    index = digest(scores[-1][None])
    steps = [
        (FRAME, source.size, marks[0], marks[0], f"{len(spec.indicators)} indicators, {len(spec.groups)} groups"),
        ("screen", source.size - screened.size, marks[0], marks[1], f"{len(left.refusals)} refused or doubted"),
    ]
    for n, name in ((2, "impute"), (3, "treat"), (4, "normalise")):
        steps.append((name, touched(stages[n - 1], stages[n]), marks[n - 1], marks[n], _note(name, made, stages[n])))
    shares = ", ".join(f"{node} {w:.3f}" for node, w in zip(made.tree.nodes, made.weights, strict=True))
    steps.append(("weigh", len(made.weights), marks[4], digest(made.weights[None]), shares))
    steps.append(("aggregate", scores[-1].size, marks[4], index, ""))
    assert tuple(name for name, *_ in steps) == STEPS
    for number, (name, cells, before, after, note) in enumerate(steps):
        yield Operation(spec.id, number, name, choices(spec, name), cells, before, after, note)


def _note(name: str, made: Chain, after: Array) -> str:
    if name == "impute":
        return f"{int(np.isnan(after).sum())} cells stay missing"
    if name == "treat" and made.treatment.powers:
        names = made.tree.nodes
        return "powers: " + ", ".join(f"{names[k]} {p:.4f}" for k, p in made.treatment.powers.items())
    return ""


def regenerated(result: Result, changes: Mapping[str, Any]) -> Result:
    """The same index with some choices changed: `{"normalise.method": "rank"}`."""
    return rebuilt(result.log, result.source, changes)


def rebuilt(log: Sequence[Operation], source: IndicatorTable, changes: Mapping[str, Any] | None = None) -> Result:
    """An index built from a log alone, with some choices changed."""
    return build(changed(spec_of_log(log), changes or {}), source)


def compared(one: Result, other: Result, change: str) -> tuple[Shift, ...]:
    """How every area's place in the index moves from one result to another."""
    after = {(s.area, s.period): s for s in other.of()}
    out = []
    for s in one.of():
        t = after.get((s.area, s.period))
        why = s.reason or (t.reason if t else "not in the other index")
        out.append(
            Shift(
                one.spec.id,
                change,
                s.area,
                s.period,
                s.rank,
                t.rank if t else None,
                s.score,
                t.score if t else None,
                why,
            )
        )
    return tuple(out)
