"""What was foretold, as it was issued, and how it turned out."""

from dataclasses import dataclass

from samarkand.domain.ids import content_id

LEVELS = (0.01, 0.025, *(i / 20 for i in range(1, 20)), 0.975, 0.99)
"""Of the quantiles that are kept: the ends of the 80 % and 95 % intervals are among them."""


@dataclass(frozen=True, slots=True)
class Quantile:
    level: float
    value: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """One dated statement. Either `probability` of `event`, or `quantiles` of the value; neither, with a `reason`.

    `resolver` says which values decide it and how, in the words of `outlook.resolve`; `due` is the first day it can be
    decided. `known_at` is the last step the forecast rests on, `steps` how many there were, `ahead` how far the
    farthest step lies. `model` is what foretold it, `check` what its back-test said.
    """

    issued: str
    question: str
    series: tuple[str, ...]
    period: str
    ahead: int
    event: str
    resolver: str
    due: str
    probability: float | None
    quantiles: tuple[Quantile, ...]
    model: str
    check: str
    known_at: str
    steps: int
    treatment: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.probability is None and not self.quantiles and not self.reason:
            raise ValueError(f"{self.question}: nothing is foretold, and no reason given")
        if self.probability is not None and not 0 <= self.probability <= 1:
            raise ValueError(f"{self.question}: {self.probability} is no probability")

    @property
    def id(self) -> str:
        """From everything that was said, so that a forecast changed afterwards is another."""
        said = (repr(self.probability), *(f"{q.level!r} {q.value!r}" for q in self.quantiles), self.event, self.reason)
        return content_id("o", self.issued, self.question, self.period, self.resolver, self.due, self.treatment, *said)

    def quantile(self, level: float) -> float | None:
        return next((q.value for q in self.quantiles if abs(q.level - level) < 1e-9), None)


@dataclass(frozen=True, slots=True)
class Score:
    """How one forecast turned out. `brier` of a probability; `crps`, `interval80` and whether the 80 % and 95 %
    intervals held the value for quantiles; nothing but a `reason` while it cannot be decided."""

    forecast: str
    scored: str
    outcome: float | None
    happened: bool | None = None
    brier: float | None = None
    crps: float | None = None
    interval80: float | None = None
    inside80: bool | None = None
    inside95: bool | None = None
    reason: str = ""
