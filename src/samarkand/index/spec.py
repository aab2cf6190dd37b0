"""What an index is made of: indicators in a tree, and one choice for each step."""

from dataclasses import asdict, dataclass, field

from samarkand.domain.ids import content_id
from samarkand.domain.scale import Layer
from samarkand.index.methods import Aggregate, Estimate, Impute, Normalise, Panel, Refused, Treat, Weigh

Word = str | int | float | bool


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """A leaf. `direction` is 1 where more counts as more, -1 where less does; `per` names a column to divide by.

    `floor` and `ceiling` bound what the value can be, `low` and `high` are its goalposts, in the indicator's own
    unit and before its direction is applied. `treat` set here is applied without looking at skew. `kappa` is the
    corroboration of the evidence behind it, where that is known.
    """

    id: str
    group: str
    name: str = ""
    unit: str = ""
    direction: int = 1
    weight: float = 1.0
    per: str = ""
    layer: Layer | None = None
    treat: Treat | None = None
    normalise: Normalise | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    floor: float | None = None
    ceiling: float | None = None
    kappa: float | None = None


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """An inner node; one without a parent is the index itself."""

    id: str
    parent: str = ""
    name: str = ""
    weight: float = 1.0
    method: Aggregate | None = None


@dataclass(frozen=True, slots=True)
class ScreenChoices:
    """Rows (an area in a period) with less than these shares of their indicators present, or not zero, are refused."""

    present: float = 0.6
    nonzero: float = 0.0


@dataclass(frozen=True, slots=True)
class ImputeChoices:
    method: Impute = Impute.NONE


@dataclass(frozen=True, slots=True)
class TreatChoices:
    """An indicator is treated where |skew| and kurtosis are both above these; at most `points` values are moved."""

    method: Treat = Treat.NONE
    skew: float = 2.0
    kurtosis: float = 3.5
    points: int = 5


@dataclass(frozen=True, slots=True)
class NormaliseChoices:
    """`low` to `high` is the scale of all methods that yield a fraction; `mean` and `sd` that of z-scores."""

    method: Normalise = Normalise.MIN_MAX
    low: float = 1.0
    high: float = 100.0
    mean: float = 50.0
    sd: float = 10.0
    reference: str = ""
    panel: Panel = Panel.FIXED


@dataclass(frozen=True, slots=True)
class WeighChoices:
    method: Weigh = Weigh.GIVEN


@dataclass(frozen=True, slots=True)
class AggregateChoices:
    """`top` is for the index itself, `method` for all nodes below it; a node's own method goes before both.

    A node is missing where less than the share `present` of its children is there.
    """

    method: Aggregate = Aggregate.ARITHMETIC
    top: Aggregate = Aggregate.GEOMETRIC
    power: float = 0.5
    present: float = 0.6


@dataclass(frozen=True, slots=True)
class Rules:
    """What is refused. `double` is the correlation above which two indicators count as one counted twice."""

    rows: int = 10
    indicators: int = 3
    present: float = 0.6
    double: float = 0.99
    mixed: bool = False
    kappa: float = 0.3
    refused: Refused = Refused.STOP


@dataclass(frozen=True, slots=True)
class UncertaintyChoices:
    """What varies between runs: the choices listed, and where asked the data within their intervals, the weights
    (Dirichlet around their shares, the larger `concentration` the narrower), and one indicator left out.

    `sobol` is the base size of the sensitivity design, a power of two; 0 leaves it out.
    """

    replicates: int = 1000
    seed: int = 1
    level: float = 0.9
    data: bool = True
    weights: bool = True
    concentration: float = 100.0
    leave_out: bool = False
    choices: tuple[tuple[str, tuple[Word, ...]], ...] = ()
    sobol: int = 0
    resamples: int = 200
    estimator: Estimate = Estimate.OWN


@dataclass(frozen=True, slots=True)
class IndexSpec:
    """Everything an index depends on besides the table."""

    id: str
    title: str
    indicators: tuple[IndicatorSpec, ...]
    groups: tuple[GroupSpec, ...]
    layer: Layer | None = None
    screen: ScreenChoices = field(default_factory=ScreenChoices)
    impute: ImputeChoices = field(default_factory=ImputeChoices)
    treat: TreatChoices = field(default_factory=TreatChoices)
    normalise: NormaliseChoices = field(default_factory=NormaliseChoices)
    weigh: WeighChoices = field(default_factory=WeighChoices)
    aggregate: AggregateChoices = field(default_factory=AggregateChoices)
    rules: Rules = field(default_factory=Rules)
    uncertainty: UncertaintyChoices = field(default_factory=UncertaintyChoices)
    mark: str = ""

    @property
    def digest(self) -> str:
        return content_id("spec", repr(asdict(self)))
