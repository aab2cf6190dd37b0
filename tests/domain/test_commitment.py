"""A commitment survives its table, and says what it does not know."""

import pytest

from samarkand.adapters.records import from_arrow, to_arrow
from samarkand.domain.commitment import Commitment, DueBasis, Search, State
from samarkand.domain.follow_through import FollowThrough, LinkDecision, Reason
from samarkand.domain.mention import Quantity
from samarkand.domain.milestone import Basis, ConfirmedBy, Milestone
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Grade, Stage

QUOTE = Quote("d1", 0, 12, "will open it")
COMMITMENT = Commitment(
    "c-1", "E1", "A house of culture", ("PE", "KE"), QUOTE, "2024-03-01", Period("2024-03-01"),
    due=Period("2025"), due_basis=DueBasis.STATED, quantity=(Quantity(3, "houses"),), search=Search(9, "2024-03-01", "2026-01-01"),
)  # fmt: skip
STEP = Milestone(
    "c-1", Stage.DELIVERED, Period("2025-05"), Period("2025-06-01"), Grade.V2, (), (QUOTE,), Basis.CALENDAR
)
LINK = FollowThrough(
    "c-1", QUOTE, Stage.DELIVERED, None, 0.9, LinkDecision.AUTO, (Reason("proper name", 1.0, 2.5),), share=0.5
)


@pytest.mark.parametrize("row", [COMMITMENT, STEP, LINK])
def test_a_row_survives_its_table(row: object) -> None:
    assert from_arrow(type(row), to_arrow(type(row), [row])) == [row]


def test_silence_has_no_state_of_its_own() -> None:
    assert {state.value for state in State} == {"open", "partly", "delivered", "cancelled", "suspended", "replaced"}
    assert COMMITMENT.state is State.OPEN and not COMMITMENT.stalled


def test_nobody_looked_is_not_nothing_found() -> None:
    assert COMMITMENT.search.was_made and not Search().was_made


@pytest.mark.parametrize(
    ("grade", "by"),
    [
        (Grade.V0, ConfirmedBy.SELF),
        (Grade.V1, ConfirmedBy.ARTEFACT),
        (Grade.V2, ConfirmedBy.INDEPENDENT),
        (Grade.V3, ConfirmedBy.INDEPENDENT),
        (Grade.VX, ConfirmedBy.SELF),
    ],
)
def test_a_milestone_is_confirmed_by_role(grade: Grade, by: ConfirmedBy) -> None:
    assert Milestone("x-1", Stage.AGREED, None, None, grade, ()).confirmed_by is by
