"""From a commitment and its milestones to when it was in view and how it ended."""

import pytest
from tests.measure.promises import promise, step

from samarkand.domain.commitment import Commitment, Search, State
from samarkand.domain.milestone import Milestone
from samarkand.domain.period import Period
from samarkand.domain.scale import Grade, Layer, Stage
from samarkand.measure.fates import CANCELLED, DELIVERED, OPEN, Fate, fate

TO_SEARCHED = 852
"""Days from 1 March 2023 to 30 June 2025."""


def _fate(one: Commitment, *steps: Milestone, layer: Layer = Layer.CLAIMED, after: Commitment | None = None) -> Fate:
    found = fate(one, steps, layer, {after.id: after} if after else {})
    assert found is not None
    return found


def _delivered(**more: object) -> Commitment:
    return promise(1, state=State.DELIVERED, **more)


def test_delivered_on_a_day() -> None:
    one = _delivered()
    found = _fate(one, step(one, Stage.DELIVERED, "2023-03-11", Grade.V1))
    assert (found.entry, found.after, found.by, found.cause, found.grade) == (0, 9, 10, DELIVERED, Grade.V1)
    assert found.is_watched and found.width == 0


def test_delivered_some_time_in_a_month() -> None:
    one = _delivered()
    found = _fate(one, step(one, Stage.DELIVERED, "2023-04"))
    assert (found.after, found.by, found.width) == (30, 60, 29)


def test_the_first_delivery_that_counts_on_the_layer() -> None:
    """A party says March, somebody independent May: evidenced in May."""
    one = _delivered()
    steps = (step(one, Stage.DELIVERED, "2023-03-31", Grade.V0), step(one, Stage.DELIVERED, "2023-05-10", Grade.V2))
    assert _fate(one, *steps).by == 30
    assert _fate(one, *steps, layer=Layer.EVIDENCED).by == 70


@pytest.mark.parametrize(("grade", "layer"), [(Grade.V0, Layer.EVIDENCED), (Grade.VX, Layer.CLAIMED)])
def test_a_delivery_that_does_not_count_leaves_it_open(grade: Grade, layer: Layer) -> None:
    one = _delivered()
    found = _fate(one, step(one, Stage.DELIVERED, "2023-04-01", grade), layer=layer)
    assert (found.cause, found.after) == (OPEN, TO_SEARCHED)


def test_first_told_of_when_delivered_is_born_ended_on_either_layer() -> None:
    one = _delivered(known=Period("2023-06-01"))
    done = step(one, Stage.DELIVERED, "2023-05-20", Grade.V0)
    for layer in (Layer.CLAIMED, Layer.EVIDENCED):
        found = _fate(one, done, layer=layer)
        assert found.was_born_ended and not found.is_watched


def test_delivered_before_it_was_promised_is_born_ended() -> None:
    one = _delivered()
    assert _fate(one, step(one, Stage.DELIVERED, "2023-02-01")).was_born_ended


def test_first_told_of_within_the_vague_date_of_its_end() -> None:
    one = _delivered(known=Period("2023-04-10"))
    found = _fate(one, step(one, Stage.DELIVERED, "2023-04"))
    assert (found.entry, found.after, found.by) == (40, 40, 60)
    assert found.is_watched and found.width == 19


def test_an_end_of_unknown_day_lies_before_it_was_told() -> None:
    one = _delivered()
    found = _fate(one, step(one, Stage.DELIVERED, None, known="2023-09-17"))
    assert (found.after, found.by) == (0, 200)


def test_cancelled_by_a_party_is_cancelled_on_either_layer() -> None:
    one = promise(1, state=State.CANCELLED)
    gone = step(one, Stage.CANCELLED, "2023-04-10", Grade.V0)
    assert {_fate(one, gone, layer=layer).cause for layer in (Layer.CLAIMED, Layer.EVIDENCED)} == {CANCELLED}


@pytest.mark.parametrize("state", [State.OPEN, State.PARTLY, State.SUSPENDED])
def test_what_is_open_was_so_when_last_searched_for(state: State) -> None:
    """Not when last heard of, which the other reading takes."""
    one = promise(1, state=state, stalled=True)
    found = _fate(one, step(one, Stage.AGREED, "2023-06-09"), step(one, Stage.SUSPENDED, "2024-01-01"))
    assert (found.cause, found.after, found.heard) == (OPEN, TO_SEARCHED, 100)


def test_replaced_is_open_until_its_successor() -> None:
    successor = promise(2, made="2023-06-09")
    one = promise(1, state=State.REPLACED, replaced_by=successor.id)
    assert _fate(one, after=successor).after == 100
    assert _fate(one, step(one, Stage.AGREED, "2023-04-20")).after == 50, "without it, what was last heard"


@pytest.mark.parametrize("missing", [{"promised_on": None}, {"known": None}, {"search": Search()}])
def test_without_its_days_it_has_no_fate(missing: dict[str, object]) -> None:
    assert fate(promise(1, **missing), (), Layer.CLAIMED, {}) is None
