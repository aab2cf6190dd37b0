"""How a commitment stands on a day, by what had happened and was known by then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samarkand.domain.commitment import DueBasis, State
from samarkand.domain.milestone import Milestone
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.follow.stages import FRAME

GRACE = timedelta(days=30)
FULL = 0.95
_ENDS = {Stage.CANCELLED: State.CANCELLED, Stage.SUSPENDED: State.SUSPENDED}
_RANK = {stage: rank for rank, stage in enumerate(Stage)}


@dataclass(frozen=True, slots=True)
class Standing:
    state: State
    late: bool = False
    stalled: bool = False


def known_by(steps: Sequence[Milestone], day: date) -> list[Milestone]:
    """Steps that had happened and been told by that day, in order of when they happened."""
    told = [s for s in steps if _first(s.known) <= day and _first(s.period or s.known) <= day]
    return sorted(told, key=lambda s: (_first(s.period or s.known), _RANK[s.stage]))


def _first(period: Period | None) -> date:
    return period.first if period else date.min


def standing(
    type_: str, steps: Sequence[Milestone], due: Period | None, basis: DueBasis | None, fulfilled: float | None,
    stale_months: int | None, day: date,
) -> Standing:  # fmt: skip
    """Silence leaves a commitment open, at most stalled."""
    told = known_by(steps, day)
    if told and told[-1].stage in _ENDS:
        return Standing(_ENDS[told[-1].stage])
    done = [s for s in told if s.stage in (Stage.DELIVERED, Stage.EVALUATED)]
    begun = [s for s in told if s.stage is Stage.UNDER_WAY]
    if fulfilled is not None and 0 < fulfilled < FULL and (done or begun):
        return Standing(State.PARTLY)
    if done:
        when = done[0].period or done[0].known
        late = basis is DueBasis.STATED and due is not None and when is not None and when.first > due.last + GRACE
        return Standing(State.DELIVERED, late)
    if type_ == FRAME and begun:
        return Standing(State.PARTLY)
    return Standing(State.OPEN, stalled=_is_stalled(told, due, basis, stale_months, day))


def _is_stalled(
    told: Sequence[Milestone], due: Period | None, basis: DueBasis | None, stale_months: int | None, day: date
) -> bool:
    """Past due, by the type's own patience, and as long without a word."""
    if due is None or stale_months is None:
        return False
    patience = timedelta(days=30 * stale_months if basis is DueBasis.STATED else 0)
    last_word = max((s.known.last for s in told if s.known), default=date.min)
    return due.last + patience < day and last_word + timedelta(days=30 * stale_months) < day


def with_regressions(steps: Sequence[Milestone]) -> list[Milestone]:
    """In order of time; what falls back behind practice already reached is marked, not mended."""
    from dataclasses import replace

    out: list[Milestone] = []
    reached = False
    for step in sorted(steps, key=lambda s: (_first(s.period or s.known), _RANK[s.stage])):
        out.append(replace(step, regression=reached and step.stage in _ENDS))
        reached = reached or step.stage in (Stage.DELIVERED, Stage.EVALUATED)
    return out
