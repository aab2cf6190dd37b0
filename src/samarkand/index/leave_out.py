"""What the index owes to each of its parts: every indicator and every group left out in turn."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from samarkand.domain.composite import Shift
from samarkand.index.along import Array
from samarkand.index.result import Result
from samarkand.index.standings import competition_ranks

WITHOUT = "without "


def with_left_out(result: Result) -> Result:
    """The result with the place every area would have without each part; weights learnt from data stay as learnt."""
    made = result.chain
    parts = range(len(made.tree.nodes) - 1)
    weights = np.broadcast_to(made.weights, (len(parts), len(made.weights))).copy()
    for run, part in enumerate(parts):
        weights[run, part] = 0.0
    x = made.normalised(made.treated(made.filled(result.table.values[None])))
    scores = made.nodes(np.broadcast_to(x, (len(parts), *x.shape[1:])), weights)[-1]
    found = [shift for run, part in enumerate(parts) for shift in _shifts(result, made.tree.nodes[part], scores[run])]
    return replace(result, shifts=tuple(found))


def _shifts(result: Result, part: str, scores: Array) -> Iterator[Shift]:
    """Areas that have no score with the part are passed over: their standing says why."""
    after = competition_ranks(scores, result.chain.parts)
    before = {(s.area, s.period): s for s in result.of() if s.score is not None}
    for row, key in enumerate(zip(result.table.areas, result.table.periods, strict=True)):
        if (s := before.get(key)) is None:
            continue
        gone = np.isnan(scores[row])
        yield Shift(
            result.spec.id,
            WITHOUT + part,
            *key,
            s.rank,
            None if gone else int(after[row]),
            s.score,
            None if gone else float(scores[row]),
            f"nothing is left without {part}" if gone else "",
        )
