"""One series carried forward: what was checked, what is foretold, and by what."""

from dataclasses import dataclass

from samarkand.domain.forecast import Quantile
from samarkand.domain.series import Series


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its Wilson interval, all 0..1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tested:
    """One model over all its trials. `skill` with its 80 % interval is held against the best baseline, on the origins
    both have; None for that baseline itself, or where it made no error. `crps` and `interval80` are means in the unit
    of the series, `mase` is without a unit; `pits` counts in which fifth of what was foretold the outcomes fell. `is_better` where the
    skill lies above nought with an interval widened for the number of models tried.
    """

    model: str
    is_baseline: bool
    origins: int
    trials: int
    mase: float | None
    crps: float
    skill: float | None
    skill_low: float | None
    skill_high: float | None
    interval80: float
    inside80: Share
    inside95: Share
    pits: tuple[int, ...]
    is_better: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """`published` is the model whose numbers are shown, `why` in words; `baseline` the best of the baselines.

    `picking` is the skill of the rule itself, over `picking_origins`: at each, the model it would have picked on what had
    come by then, against the baseline that was best by then.
    """

    published: str
    baseline: str
    why: str
    tested: tuple[Tested, ...]
    picking: float | None = None
    picking_origins: int = 0

    @property
    def is_model(self) -> bool:
        return self.published != self.baseline


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is foretold of one step, with its breaks treated in one way."""

    period: str
    treatment: str
    quantiles: tuple[Quantile, ...]

    def at(self, level: float) -> float | None:
        return next((q.value for q in self.quantiles if abs(q.level - level) < 1e-9), None)


@dataclass(frozen=True, slots=True)
class Nowcast:
    """A step that is not yet complete: the part `known`, its `share` of all (0..1), and what it will be."""

    period: str
    known: float
    share: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """`ahead` under the `treatment` that is published, `ways` the next step under every treatment there is reason for.

    `missing` names models that were not tried because what fits them is not installed. With a `reason`, nothing is
    foretold. `reference` is the exposure at which values are foretold, in the units of the series' own.
    """

    series: Series
    verdict: Verdict | None
    treatment: str
    ahead: tuple[Ahead, ...]
    ways: tuple[Ahead, ...]
    nowcasts: tuple[Nowcast, ...]
    missing: tuple[str, ...]
    last: str
    steps: int
    reference: float | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.ahead and not self.reason:
            raise ValueError(f"{self.series.id}: nothing is foretold, and no reason given")
