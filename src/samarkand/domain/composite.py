"""What a composite index yields: places, weights, associations, influences, and the log they come from."""

from dataclasses import dataclass, fields

from samarkand.domain.scale import Layer


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A number is a number or None; what looks like neither is a fault of ours and stops here."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
                raise ValueError(f"{type(self).__name__}: {field.name} is {value}")


@dataclass(frozen=True, slots=True)
class Standing(_Numbers):
    """Where one area stands in one node of the tree in one period; rank 1 is the highest score.

    `median`, `low` and `high` are ranks over the runs of the uncertainty analysis, `score_low` and `score_high`
    scores, all at `level`. `stays` is the share of runs that leave the area in its tier. `present` is the share of
    the node's indicators that the table had, before anything was imputed. Without a score there is a reason.
    """

    index: str
    node: str
    area: str
    period: str
    layer: Layer | None
    score: float | None
    rank: int | None
    median: float | None
    low: float | None
    high: float | None
    score_low: float | None
    score_high: float | None
    level: float | None
    tier: int | None
    stays: float | None
    present: float
    reason: str = ""

    def __post_init__(self) -> None:
        _Numbers.__post_init__(self)
        if self.score is None and not self.reason:
            raise ValueError(f"{self.node} {self.area}: a missing score needs its reason")


@dataclass(frozen=True, slots=True)
class NodeWeight(_Numbers):
    """`share` is the weight among its siblings, `effective` the share in the whole index (product down the tree).

    `association` is the correlation with the parent's score, `alpha` Cronbach's of the node's own children; None
    where they are not defined.
    """

    index: str
    node: str
    parent: str
    given: float
    share: float
    effective: float
    association: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Association(_Numbers):
    """Pearson's correlation of two nodes over `n` rows; `flag` says what is remarkable, empty if nothing is."""

    index: str
    one: str
    other: str
    r: float
    n: int
    flag: str


@dataclass(frozen=True, slots=True)
class Precedence(_Numbers):
    """The share of runs in which one area is ahead of another; runs with both level count half."""

    index: str
    period: str
    above: str
    below: str
    probability: float


@dataclass(frozen=True, slots=True)
class Influence(_Numbers):
    """Shares of the variance of an output that one uncertain choice explains: alone, and with all it takes part in."""

    index: str
    choice: str
    output: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float
    level: float
    runs: int


@dataclass(frozen=True, slots=True)
class Shift(_Numbers):
    """How one area moves when one thing is changed; a missing rank has its reason."""

    index: str
    change: str
    area: str
    period: str
    rank: int | None
    rank_after: int | None
    score: float | None
    score_after: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One step of building: its choices as JSON, how many cells it touched, and what it said.

    `before` and `after` are digests of the numbers, so that two logs part where their numbers part.
    """

    index: str
    number: int
    name: str
    choices: str
    cells: int
    before: str
    after: str
    note: str = ""
