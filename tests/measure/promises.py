"""Made-up promises of invented countries, and what became of them."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from samarkand.domain.commitment import Commitment, Search, State
from samarkand.domain.milestone import Milestone
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Grade, Stage

SEARCHED = date(2025, 6, 30)
FOUND = Search(40, "2023-01-01", SEARCHED.isoformat())
_GRADES = (Grade.V0, Grade.V1, Grade.V2, Grade.V3)


def promise(number: int, made: str = "2023-03-01", **more: object) -> Commitment:
    """Told of on the day it was made, in a document of its own, and searched for until SEARCHED."""
    built = Commitment(
        id=f"c-{number:04}",
        type="A2",
        what="a touring exhibition",
        parties=("QM", "QN"),
        quote=Quote(f"d-{number:04}", 0, 7, "a quote"),
        promised_on=made,
        known=Period(made),
        search=FOUND,
    )
    return replace(built, **more)  # type: ignore[arg-type]


def step(of: Commitment, stage: Stage, day: str | None, grade: Grade = Grade.V2, known: str | None = None) -> Milestone:
    """Told of when it happened, unless said otherwise."""
    first_told = known or day
    return Milestone(of.id, stage, Period(day) if day else None, Period(first_told) if first_told else None, grade, ())


def many(size: int = 240, seed: int = 7) -> tuple[tuple[Commitment, ...], tuple[Milestone, ...]]:
    """Two promises a document; delivered at a pace of one in 500 days, cancelled at one in 3,000."""
    rng = np.random.default_rng(seed)
    promises, steps = [], []
    for i in range(size):
        made = date(2023, 1, 1) + timedelta(int(rng.integers(0, 700)))
        told = made + timedelta(int(rng.choice([0, 0, 0, 2, 30])))
        done, lost = (made + timedelta(1 + int(rng.exponential(pace))) for pace in (500, 3000))
        end = min(done, lost)
        state = State.OPEN if end > SEARCHED else State.DELIVERED if done <= lost else State.CANCELLED
        one = promise(
            i,
            made.isoformat(),
            type=("A1", "A2", "H1", "E3")[i % 4],
            parties=("QM", ("QN", "QO", "QP")[i % 3]),
            quote=Quote(f"d-{i // 2:04}", 0, 7, "a quote"),
            known=Period(told.isoformat()),
            due=Period((made + timedelta(365)).isoformat()),
            state=state,
            stalled=state is State.OPEN and i % 2 == 0,
        )
        promises.append(one)
        if i % 3 == 0:
            steps.append(step(one, Stage.AGREED, told.isoformat(), Grade.V0))
        if state is not State.OPEN:
            stage = Stage.DELIVERED if state is State.DELIVERED else Stage.CANCELLED
            steps.append(step(one, stage, end.isoformat(), _GRADES[i % 4]))
    return tuple(promises), tuple(steps)
