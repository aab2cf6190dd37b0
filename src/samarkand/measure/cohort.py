"""The commitments a rate speaks of, and those it leaves out, with the reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from samarkand.domain.commitment import Commitment, State
from samarkand.domain.milestone import Milestone
from samarkand.domain.scale import Layer
from samarkand.measure.fates import DELIVERED, Fate, fate
from samarkand.measure.partners import partners
from samarkand.measure.record import Record
from samarkand.measure.time_to import LEAST_SPELLS, Fitted, fitted, heard_only

NO_TABLE = "no commitments were followed in this observatory"
_SHARE_HEARD = 0.9


@dataclass(frozen=True)
class Cohort:
    """Commitments within the focus, promised in its years, as one layer sees them."""

    record: Record
    layer: Layer

    @cached_property
    def everything(self) -> tuple[Commitment, ...]:
        """Of any year, in the order of their ids."""
        inside = (c for c in self.record.commitments if self.record.focus.covers(c.parties))
        return tuple(sorted(inside, key=lambda c: c.id))

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        focus = self.record.focus
        return tuple(c for c in self.everything if (day := made(c)) and focus.first_year <= day.year <= focus.last_year)

    @cached_property
    def steps(self) -> Mapping[str, tuple[Milestone, ...]]:
        """Milestones by commitment."""
        out: dict[str, list[Milestone]] = defaultdict(list)
        for step in self.record.commitment_milestones:
            out[step.subject_id].append(step)
        return {id_: tuple(steps) for id_, steps in out.items()}

    @cached_property
    def until(self) -> date | None:
        """The last day on which anybody searched for any."""
        days = (c.search.last for c in self.record.commitments if c.search.was_made and c.search.last)
        return max(map(date.fromisoformat, days), default=None)

    @cached_property
    def lag(self) -> int:
        """Days after which nine in ten of the promises made since we read had been heard of."""
        told = [
            (date.fromisoformat(c.promised_on), c.known.last)
            for c in self.record.commitments
            if c.promised_on and c.known
        ]
        since = min((known for _, known in told), default=None)
        waited = [(known - promised).days for promised, known in told if since and promised >= since]
        return int(np.ceil(np.quantile(np.maximum(waited, 0), _SHARE_HEARD))) if waited else 0

    @cached_property
    def recent(self) -> tuple[Commitment, ...]:
        """Made so lately that others like them have not been heard of yet."""
        return tuple(c for c in self.commitments if self._is_recent(c))

    def _is_recent(self, commitment: Commitment) -> bool:
        day = made(commitment)
        return self.until is not None and day is not None and (self.until - day).days < self.lag

    @cached_property
    def settled(self) -> tuple[Commitment, ...]:
        """Those whose rate can be told: searched for, not too recent, and not carried on under another name."""
        lately = {c.id for c in self.recent}
        return tuple(
            c for c in self.commitments if c.search.was_made and c.id not in lately and c.state is not State.REPLACED
        )

    @cached_property
    def fates(self) -> tuple[Fate, ...]:
        """Of all with known days, replaced ones included, those of lately not."""
        by_id = {c.id: c for c in self.record.commitments}
        lately = {c.id for c in self.recent}
        found = (fate(c, self.steps.get(c.id, ()), self.layer, by_id) for c in self.commitments if c.id not in lately)
        return tuple(f for f in found if f)

    @cached_property
    def watched(self) -> tuple[Fate, ...]:
        """Those in view before they ended, so that the time it took can be told."""
        return tuple(f for f in self.fates if f.is_watched)

    @cached_property
    def watched_groups(self) -> Mapping[str, tuple[Fate, ...]]:
        """The same, by group."""
        fates = {f.commitment.id: f for f in self.watched}
        groups = self.groups(f.commitment for f in self.watched)
        return {name: tuple(fates[c.id] for c in inside) for name, inside in groups.items()}

    @cached_property
    def heard(self) -> tuple[Fate, ...]:
        """The other reading, which takes an open one out of view when it was last heard of."""
        return tuple(heard_only(self.watched))

    def fit(self, cause: int, group: str = "") -> Fitted | None:
        """The curve to a cause; None where too few were watched."""
        if (cause, group) not in self._fits:
            fates = self.watched_groups[group]
            self._fits[cause, group] = fitted(fates, cause) if len(fates) >= LEAST_SPELLS else None
        return self._fits[cause, group]

    @cached_property
    def hopeful_fit(self) -> Fitted | None:
        return fitted(self.heard, DELIVERED) if len(self.heard) >= LEAST_SPELLS else None

    @cached_property
    def _fits(self) -> dict[tuple[int, str], Fitted | None]:
        return {}

    def groups(self, commitments: Iterable[Commitment]) -> Mapping[str, tuple[Commitment, ...]]:
        """By field, type and partner; all of them first, under the empty name."""
        everything = tuple(commitments)
        out: dict[str, list[Commitment]] = defaultdict(list)
        for c in everything:
            names = (f"field:{c.field}", f"type:{c.type}", *(f"partner:{p}" for p in partners(c, self.record.focus)))
            for name in names:
                out[name].append(c)
        return {"": everything} | {name: tuple(out[name]) for name in sorted(out)}


def made(commitment: Commitment) -> date | None:
    """The day it was promised, else the first on which it can have been told."""
    if commitment.promised_on:
        return date.fromisoformat(commitment.promised_on)
    return commitment.known.first if commitment.known else None
