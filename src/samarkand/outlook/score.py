"""What was foretold against what came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samarkand.domain.errors import SamarkandError
from samarkand.domain.forecast import Forecast, Score
from samarkand.domain.series import Series
from samarkand.outlook.history import known_on
from samarkand.outlook.resolve import Known, Resolver, read_resolver
from samarkand.stats.scores import brier, crps_of_quantiles, interval_score
from samarkand.stats.wilson import wilson

BINS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.0))


def known_values(series: Iterable[Series], today: date) -> Known:
    return {(s.id, s.step.write(step)): o for s in series for step, o in known_on(s, today).items()}


def scored(forecasts: Iterable[Forecast], known: Known, today: date) -> list[Score]:
    """One score a forecast, in their order; what cannot be decided yet says why."""
    return [_scored(f, known, today) for f in forecasts]


def _scored(f: Forecast, known: Known, today: date) -> Score:
    def undecided(reason: str) -> Score:
        return Score(f.id, today.isoformat(), None, reason=reason)

    if f.probability is None and not f.quantiles:
        return undecided(f"nothing was foretold: {f.reason}")
    if today.isoformat() < f.due:
        return undecided(f"not due before {f.due}")
    try:
        resolver = read_resolver(f.resolver)
    except SamarkandError as problem:
        return undecided(problem.what)
    return _of_event(f, resolver, known, today) if f.probability is not None else _of_value(f, resolver, known, today)


def _of_event(f: Forecast, resolver: Resolver, known: Known, today: date) -> Score:
    happened = resolver.happened(known)
    if happened is None:
        return Score(f.id, today.isoformat(), None, reason=f"{f.resolver}: not all of it is known")
    assert f.probability is not None
    single = resolver.tests[0].value(known) if len(resolver.tests) == 1 else None
    return Score(f.id, today.isoformat(), single, happened, brier(f.probability, happened))


def _of_value(f: Forecast, resolver: Resolver, known: Known, today: date) -> Score:
    value = resolver.tests[0].value(known)
    if value is None:
        return Score(f.id, today.isoformat(), None, reason=f"{f.resolver}: no value is known")
    ends = {level: f.quantile(level) for level in (0.025, 0.1, 0.9, 0.975)}
    levels, values = zip(*((q.level, q.value) for q in f.quantiles), strict=True)
    low80, high80, low95, high95 = ends[0.1], ends[0.9], ends[0.025], ends[0.975]
    return Score(
        forecast=f.id,
        scored=today.isoformat(),
        outcome=value,
        crps=crps_of_quantiles(levels, values, value),
        interval80=float(interval_score(low80, high80, value, 0.8))
        if low80 is not None and high80 is not None
        else None,
        inside80=low80 <= value <= high80 if low80 is not None and high80 is not None else None,
        inside95=low95 <= value <= high95 if low95 is not None and high95 is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements with a probability in one fifth: how many, what was said on average, how many came true."""

    low: float
    high: float
    n: int
    said: float
    happened: int
    came_low: float
    came_high: float


def reliability(forecasts: Sequence[Forecast], scores: Sequence[Score]) -> list[Bin]:
    """Where statements were decided, fifth by fifth; empty fifths are left out."""
    decided = [
        (f.probability, s.happened)
        for f, s in zip(forecasts, scores, strict=True)
        if f.probability is not None and s.happened is not None
    ]
    out = []
    for low, high in BINS:
        inside = [(p, y) for p, y in decided if low <= p < high or (p == high == 1.0)]
        if inside:
            came = sum(y for _, y in inside)
            said = sum(p for p, _ in inside) / len(inside)
            out.append(Bin(low, high, len(inside), said, came, *wilson(came, len(inside))))
    return out
