"""Whether a model beats its baseline reliably enough to be published in its place."""

from collections.abc import Mapping, Sequence

import numpy as np

from samarkand.domain.outlook import Share, Tested, Verdict
from samarkand.domain.series import Step
from samarkand.outlook.backtest import Trial, by_model
from samarkand.outlook.registry import is_baseline
from samarkand.stats.block_bootstrap import skill_interval
from samarkand.stats.wilson import wilson

LEAST_ORIGINS = {Step.YEAR: 5, Step.MONTH: 12}
LEVEL = 0.8
BINS = 5
Interval = tuple[float, float]


def judged(trials: Sequence[Trial], step: Step, fallback: str) -> Verdict:
    """The verdict over a back-test; `fallback` is the baseline where there is nothing to go by."""
    models = by_model(trials)
    origins = {t.origin for t in trials}
    least = LEAST_ORIGINS[step]
    if not models:
        return Verdict(fallback, fallback, "too short for any back-test: the baseline stands, unchecked", ())
    common = {name: rows for name, rows in models.items() if {t.origin for t in rows} == origins}
    baseline = min((n for n in common if is_baseline(n)), key=lambda n: (_mean(common[n]), n))
    tried = sum(not is_baseline(name) for name in models)
    tested = tuple(_tested(name, rows, models[baseline], tried) for name, rows in models.items())
    if len(origins) < least:
        found = f"{len(origins)} origin is" if len(origins) == 1 else f"{len(origins)} origins are"
        why = f"{found} too few to tell ({least} are needed): the baseline stands"
        return Verdict(baseline, baseline, why, tested)
    better = [t for t in tested if t.is_better and not t.is_baseline and t.origins >= least]
    picking, on = _picking(models, step)
    if not better:
        rivals = sum(not t.is_baseline for t in tested)
        why = f"none of {rivals} models beat the {baseline} reliably" if rivals else "too short for more than baselines"
        return Verdict(baseline, baseline, f"{why}: the baseline stands", tested, picking, on)
    best = max(better, key=lambda t: (t.skill or 0.0, t.model))
    assert best.skill is not None
    assert best.skill_low is not None
    assert best.skill_high is not None
    low, high = best.skill_low, best.skill_high
    why = f"{best.model} beat the {baseline}: CRPS skill {best.skill:.2f}, 80 % interval {low:.2f} to {high:.2f}"
    return Verdict(best.model, baseline, why, tested, picking, on)


def _mean(rows: Sequence[Trial]) -> float:
    return float(np.mean([t.crps for t in rows]))


def _per_origin(rows: Sequence[Trial]) -> Mapping[int, float]:
    out: dict[int, float] = {}
    for t in rows:
        out[t.origin] = out.get(t.origin, 0.0) + t.crps
    return out


def _skill(rows: Sequence[Trial], against: Sequence[Trial], level: float) -> tuple[float | None, Interval | None]:
    """Skill on the origins both have, and its interval over blocks of origins as long as the horizon."""
    own, other = _per_origin(rows), _per_origin(against)
    both = sorted(own.keys() & other.keys())
    a, b = [own[k] for k in both], [other[k] for k in both]
    if not both or sum(b) <= 0:
        return None, None
    block = max(t.ahead for t in rows)
    return 1 - sum(a) / sum(b), skill_interval(a, b, block, level)


def _tested(name: str, rows: Sequence[Trial], baseline: Sequence[Trial], tried: int) -> Tested:
    skill, interval = (None, None) if rows is baseline else _skill(rows, baseline, LEVEL)
    scaled = [t.scaled for t in rows if t.scaled is not None]
    places = np.clip((np.array([t.pit for t in rows]) * BINS).astype(int), 0, BINS - 1)
    return Tested(
        model=name,
        is_baseline=is_baseline(name),
        origins=len({t.origin for t in rows}),
        trials=len(rows),
        mase=float(np.mean(scaled)) if scaled else None,
        crps=_mean(rows),
        skill=skill,
        skill_low=interval[0] if interval else None,
        skill_high=interval[1] if interval else None,
        interval80=float(np.mean([t.interval80 for t in rows])),
        inside80=_share([t.inside80 for t in rows]),
        inside95=_share([t.inside95 for t in rows]),
        pits=tuple(np.bincount(places, minlength=BINS).tolist()),
        is_better=not is_baseline(name) and _is_sure(rows, baseline, tried),
    )


def _share(hits: Sequence[bool]) -> Share:
    return Share(sum(hits) / len(hits), *wilson(sum(hits), len(hits)))


def _picking(models: Mapping[str, Sequence[Trial]], step: Step) -> tuple[float | None, int]:
    """Skill of following the rule, origin by origin, against the baseline best until then.

    What was foretold at an origin is known to be good or bad only once it came: only trials whose step lies at or
    before the origin count.
    """
    least = LEAST_ORIGINS[step]
    origins = sorted({t.origin for rows in models.values() for t in rows})
    got = held = 0.0
    counted = 0
    for at in origins[least:]:
        past = [t for rows in models.values() for t in rows if t.origin + t.ahead <= at]
        there = {n for n, rows in models.items() if any(t.origin == at for t in rows)}
        ripe = {n: rows for n, rows in by_model(past).items() if n in there}
        bases = {n: rows for n, rows in ripe.items() if is_baseline(n)}
        if not bases:
            continue
        base = min(bases, key=lambda n: (_mean(bases[n]), n))
        rivals = {n: rows for n, rows in ripe.items() if n not in bases}
        better = {
            n: _skill(rows, ripe[base], LEVEL)[0] or 0.0
            for n, rows in rivals.items()
            if len({t.origin for t in rows}) >= least and _is_sure(rows, ripe[base], len(rivals))
        }
        pick = max(better, key=lambda n: (better[n], n)) if better else base
        got += sum(t.crps for t in models[pick] if t.origin == at)
        held += sum(t.crps for t in models[base] if t.origin == at)
        counted += 1
    return (1 - got / held, counted) if held > 0 else (None, 0)


def _is_sure(rows: Sequence[Trial], against: Sequence[Trial], tried: int) -> bool:
    """Is the skill above nought even with an interval widened for the number of models tried (Bonferroni)?"""
    _, interval = _skill(rows, against, 1 - (1 - LEVEL) / max(tried, 1))
    return interval is not None and interval[0] > 0
