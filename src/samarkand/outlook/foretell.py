"""One series carried forward by the model that earned it, or by its baseline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from samarkand.domain.breaks import Treatment
from samarkand.domain.forecast import LEVELS, Quantile
from samarkand.domain.outlook import Ahead, Nowcast, Outlook, Verdict
from samarkand.domain.series import Scale, Series, Step
from samarkand.outlook.backtest import Setting, as_known, back_test, horizon_of, seed_of
from samarkand.outlook.breaks import within
from samarkand.outlook.draws import ends
from samarkand.outlook.history import Floats, History, history, known_on
from samarkand.outlook.nowcast import completion
from samarkand.outlook.registry import missing_models, simulated
from samarkand.outlook.verdict import judged

NOWCAST_LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Foretold:
    """The outlook, and the paths (draws x steps) behind it; none where nothing is foretold."""

    outlook: Outlook
    paths: Floats | None = None


def foretell(series: Series, siblings: Sequence[Series], s: Setting) -> Foretold:
    """Checked on the past and carried at most three years, at most a third of its length; or the reason why not."""
    steps = known_on(series, s.today)
    if not steps:
        return Foretold(_nothing(series, s, None, "no value was known by then"))
    h = as_known(series, siblings, max(steps), s)
    if h is None or h.flaw or not horizon_of(h):
        return Foretold(_nothing(series, s, h, h.flaw if h else "no completed step was known by then"))
    if (reach := h.last + horizon_of(h)) < _now(s, series.step):
        reason = f"the series ends in {series.step.write(h.last)}; forecasts reach to {series.step.write(reach)}, which is past"
        return Foretold(_nothing(series, s, h, reason))
    verdict = judged(back_test(series, siblings, s), series.step, _fallback(h))
    paths = _paths(series, h, verdict, s)
    ways = tuple(_ways(series, siblings, max(steps), verdict, s))
    has_exposure = any(o.exposure for o in steps.values())
    return Foretold(
        Outlook(
            series=series,
            verdict=verdict,
            treatment=s.treatment.value,
            ahead=tuple(_ahead(h, i, paths, s.treatment) for i in range(paths.shape[1])),
            ways=ways,
            nowcasts=tuple(_nowcasts(series, s)),
            missing=missing_models(),
            last=series.step.write(h.last),
            steps=h.n,
            reference=h.reference if has_exposure else None,
        ),
        paths,
    )


def _fallback(h: History) -> str:
    """What is published where nothing could be checked."""
    if h.step is Step.YEAR:
        return "last value"
    return "constant rate with months" if h.scale is Scale.COUNT else "seasonal mean"


def _now(s: Setting, step: Step) -> int:
    return s.today.year if step is Step.YEAR else s.today.year * 12 + s.today.month - 1


def _nothing(series: Series, s: Setting, h: History | None, reason: str) -> Outlook:
    last = series.step.write(h.last) if h else ""
    return Outlook(series, None, s.treatment.value, (), (), (), (), last, h.n if h else 0, None, reason)


def _paths(series: Series, h: History, verdict: Verdict, s: Setting) -> Floats:
    ahead = np.ones(horizon_of(h))
    found = simulated(h, ahead, s.draws, lambda model: seed_of(series.id, h.last, model))
    return found[verdict.published if verdict.published in found else verdict.baseline]


def _ahead(h: History, i: int, paths: Floats, treatment: Treatment) -> Ahead:
    values = ends(paths[:, i], LEVELS, h.scale is Scale.COUNT)
    quantiles = tuple(Quantile(level, float(v)) for level, v in zip(LEVELS, values, strict=True))
    return Ahead(h.step.write(h.last + 1 + i), treatment.value, quantiles)


def _ways(series: Series, siblings: Sequence[Series], last: int, verdict: Verdict, s: Setting) -> list[Ahead]:
    """The next step under every treatment, where the history has a break in it."""
    plain = history(series, last, None)
    if plain is None or not within(plain, s.breaks).any():
        return []
    out = []
    for treatment in Treatment:
        h = as_known(series, siblings, last, replace(s, treatment=treatment))
        if h is not None and not h.flaw:
            out.append(_ahead(h, 0, _paths(series, h, verdict, s), treatment))
    return out


def _nowcasts(series: Series, s: Setting) -> list[Nowcast]:
    rng = np.random.default_rng(seed_of(series.id, 0, "nowcast"))
    out = []
    for c in completion(series, s.today, s.lag, s.draws, rng):
        low, middle, high = np.quantile(c.draws, NOWCAST_LEVELS).tolist()
        out.append(Nowcast(c.period, c.known, c.share, low, middle, high))
    return out
