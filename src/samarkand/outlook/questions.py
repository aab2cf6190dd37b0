"""A claim about what comes next, as a dated probability with a resolver; or the reason why none can be given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

import numpy as np

from samarkand.codebook.outlook import Beyond, Condition, Question
from samarkand.domain.forecast import Forecast
from samarkand.domain.outlook import Outlook
from samarkand.outlook.backtest import Setting
from samarkand.outlook.foretell import Foretold
from samarkand.outlook.history import history
from samarkand.outlook.resolve import Comparison, Resolver

Z80 = 1.281552


@dataclass(frozen=True, slots=True)
class _Held:
    """A condition that can be foretold: its test, and how probable it is."""

    test: Comparison
    probability: float
    outlook: Outlook


def answered(q: Question, found: Mapping[str, Foretold], errors: Mapping[str, float], s: Setting) -> Forecast:
    """The probability that enough of its conditions hold, taken as independent."""
    held: list[_Held] = []
    gaps: list[str] = []
    for c in q.conditions:
        told = _held(c, found.get(c.series), errors, s)
        if isinstance(told, str):
            gaps.append(f"{c.name}: {told}")
        else:
            held.append(told)
    resolver = str(Resolver(tuple(h.test for h in held), q.least)) if held else ""
    enough = len(held) >= q.least
    return Forecast(
        issued=s.today.isoformat(),
        question=q.id,
        series=tuple(h.test.series for h in held),
        period=max((h.test.period for h in held), default=""),
        ahead=1,
        event=q.asks,
        resolver=resolver,
        due=_due(held, s),
        probability=_at_least(q.least, [h.probability for h in held]) if enough else None,
        quantiles=(),
        model="; ".join(h.outlook.verdict.published for h in held if h.outlook.verdict),
        check="; ".join(h.outlook.verdict.why for h in held if h.outlook.verdict),
        known_at="; ".join(h.outlook.last for h in held),
        steps=min((h.outlook.steps for h in held), default=0),
        treatment=s.treatment.value,
        reason="" if enough else "; ".join(gaps),
    )


def _held(c: Condition, found: Foretold | None, errors: Mapping[str, float], s: Setting) -> _Held | str:
    """The condition foretold, or why it is not."""
    if found is None:
        return f"no such series here; it takes {c.without}"
    outlook, paths = found.outlook, found.paths
    if paths is None:
        return outlook.reason
    h = history(outlook.series, outlook.series.step.parse(outlook.last), s.today)
    assert h is not None
    last = float(h.values[-1] / h.exposure[-1])
    above = _threshold(c.beyond, last, errors.get(c.series))
    if above is None:
        return "its last value has no interval"
    probability = (int((paths[:, 0] > above).sum()) + 0.5) / (len(paths) + 1)
    return _Held(Comparison(c.series, outlook.ahead[0].period, outlook.reference, above), probability, outlook)


def _threshold(beyond: Beyond, last: float, error: float | None) -> float | None:
    """What a value must exceed for the lower end of the 80 % interval of its rise to lie above nought."""
    if beyond is Beyond.NOUGHT:
        return 0.0
    if beyond is Beyond.AT_ALL:
        return last
    if beyond is Beyond.COUNTING:  # rise > z √(rise + 2 last)
        return last + (Z80**2 + sqrt(Z80**4 + 8 * Z80**2 * last)) / 2
    return None if error is None else last + Z80 * sqrt(2) * error


def _at_least(least: int, probabilities: list[float]) -> float:
    """That so many of independent events happen, from the distribution of their number."""
    spread = np.array([1.0])
    for p in probabilities:
        spread = np.convolve(spread, [1 - p, p])
    return float(np.clip(spread[least:].sum(), 0.0, 1.0))


def _due(held: list[_Held], s: Setting) -> str:
    """The first day all that decides it can be known, and never before tomorrow."""
    days = [h.outlook.series.step.last_day(h.outlook.series.step.parse(h.test.period)) for h in held]
    return max([s.today + timedelta(days=1), *(d + timedelta(days=s.lag) for d in days)]).isoformat()


def of_values(outlook: Outlook, s: Setting) -> list[Forecast]:
    """The quantiles of every step ahead, as statements that can be scored."""
    step, out = outlook.series.step, []
    for i, ahead in enumerate(outlook.ahead):
        due = max(s.today + timedelta(days=1), step.last_day(step.parse(ahead.period)) + timedelta(days=s.lag))
        out.append(
            Forecast(
                issued=s.today.isoformat(),
                question="",
                series=(outlook.series.id,),
                period=ahead.period,
                ahead=i + 1,
                event=f"{outlook.series.name}: the value of {ahead.period}",
                resolver=str(Comparison(outlook.series.id, ahead.period, outlook.reference)),
                due=due.isoformat(),
                probability=None,
                quantiles=ahead.quantiles,
                model=outlook.verdict.published if outlook.verdict else "",
                check=outlook.verdict.why if outlook.verdict else "",
                known_at=outlook.last,
                steps=outlook.steps,
                treatment=ahead.treatment,
            )
        )
    return out
