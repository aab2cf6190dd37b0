"""An index as built: scores and ranks, what was refused, and the log it can be built from again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from samarkand.domain.composite import (
    Association,
    Influence,
    NodeWeight,
    Operation,
    Precedence,
    Shift,
    Standing,
)
from samarkand.domain.ids import content_id
from samarkand.domain.measurement import Measurement
from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Layer
from samarkand.index.along import Array
from samarkand.index.arrow import arrow
from samarkand.index.chain import Chain
from samarkand.index.spec import IndexSpec
from samarkand.index.table import IndicatorTable

RANKS, TIERS = "ranks", "tiers"


@dataclass(frozen=True, eq=False)
class Result:
    """`spec` and `source` are what it was built from, `chain` and `table` what the rules let through.

    `scores` are nodes x rows of `table`, NaN inside only: `standings` say why. `prints` is `ranks` or `tiers`, with
    the rule it follows in `rule`; empty until the uncertainty is known.
    """

    spec: IndexSpec
    source: IndicatorTable
    chain: Chain
    table: IndicatorTable
    layer: Layer | None
    scores: tuple[Array, ...]
    standings: tuple[Standing, ...]
    weights: tuple[NodeWeight, ...]
    associations: tuple[Association, ...]
    refusals: tuple[Refusal, ...]
    log: tuple[Operation, ...]
    precedences: tuple[Precedence, ...] = ()
    influences: tuple[Influence, ...] = ()
    shifts: tuple[Shift, ...] = ()
    prints: str = ""
    rule: str = ""

    @property
    def id(self) -> str:
        """What stands under every figure: the hash of spec and data, and whose weights they are."""
        made = content_id("index", self.spec.digest, self.source.digest)
        return f"{made} ({self.spec.mark})" if self.spec.mark else made

    def of(self, node: str = "", period: str | None = None) -> tuple[Standing, ...]:
        """Standings in a node (the index itself unless named), best first, those without a score last."""
        wanted = node or self.spec.id
        rows = [s for s in self.standings if s.node == wanted and period in (None, s.period)]
        return tuple(sorted(rows, key=lambda s: (s.period, s.rank is None, s.rank or 0, s.area)))

    def measurements(self) -> Iterator[Measurement]:
        """The index itself as measurements: one a row, the interval of its score where one is known."""
        if self.layer is None:
            return
        for s in self.of():
            yield Measurement(
                indicator=f"index:{self.spec.id}",
                layer=self.layer,
                focus=s.area,
                period=s.period,
                cell="",
                value=s.score,
                low=s.score_low,
                high=s.score_high,
                level=s.level or self.spec.uncertainty.level,
                n=len(self.chain.spec.indicators),
                unit="score",
                method=f"composite index {self.id}",
                reason=s.reason,
            )

    def tables(self) -> Mapping[str, pa.Table]:
        """Everything as Arrow tables whose columns are the fields of domain types."""
        return {
            "standings": arrow(Standing, self.standings),
            "weights": arrow(NodeWeight, self.weights),
            "associations": arrow(Association, self.associations),
            "precedences": arrow(Precedence, self.precedences),
            "influences": arrow(Influence, self.influences),
            "shifts": arrow(Shift, self.shifts),
            "refusals": arrow(Refusal, self.refusals),
            "operations": arrow(Operation, self.log),
            "measurements": arrow(Measurement, list(self.measurements())),
        }
