"""How far promises came, how old the open ones are, and how many can be tested."""

from dataclasses import replace

import pytest
from tests.measure.made_up import cell, record
from tests.measure.promises import promise, step

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.commitment import Commitment, State
from samarkand.domain.evaluation import Evaluation
from samarkand.domain.measurement import Measurement
from samarkand.domain.milestone import Milestone
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Grade, Layer, Stage
from samarkand.measure.measure import measure

CARDS = {name: load_indicators()[name] for name in ("funnel", "open-age", "P-M4")}


def _measured(
    promises: list[Commitment], *steps: Milestone, vague: tuple[Evaluation, ...] | None = None
) -> list[Measurement]:
    known = replace(record(), commitments=tuple(promises), commitment_milestones=steps, evaluations=vague)
    return measure(known, CARDS)


def _reached(found: list[Measurement], layer: Layer = Layer.CLAIMED) -> list[float | None]:
    ladder = ("announced", "agreed", "funded", "under_way", "delivered", "evaluated")
    return [cell(found, "funnel", f"reached:{stage}", layer).value for stage in ladder]


def test_a_funnel_counts_each_at_its_furthest_and_all_before() -> None:
    """One only announced, one signed, one begun without a signing told, one delivered and evaluated."""
    four = [promise(i) for i in range(4)]
    four[3] = replace(four[3], state=State.DELIVERED)
    found = _measured(
        four,
        step(four[1], Stage.AGREED, "2023-04-01", Grade.V0),
        step(four[2], Stage.UNDER_WAY, "2023-05-01", Grade.V0),
        step(four[3], Stage.DELIVERED, "2023-06-01"),
        step(four[3], Stage.EVALUATED, "2023-09-01"),
    )
    assert _reached(found) == [4, 3, 2, 2, 1, 1]
    assert _reached(found, Layer.EVIDENCED) == [4, 2, 1, 1, 1, 1], "a start that only a party tells is no practice"


def test_delivered_in_part_is_under_way() -> None:
    one = promise(1, state=State.PARTLY, fulfilled=0.4)
    found = _measured([one], step(one, Stage.DELIVERED, "2023-06-01"))
    assert _reached(found) == [1, 1, 1, 1, 0, 0]
    assert cell(found, "funnel", "state:partly").value == 1


def test_states_add_up_to_all() -> None:
    some = [promise(i, state=state) for i, state in enumerate([*State, *State])]
    found = _measured(some)
    assert sum(cell(found, "funnel", f"state:{s}").value or 0 for s in State) == len(some)


def test_ages_when_last_searched_for() -> None:
    """Searched until 30 June 2025: ages of 28, 17, 12 and 6 months, and one of a year before the focus."""
    made = ("2023-03-01", "2024-01-15", "2024-07-01", "2024-12-31", "2021-06-30")
    five = [promise(i, day) for i, day in enumerate(made)]
    found = _measured([*five, promise(9, "2023-03-01", state=State.DELIVERED)])
    ages = ("age:0-6", "age:6-18", "age:18-36", "age:36-", "older:18")
    assert [cell(found, "open-age", name).value for name in ages] == [1, 2, 1, 1, 2]
    middle = cell(found, "open-age")
    assert middle.value == pytest.approx(532 / 30.4375)
    assert middle.low is None and "too few" in middle.method


def test_few_open_ones_have_no_median_age() -> None:
    found = _measured([promise(i) for i in range(4)])
    assert cell(found, "open-age").reason == "fewer than 5 open commitments of known day"


def _vague(number: int, said_on: str | None = "2023-05-01") -> Evaluation:
    return Evaluation(Quote(f"d-{number}", 0, 4, "warm"), ("QM", "QN"), Period.parse(said_on))


def test_testable_among_what_sounds_like_a_promise() -> None:
    six = [promise(i) for i in range(6)]
    found = cell(_measured(six, vague=tuple(_vague(i) for i in range(2))), "P-M4")
    assert (found.value, found.n) == (pytest.approx(6 / 8), 8)
    assert len(found.records) == 8


def test_vague_words_of_other_years_or_none_do_not_count() -> None:
    six = [promise(i) for i in range(6)]
    found = cell(_measured(six, vague=(_vague(1, "2019-05-01"), _vague(2, None))), "P-M4")
    assert (found.value, found.n) == (1, 6)


def test_where_vague_words_were_not_kept_no_share_is_told() -> None:
    found = cell(_measured([promise(i) for i in range(6)]), "P-M4")
    assert found.reason == "claims that sound like a promise and cannot be tested were not kept"
