"""How far the ranks of an index hold when its choices, weights and data are moved within reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from samarkand.domain.composite import Operation, Precedence, Standing
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.index.along import Array, places
from samarkand.index.factors import Runs, factors
from samarkand.index.log import UNCERTAINTY, choices, digest
from samarkand.index.result import RANKS, TIERS, Result
from samarkand.index.tiers import RULE, Tiering, ahead, tiering

MOST_UNDEFINED = 0.05
_SCALES = ("normalise.", "aggregate.", "treat.")


@dataclass(frozen=True, eq=False)
class Spread:
    """Scores and ranks (runs x rows) of the runs in which every row that has a score keeps one."""

    scores: Array
    ranks: Array
    undefined: int


def with_uncertainty(result: Result) -> Result:
    """The result with rank intervals, tiers and who is ahead of whom. Deterministic by the seed of the spec."""
    told = result.spec.uncertainty
    found = spread(result)
    rows = np.flatnonzero(~np.isnan(result.scores[-1]))
    standings: dict[tuple[str, str], Standing] = {}
    precedences: list[Precedence] = []
    unsure: list[float] = []
    before = {(s.period, s.area): s for s in result.of()}
    for period, part in result.table.slices:
        own = rows[(rows >= part.start) & (rows < part.stop)]
        if not len(own):
            continue
        probability = ahead(found.ranks[:, own])
        tiers = tiering(found.ranks[:, own], probability, result.scores[-1][own].tolist())
        unsure.append(tiers.unsure)
        precedences += _precedences(result, own, period, tiers, probability)
        for n, row in enumerate(own):
            here = (period, result.table.areas[row])
            standings[here] = _placed(result, before[here], found, row, tiers, n)
    refusals = list(result.refusals)
    if found.undefined:
        reason = f"{found.undefined} of {told.replicates} runs leave an area without a score and are not counted"
        refusals.append(Refusal(result.source.name, 0, "runs: undefined", reason, kept=True))
    prints = TIERS if any(share > 0.5 for share in unsure) else RANKS
    note = f"{len(found.ranks)} runs, {found.undefined} undefined; prints {prints}"
    step = Operation(
        result.spec.id,
        len(result.log),
        UNCERTAINTY,
        choices(result.spec, UNCERTAINTY),
        found.ranks.size,
        result.log[-1].after,
        digest(found.ranks),
        note,
    )
    return replace(
        result,
        standings=tuple(
            standings.get((s.period, s.area), s) if s.node == result.spec.id and s.score is not None else s
            for s in result.standings
        ),
        precedences=tuple(precedences),
        refusals=tuple(refusals),
        log=(*result.log, step),
        prints=prints,
        rule=RULE,
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


def _placed(result: Result, before: Standing, found: Spread, row: int, tiers: Tiering, n: int) -> Standing:
    told = result.spec.uncertainty
    ranks, scores = found.ranks[:, row], found.scores[:, row]
    tail = (1 - told.level) / 2
    first, last = tiers.bounds(n)
    comparable = not any(key.startswith(_SCALES) or key.endswith(".normalise") for key, _ in told.choices)
    return replace(
        before,
        median=float(np.median(ranks)),
        low=float(np.quantile(ranks, tail, method="lower")),
        high=float(np.quantile(ranks, 1 - tail, method="higher")),
        score_low=float(np.quantile(scores, tail)) if comparable else None,
        score_high=float(np.quantile(scores, 1 - tail)) if comparable else None,
        level=told.level,
        tier=tiers.tier[n],
        stays=float(((ranks >= first) & (ranks <= last)).mean()),
    )


def _precedences(result: Result, rows: Array, period: str, tiers: Tiering, probability: Array) -> Iterator[Precedence]:
    """Every pair once, the one in front by median rank as the one above."""
    names = [result.table.areas[row] for row in rows]
    for place, one in enumerate(tiers.order):
        for other in tiers.order[place + 1 :]:
            yield Precedence(result.spec.id, period, names[one], names[other], float(probability[one, other]))
