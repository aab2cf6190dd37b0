"""How much of the last steps is still to come, from how late earlier steps became known."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from samarkand.domain.series import Scale, Series, Step
from samarkand.outlook.history import Floats, day_of, known_on

DELAYS = {Step.MONTH: 12, Step.YEAR: 2}
"""Steps after which a value counts as all that will come."""
COMPLETE = 0.95
LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Completion:
    """One incomplete step: what is known, and draws of what it will be. `share` is the part known, 0..1."""

    period: str
    known: float
    share: float
    draws: tuple[float, ...]


def triangle(series: Series, day: date, lag: int) -> tuple[int, Floats]:
    """The first step, and (steps x delays) what was known of a step so many steps after its end; NaN where `day` came first."""
    rows = known_on(series, day)
    first, last = min(rows), max(rows)
    delays = DELAYS[series.step]
    out = np.full((last - first + 1, delays + 1), np.nan)
    by_step: dict[int, list[tuple[str, float]]] = {}
    for o in sorted(series.observations, key=lambda o: o.captured):
        by_step.setdefault(series.step.parse(o.period), []).append((o.captured, o.value))
    for k in range(first, last + 1):
        for d in range(delays + 1):
            seen_on = day_of(series.step, k + d, lag)
            if seen_on <= day:
                until = seen_on.isoformat()
                out[k - first, d] = next((v for c, v in reversed(by_step.get(k, [])) if c <= until), 0.0)
    return first, out


def factors(known: Floats) -> Floats:
    """Chain ladder: by how much all steps together grow from each delay to the next; 1 where nothing was known."""
    out = np.ones(known.shape[1] - 1)
    for d in range(len(out)):
        both = ~np.isnan(known[:, d + 1])
        before = known[both, d].sum()
        out[d] = max(known[both, d + 1].sum() / before, 1.0) if before > 0 else 1.0
    return out


def completion(series: Series, day: date, lag: int, draws: int, rng: np.random.Generator) -> list[Completion]:
    """The last steps of which, on `day`, more than a twentieth is still to come; none for a series without capture dates.

    The part still to come is drawn from factors of steps drawn anew and, for counts, from Poisson's law. Source: Mack
    1993 for the chain ladder.
    """
    if not series.is_bitemporal or not known_on(series, day):
        return []
    first, known = triangle(series, day, lag)
    seen = (~np.isnan(known)).sum(axis=1) - 1
    if (seen >= DELAYS[series.step]).sum() < LEAST_ROWS:
        return []
    left = np.cumprod(factors(known)[::-1])[::-1]
    full = np.flatnonzero(seen >= 0)
    drawn = np.stack([np.cumprod(factors(known[rng.choice(full, len(full))])[::-1])[::-1] for _ in range(200)])
    out = []
    for row in np.flatnonzero((seen >= 0) & (seen < DELAYS[series.step])):
        d = int(seen[row])
        share = 1 / float(left[d])
        if share >= COMPLETE:
            continue
        now = float(known[row, d])
        more = now * (drawn[rng.integers(len(drawn), size=draws), d] - 1)
        still = rng.poisson(more) if series.scale is Scale.COUNT else more
        out.append(Completion(series.step.write(first + int(row)), now, share, tuple((now + still).tolist())))
    return out


def last_complete(series: Series, until: int, day: date, lag: int) -> int:
    """The last step up to `until` of which, on `day`, hardly anything is still to come."""
    rng = np.random.default_rng(0)
    incomplete = [series.step.parse(c.period) for c in completion(series, day, lag, 1, rng)]
    return min(until, *(k - 1 for k in incomplete)) if incomplete else until
