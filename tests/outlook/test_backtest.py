"""The back-test: what was known then is all it uses, and nothing that comes later changes it."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.outlook.made_up import QUICK, TODAY, late, monthly, trended, yearly

from samarkand.domain.scale import Layer
from samarkand.domain.series import Observation, Step
from samarkand.outlook import heavy
from samarkand.outlook.backtest import back_test, horizon_of, seed_of
from samarkand.outlook.history import day_of, history
from samarkand.outlook.nowcast import completion, factors, last_complete
from samarkand.outlook.verdict import judged

FEW = replace(QUICK, draws=40)


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what the extra brings: it is slow, and these tests are not about it."""
    monkeypatch.setattr(heavy, "is_there", lambda: False)


def test_a_clear_trend_is_found_and_beats_the_last_value() -> None:
    verdict = judged(back_test(trended(), (), QUICK), Step.YEAR, "last value")
    assert verdict.baseline == "drift"
    by_name = {t.model: t for t in verdict.tested}
    assert by_name["mean"].mase is not None
    assert by_name["drift"].crps < by_name["last value"].crps / 2
    assert (by_name["last value"].skill or 0) < 0


def test_noise_leaves_the_baseline_standing() -> None:
    rng = np.random.default_rng(8)
    verdict = judged(back_test(yearly(rng.poisson(40, 24).tolist()), (), QUICK), Step.YEAR, "last value")
    assert verdict.published == verdict.baseline == "mean"
    assert "the baseline stands" in verdict.why


def test_a_moving_level_that_reverts_is_published_only_with_its_interval_above_nought() -> None:
    for seed in range(4):
        verdict = judged(back_test(trended(seed=seed), (), QUICK), Step.YEAR, "last value")
        for tested in verdict.tested:
            if tested.model == verdict.published != verdict.baseline:
                assert tested.skill_low is not None
                assert tested.skill_low > 0


@pytest.mark.parametrize(("n", "most"), [(3, 1), (7, 2), (30, 3)])
def test_horizon_is_three_years_or_a_third(n: int, most: int) -> None:
    h = history(yearly(list(range(1, n + 1))))
    assert h is not None
    assert horizon_of(h) == most


def test_horizon_in_months() -> None:
    h = history(monthly([5.0] * 36))
    assert h is not None
    assert horizon_of(h) == 12


def test_few_origins_are_no_verdict() -> None:
    verdict = judged(back_test(yearly([5, 6, 7, 9, 8, 9, 11]), (), QUICK), Step.YEAR, "last value")
    assert verdict.published == verdict.baseline
    assert "too few" in verdict.why


@pytest.mark.slow
@settings(deadline=None, max_examples=3, phases=[Phase.generate])
@given(st.integers(1, 150), st.integers(0, 40), st.integers(0, 2**16))
def test_later_capture_never_changes_earlier_back_tests(after: int, more: int, seed: int) -> None:
    """Values captured from some day on are changed at random: what was decided by that day stays as it was."""
    series, s = late(months=56, first="2019-10"), FEW
    day = TODAY - timedelta(days=after)
    rng = np.random.default_rng(seed)
    changed = replace(
        series,
        observations=tuple(
            replace(o, value=o.value + int(rng.integers(0, more + 1))) if o.captured > day.isoformat() else o
            for o in series.observations
        ),
    )
    then = replace(s, today=day)
    at_the_time = back_test(series, (), then)
    assert at_the_time == back_test(changed, (), then)
    known_then = {(t.model, t.origin, t.ahead): t for t in at_the_time}
    now = {(t.model, t.origin, t.ahead): t for t in back_test(changed, (), s)}
    assert known_then
    assert all(now[key] == trial for key, trial in known_then.items())


def test_capture_moved_later_never_changes_origins_before() -> None:
    series = late()
    edge = date(2022, 6, 30)
    moved = replace(
        series,
        observations=tuple(
            replace(o, captured=min(f"{TODAY}", f"{date.fromisoformat(o.captured) + timedelta(days=90)}"))
            if o.captured > edge.isoformat()
            else o
            for o in series.observations
        ),
    )
    then = replace(FEW, today=edge)
    assert back_test(series, (), then) == back_test(moved, (), then) != []


def test_draws_depend_on_series_origin_and_model_alone() -> None:
    assert seed_of("a", 1, "m") == seed_of("a", 1, "m")
    assert len({seed_of("a", 1, "m"), seed_of("b", 1, "m"), seed_of("a", 2, "m"), seed_of("a", 1, "n")}) == 4


def test_chain_ladder_by_hand() -> None:
    nan = np.nan
    known = np.array([[10.0, 15.0, 18.0], [20.0, 30.0, nan], [8.0, nan, nan]])
    assert factors(known) == pytest.approx([45 / 30, 18 / 15])


def test_the_last_months_are_completed_and_not_started_from() -> None:
    series = late()
    found = completion(series, TODAY, 31, 500, np.random.default_rng(1))
    assert found, "half of what is told of a month is told after it"
    latest = found[-1]
    assert latest.share < 0.95
    assert np.mean(latest.draws) > latest.known
    last = Step.MONTH.parse("2024-05")
    assert last_complete(series, last, TODAY, 31) < Step.MONTH.parse(latest.period)


def test_nowcasts_hold_what_came() -> None:
    """Over many months the 80 % interval of the completed value holds the final one about as often as it says."""
    whole = late(months=65, until=date(2026, 1, 1))
    final = {o.period: o.value for o in sorted(whole.observations, key=lambda o: o.captured)}
    hits = []
    for k in range(Step.MONTH.parse("2021-06"), Step.MONTH.parse("2023-06")):
        day = day_of(Step.MONTH, k, 1)
        for c in completion(whole, day, 1, 300, np.random.default_rng(k)):
            low, high = np.quantile(c.draws, [0.1, 0.9])
            hits.append(low <= final[c.period] <= high)
    assert len(hits) >= 24
    assert 0.65 <= np.mean(hits) <= 0.95


def test_a_series_without_capture_dates_has_no_nowcast() -> None:
    assert completion(monthly([4.0] * 40), TODAY, 31, 10, np.random.default_rng(0)) == []


def test_missing_years_are_no_outcomes() -> None:
    series = yearly([5, 6, 7, 9, 8, 9, 11, 12, 13, 12, 14, 15])
    gone = replace(series, observations=tuple(o for o in series.observations if o.period != "2020"))
    trials = back_test(gone, (), QUICK)
    assert trials
    assert all(t.origin + t.ahead != 2020 for t in trials)


def test_observations_must_be_numbers() -> None:
    with pytest.raises(ValueError, match="a value is a number"):
        Observation("2020", float("nan"))


def test_what_is_only_claimed_is_refused() -> None:
    with pytest.raises(ValueError, match="only claimed"):
        replace(yearly([1, 2, 3]), layer=Layer.CLAIMED)
