"""What became of each commitment, and between which days after it was made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samarkand.domain.commitment import Commitment, State
from samarkand.domain.milestone import Milestone
from samarkand.domain.period import Period
from samarkand.domain.scale import Grade, Layer, Stage

OPEN, DELIVERED, CANCELLED = 0, 1, 2
_OUTCOME = frozenset({Stage.DELIVERED, Stage.EVALUATED})
_CLOSING = frozenset({Stage.CANCELLED, Stage.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Fate:
    """Days count from the promise. It is in view from `entry`, when the first document told of it.

    It ended by `cause` later than `after` and no later than `by`; where it is open (cause 0) it was so at `after`, the
    last day on which somebody searched or, if replaced, the day of its successor. `heard` is the last day on which a
    document affirmed it. `grade` is that of the ending. `was_born_ended`: by anybody's word it had ended when first told of.
    """

    commitment: Commitment
    entry: int
    after: int
    by: int
    cause: int
    heard: int
    grade: Grade | None = None
    was_born_ended: bool = False

    @property
    def is_watched(self) -> bool:
        """Was it in view for a while before it ended? Not if it had ended when first told of, whoever says so."""
        if self.was_born_ended:
            return False
        return self.after > self.entry if self.cause == OPEN else self.by > self.entry

    @property
    def width(self) -> int:
        """Days the date of the ending may differ."""
        return 0 if self.cause == OPEN else self.by - max(self.after, self.entry) - 1


def is_outcome(step: Milestone, layer: Layer) -> bool:
    """Does the step say, on this layer, that it was delivered? What is contradicted does not."""
    if step.stage not in _OUTCOME:
        return False
    return step.grade.is_evidenced if layer is Layer.EVIDENCED else step.grade is not Grade.VX


def endings(commitment: Commitment, steps: Sequence[Milestone], layer: Layer) -> tuple[int, list[Milestone]]:
    """How it ended on this layer, and the steps that say so."""
    if commitment.state is State.CANCELLED:
        return CANCELLED, [s for s in steps if s.stage is Stage.CANCELLED]
    told = [s for s in steps if is_outcome(s, layer)]
    is_told = told or (layer is Layer.CLAIMED and not any(s.stage in _OUTCOME for s in steps))
    return (DELIVERED, told) if commitment.state is State.DELIVERED and is_told else (OPEN, [])


def fate(
    commitment: Commitment, steps: Sequence[Milestone], layer: Layer, successors: Mapping[str, Commitment]
) -> Fate | None:
    """None where the day of the promise, or of the first document that tells of it, or of the search is not known."""
    claimed = _fate(commitment, steps, Layer.CLAIMED, successors)
    found = claimed if layer is Layer.CLAIMED else _fate(commitment, steps, layer, successors)
    if claimed is None or found is None:
        return None
    return replace(found, was_born_ended=claimed.cause != OPEN and claimed.by <= claimed.entry)


def _fate(
    commitment: Commitment, steps: Sequence[Milestone], layer: Layer, successors: Mapping[str, Commitment]
) -> Fate | None:
    promised, searched = (
        _day(commitment.promised_on),
        _day(commitment.search.last if commitment.search.was_made else None),
    )
    if promised is None or searched is None or commitment.known is None:
        return None
    entry = max(0, (commitment.known.last - promised).days)
    until = (min(searched, _replaced(commitment, steps, successors) or searched) - promised).days
    heard = max([entry, *((p.last - promised).days for p in _affirmed(steps))])
    cause, told = endings(commitment, steps, layer)
    if cause == OPEN:
        return Fate(commitment, entry, until, until, OPEN, min(heard, until))
    when = min((s.period for s in told if s.period), key=lambda p: (p.last, p.first), default=None)
    if when is None:
        # Between the first word of the promise and the first word of its end.
        known = min((s.known.last for s in told if s.known), default=searched)
        return Fate(commitment, entry, entry, max(entry + 1, (known - promised).days), cause, heard, _best(told))
    after, by = (when.first - promised).days - 1, (when.last - promised).days
    return Fate(commitment, entry, min(max(after, entry), by), by, cause, heard, _best(told))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _best(steps: Sequence[Milestone]) -> Grade | None:
    return max((s.grade for s in steps if s.grade is not Grade.VX), default=None)


def _affirmed(steps: Sequence[Milestone]) -> Iterator[Period]:
    return (s.known for s in steps if s.known and s.stage not in _CLOSING)


def _replaced(commitment: Commitment, steps: Sequence[Milestone], successors: Mapping[str, Commitment]) -> date | None:
    """When its successor was promised, or the last that was heard of it."""
    if commitment.state is not State.REPLACED:
        return None
    successor = successors.get(commitment.replaced_by or "")
    if successor and (day := _day(successor.promised_on)):
        return day
    return max((s.known.last for s in steps if s.known), default=commitment.known.last if commitment.known else None)
