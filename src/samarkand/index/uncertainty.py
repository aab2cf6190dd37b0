"""How far the ranks of an index hold when its choices, weights and data are moved within reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.composite import Operation, Precedence, Standing
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.index.along import Array, places
from samarkand.index.factors import Runs, factors
from samarkand.index.log import UNCERTAINTY, choices, digest
from samarkand.index.result import RANKS, TIERS, Result
from samarkand.index.tiers import RULE, Tiering, ahead, tiering

MOST_UNDEFINED = 0.05


@dataclass(frozen=True, eq=False)
class Spread:
    """Scores and ranks (runs x rows) of the runs in which every row that has a score keeps one."""

    scores: Array
    ranks: Array
    undefined: int


def with_uncertainty(result: Result) -> Result:
    """The result with rank intervals, tiers and who is ahead of whom. Deterministic by the seed of the spec."""
    found = spread(result)
    known = np.flatnonzero(~np.isnan(result.scores[-1]))
    placed: dict[tuple[str, str], Standing] = {}
    precedences: list[Precedence] = []
    prints = RANKS
    for period, part in result.table.slices:
        rows = known[(known >= part.start) & (known < part.stop)]
        if not len(rows):
            continue
        probability = ahead(found.ranks[:, rows])
        tiers = tiering(found.ranks[:, rows], probability, result.scores[-1][rows].tolist())
        prints = TIERS if tiers.prints_tiers else prints
        precedences += _precedences(result, rows, period, tiers, probability)
        placed |= _placed(result, found, period, rows, tiers)
    root = result.spec.id
    return replace(
        result,
        standings=tuple(placed.get((s.period, s.area), s) if s.node == root else s for s in result.standings),
        precedences=tuple(precedences),
        refusals=(*result.refusals, *_undefined(result, found)),
        log=(*result.log, _step(result, found, prints)),
        prints=prints,
        rule=RULE,
    )


def _undefined(result: Result, found: Spread) -> Iterator[Refusal]:
    if found.undefined:
        runs = result.spec.uncertainty.replicates
        reason = f"{found.undefined} of {runs} runs leave an area without a score and are not counted"
        yield Refusal(result.source.name, 0, "runs: undefined", reason, kept=True)


def _step(result: Result, found: Spread, prints: str) -> Operation:
    return Operation(
        index=result.spec.id,
        number=len(result.log),
        name=UNCERTAINTY,
        choices=choices(result.spec, UNCERTAINTY),
        cells=found.ranks.size,
        before=result.log[-1].after,
        after=digest(found.ranks),
        note=f"{len(found.ranks)} runs, {found.undefined} undefined; prints {prints}",
    )


def spread(result: Result) -> Spread:
    """The runs of the uncertainty analysis; raises where too many leave an area without a score."""
    told = result.spec.uncertainty
    varied = factors(result, told.replicates)
    points = np.random.default_rng([told.seed, 0]).random((told.replicates, len(varied)))
    scores = Runs(result, varied).scores(points)
    known = ~np.isnan(result.scores[-1])
    whole = ~np.isnan(scores[:, known]).any(axis=1)
    undefined = int((~whole).sum())
    if undefined > MOST_UNDEFINED * told.replicates:
        raise SamarkandError(
            f"{undefined} of {told.replicates} runs leave an area without a score",
            f"index {result.spec.id}",
            "impute, take a choice out of [uncertainty.choices], or raise normalise.low above zero",
        )
    scores = np.where(known, scores[whole], np.nan)
    return Spread(scores, places(scores, result.chain.parts), undefined)


def _placed(
    result: Result, found: Spread, period: str, rows: NDArray[np.intp], tiers: Tiering
) -> dict[tuple[str, str], Standing]:
    """The standings of a period with what the runs say of them."""
    told = result.spec.uncertainty
    tail = (1 - told.level) / 2
    before = {s.area: s for s in result.of(period=period)}
    # scores of runs on different scales have no common interval
    comparable = all(key.startswith(("impute.", "weigh.")) for key, _ in told.choices)
    out = {}
    for n, row in enumerate(rows):
        ranks, scores = found.ranks[:, row], found.scores[:, row]
        first, last = tiers.bounds(n)
        area = result.table.areas[row]
        out[period, area] = replace(
            before[area],
            median=float(np.median(ranks)),
            low=float(np.quantile(ranks, tail, method="lower")),
            high=float(np.quantile(ranks, 1 - tail, method="higher")),
            score_low=float(np.quantile(scores, tail)) if comparable else None,
            score_high=float(np.quantile(scores, 1 - tail)) if comparable else None,
            level=told.level,
            tier=tiers.tier[n],
            stays=float(((ranks >= first) & (ranks <= last)).mean()),
        )
    return out


def _precedences(
    result: Result, rows: NDArray[np.intp], period: str, tiers: Tiering, probability: Array
) -> Iterator[Precedence]:
    """Every pair once, the one in front by median rank as the one above."""
    names = [result.table.areas[row] for row in rows]
    for place, one in enumerate(tiers.order):
        for other in tiers.order[place + 1 :]:
            yield Precedence(result.spec.id, period, names[one], names[other], float(probability[one, other]))
