"""A chain as rows: the commitment as it stands, its milestones, and the links with their reasons."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samarkand.domain.commitment import Commitment, Search
from samarkand.domain.follow_through import FollowThrough
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention, Quantity
from samarkand.domain.milestone import Basis, Milestone
from samarkand.domain.period import Period
from samarkand.domain.scale import Grade, Stage
from samarkand.follow.chain import Step, auto
from samarkand.follow.gather import quote_of
from samarkand.follow.links import Promised
from samarkand.follow.passages import Passage, overlapping
from samarkand.follow.restate import Chain
from samarkand.follow.stages import FRAME, first_stage
from samarkand.follow.state import standing, with_regressions
from samarkand.follow.terms import names_of, normal_name

GradeOf = Callable[[Sequence[str], frozenset[str]], Grade]
"""Documents and parties to the evidence grade of what they say."""
Quantities = Callable[[Passage], tuple[Quantity, ...]]


@dataclass(frozen=True)
class Composer:
    """`counted` says how many of the searched documents are of a day or later; `as_of` is the day of the search."""

    quantities: Quantities
    grade_of: GradeOf
    stale_months: Callable[[str], int | None]
    counted: Callable[[date], int]
    as_of: date

    def commitment(self, chain: Chain) -> tuple[Commitment, list[Milestone], list[FollowThrough]]:
        promised = chain.found.promised
        passage = promised.passage
        mentions = tuple(overlapping(chain.entry.mentions, passage))
        quote = quote_of(passage)
        id_ = content_id("c", quote.document_id, f"{quote.start}-{quote.end}", promised.type, *sorted(promised.parties))
        stale = self.stale_months(promised.type)
        due, basis = promised.due, promised.due_basis
        quantity = self.quantities(passage)
        fulfilled = fulfilment(quantity, [self.quantities(s.passage) for s in done(auto(chain.steps))])
        steps = with_regressions([*self._milestones(id_, chain, mentions), *_by_calendar(id_, chain, self.as_of)])
        stands = standing(promised.type, steps, due, basis, fulfilled, stale, self.as_of)
        made = passage.document.period
        links = [_link(id_, step) for step in chain.steps]
        return (
            Commitment(
                id=id_,
                type=promised.type,
                what=quote.text,
                parties=promised.parties,
                quote=quote,
                promised_on=made.first.isoformat() if made else None,
                known=made,
                organisations=tuple(dict.fromkeys(o for m in mentions for o in m.organisations)),
                proper_name=proper_name(promised),
                due=due,
                due_basis=basis,
                quantity=quantity,
                initiative=tuple(dict.fromkeys(i for m in mentions for i in m.initiative)),
                mentions=tuple(m.id for m in mentions),
                state=stands.state,
                late=stands.late,
                stalled=stands.stalled,
                as_of=self.as_of.isoformat(),
                fulfilled=fulfilled,
                search=Search(self.counted(made.first), made.first.isoformat(), self.as_of.isoformat())
                if made
                else Search(),
                score=round(chain.found.score, 4),
            ),
            steps,
            links,
        )

    def _milestones(self, id_: str, chain: Chain, mentions: Sequence[Mention]) -> list[Milestone]:
        promised = chain.found.promised
        parties = frozenset(promised.parties)
        first = _milestone(
            id_, promised.passage, first_stage(promised.passage, chain.entry.mentions), promised.passage.document.period,
            self.grade_of([chain.entry.id], parties), mentions,
        )  # fmt: skip
        later = [
            _milestone(id_, s.passage, s.stage, s.period, self.grade_of([s.passage.document.id], parties), ())
            for s in auto(chain.steps)
        ]
        return [first, *later]


def _milestone(
    id_: str, passage: Passage, stage: Stage, period: Period | None, grade: Grade, mentions: Iterable[Mention]
) -> Milestone:
    told = tuple(m.id for m in mentions)
    return Milestone(id_, stage, period, passage.document.period, grade, told, (quote_of(passage),))


def _link(id_: str, step: Step) -> FollowThrough:
    return FollowThrough(
        id_, quote_of(step.passage), step.stage, step.period, round(step.score, 4), step.decision, step.reasons
    )


def done(steps: Iterable[Step]) -> list[Step]:
    return [s for s in steps if s.stage in (Stage.DELIVERED, Stage.UNDER_WAY)]


def proper_name(promised: Promised) -> str | None:
    """As written: the name that says what kind of thing it is, else the first in quotation marks."""
    things = set(promised.names_of_things)
    named = next((n for n in names_of(promised.passage) if normal_name(n) in things), None)
    return named or next(iter(promised.passage.quoted), None)


def fulfilment(promised: Sequence[Quantity], done_: Sequence[Sequence[Quantity]]) -> float | None:
    """The share of the promised quantity that was reported done, of the unit that came furthest; None where nothing was
    counted in a unit of the promise."""
    shares = []
    for quantity in promised:
        reported = [q.value for told in done_ for q in told if q.unit == quantity.unit]
        if reported and quantity.value > 0:
            shares.append(min(1.0, sum(reported) / quantity.value))
    return max(shares) if shares else None


def _by_calendar(id_: str, chain: Chain, as_of: date) -> list[Milestone]:
    """A year that was opened and whose time is over was held, whether or not anybody wrote of its end."""
    promised, steps = chain.found.promised, auto(chain.steps)
    begun = [s for s in steps if s.stage is Stage.UNDER_WAY and s.period]
    if promised.type != FRAME or not begun or any(s.stage in (Stage.CANCELLED, Stage.SUSPENDED) for s in steps):
        return []
    opened = begun[0].period
    assert opened is not None
    year = (
        promised.stated.last.year
        if promised.stated and promised.stated.last.year >= opened.first.year
        else opened.first.year
    )
    if date(year, 12, 31) >= as_of:
        return []
    end = Period(f"{year}-12-31")
    grade = Grade.V0
    return [Milestone(id_, Stage.DELIVERED, end, end, grade, (), (quote_of(begun[-1].passage),), Basis.CALENDAR)]
