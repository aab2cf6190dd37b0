"""How much of the last steps is still to come, from how late earlier steps became known."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.series import Scale, Series, Step
from samarkand.outlook.history import Floats, day_of, known_on

DELAYS = {Step.MONTH: 12, Step.YEAR: 2}
"""Steps after which a value counts as all that will come."""
COMPLETE = 0.95
LEAST_ROWS = 3
REPLICATES = 200


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


@dataclass(frozen=True)
class _Late:
    """What was known (steps x delays), how long each step has been looked at, and what it has still to grow by."""

    first: int
    known: Floats
    seen: NDArray[np.int64]
    left: Floats

    @property
    def incomplete(self) -> list[int]:
        """Rows of steps of which more than a twentieth is still to come."""
        young = np.flatnonzero((self.seen >= 0) & (self.seen < self.known.shape[1] - 1))
        return [int(row) for row in young if 1 / self.left[self.seen[row]] < COMPLETE]


def _late(series: Series, day: date, lag: int) -> _Late | None:
    """None for a series without capture dates, and with too few steps that are wholly known."""
    if not series.is_bitemporal or not known_on(series, day):
        return None
    first, known = triangle(series, day, lag)
    seen = (~np.isnan(known)).sum(axis=1) - 1
    if (seen >= DELAYS[series.step]).sum() < LEAST_ROWS:
        return None
    return _Late(first, known, seen, _growth(known))


def _growth(known: Floats) -> Floats:
    """By how much what is known after each delay grows until it is all."""
    return np.asarray(np.cumprod(factors(known)[::-1])[::-1], dtype=np.float64)


def completion(series: Series, day: date, lag: int, draws: int, rng: np.random.Generator) -> list[Completion]:
    """The last steps of which, on `day`, more than a twentieth is still to come; none for a series without capture dates.

    The part still to come is drawn from factors of steps drawn anew and, for counts, from Poisson's law. Source: Mack
    1993 for the chain ladder.
    """
    late = _late(series, day, lag)
    if late is None or not late.incomplete:
        return []
    rows = np.flatnonzero(late.seen >= 0)
    drawn = np.stack([_growth(late.known[rng.choice(rows, len(rows))]) for _ in range(REPLICATES)])
    out = []
    for row in late.incomplete:
        d = int(late.seen[row])
        now = float(late.known[row, d])
        more = now * (drawn[rng.integers(len(drawn), size=draws), d] - 1)
        still = rng.poisson(more) if series.scale is Scale.COUNT else more
        share = 1 / float(late.left[d])
        out.append(Completion(series.step.write(late.first + row), now, share, tuple((now + still).tolist())))
    return out


def last_complete(series: Series, until: int, day: date, lag: int) -> int:
    """The last step up to `until` of which, on `day`, hardly anything is still to come."""
    late = _late(series, day, lag)
    incomplete = [late.first + row for row in late.incomplete] if late else []
    return min([until, *(k - 1 for k in incomplete)])
