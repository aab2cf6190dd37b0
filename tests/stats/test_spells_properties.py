"""What holds for spells whatever they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samarkand.stats.aalen_johansen import any_end, cumulative_incidence
from samarkand.stats.bounds import rate_bounds
from samarkand.stats.log_rank import log_rank
from samarkand.stats.spells import Spells, spells, tally
from samarkand.stats.turnbull import Between, between, turnbull

ONE = st.tuples(st.integers(0, 12), st.integers(1, 20), st.integers(0, 2))
MANY = st.lists(ONE, min_size=1, max_size=40)
TWO = (1, 2)


def _spells(rows: list[tuple[int, int, int]], late: bool = True) -> Spells:
    return spells([e if late else 0 for e, _, _ in rows], [e + d for e, d, _ in rows], [c for _, _, c in rows])


@given(MANY, st.booleans())
def test_shares_add_up_to_all_that_ended(rows: list[tuple[int, int, int]], late: bool) -> None:
    observed = _spells(rows, late)
    by_cause = sum(cumulative_incidence(observed, c).estimate for c in TWO)
    assert by_cause == pytest.approx(any_end(observed).estimate)


@given(MANY, st.booleans(), st.sampled_from(TWO))
def test_a_curve_rises_within_its_interval(rows: list[tuple[int, int, int]], late: bool, cause: int) -> None:
    curve = cumulative_incidence(_spells(rows, late), cause)
    assert (np.diff(curve.estimate) >= -1e-12).all()
    assert (curve.low >= 0).all() and (curve.high <= 1).all()
    assert (curve.low <= curve.estimate + 1e-9).all() and (curve.estimate <= curve.high + 1e-9).all()
    assert np.isfinite([curve.estimate, curve.low, curve.high]).all()


@given(MANY)
def test_where_all_ended_it_is_the_plain_share(rows: list[tuple[int, int, int]]) -> None:
    observed = _spells([(0, d, 1 + c % 2) for _, d, c in rows])
    curve = cumulative_incidence(observed, 1)
    shares = [((observed.exit <= t) & (observed.cause == 1)).mean() for t in curve.times]
    assert curve.estimate == pytest.approx(shares)


@given(MANY, st.booleans())
def test_competing_ends_taken_for_censored_never_lower_the_share(rows: list[tuple[int, int, int]], late: bool) -> None:
    observed = _spells(rows, late)
    naive = any_end(Spells(observed.entry, observed.exit, np.where(observed.cause == 1, 1, 0)))
    for time in naive.times:
        assert naive.at(time)[0] >= cumulative_incidence(observed, 1).at(time)[0] - 1e-9


@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_spells_is_irrelevant(rows: list[tuple[int, int, int]], random: object) -> None:
    other = list(rows)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert cumulative_incidence(_spells(rows), 1).estimate.tolist() == pytest.approx(
        cumulative_incidence(_spells(other), 1).estimate.tolist()
    )


@given(MANY)
def test_a_weight_of_two_is_the_spell_twice(rows: list[tuple[int, int, int]]) -> None:
    weighted, doubled = tally(_spells(rows), np.full(len(rows), 2.0)), tally(_spells(rows + rows))
    assert weighted.at_risk.tolist() == doubled.at_risk.tolist()
    assert weighted.ended.tolist() == doubled.ended.tolist()


@given(MANY)
def test_one_lost_before_anything_ended_changes_nothing(rows: list[tuple[int, int, int]]) -> None:
    later = [(e, d + 1, c) for e, d, c in rows]
    here, there = cumulative_incidence(_spells(later), 1), cumulative_incidence(_spells([*later, (0, 1, 0)]), 1)
    assert here.estimate.tolist() == there.estimate.tolist()


@given(MANY)
def test_staying_open_longer_never_raises_the_share(rows: list[tuple[int, int, int]]) -> None:
    """Open ones that were searched for longer hold the share down: silence is not counted as an average case."""
    shorter = [(0, d, c % 2) for _, d, c in rows]
    longer = [(0, d + 9 * (1 - c), c) for _, d, c in shorter]
    here, there = cumulative_incidence(_spells(shorter), 1), cumulative_incidence(_spells(longer), 1)
    assert (there.estimate <= here.estimate + 1e-9).all()


def _always_watched(observed: Spells) -> bool:
    """From the first entry on somebody is watched until nobody ever is again; in a gap the likelihood is flat."""
    order = np.argsort(observed.entry)
    until = np.maximum.accumulate(observed.exit[order])[:-1]
    return bool((observed.entry[order][1:] < until).all())


@settings(deadline=None, max_examples=40)
@given(MANY)
def test_turnbull_of_exact_times_is_aalen_and_johansen(rows: list[tuple[int, int, int]]) -> None:
    observed = _spells(rows)
    curve = cumulative_incidence(observed, 1)
    found = turnbull(between(observed.entry, observed.exit, observed.exit, observed.cause), 1)
    if curve.emptied is None and _always_watched(observed):
        assert [found.at(t)[0] for t in curve.times] == pytest.approx(curve.estimate.tolist(), abs=2e-3)


def _log_likelihood(observed: Between, times: np.ndarray, shares: np.ndarray) -> float:
    """Of exact steps, one cause, no delayed entry."""
    steps = np.diff(np.concatenate([[0.0], shares]))
    inside = (times[None, :] > observed.after[:, None]) & (times[None, :] <= observed.by[:, None])
    beyond = np.where(np.isfinite(observed.by), 0.0, 1 - shares[-1])
    return float(np.log(np.maximum(inside @ steps + beyond, 1e-300)).sum())


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 6), st.booleans()), min_size=2, max_size=25),
    st.integers(0, 1000),
)
def test_nothing_is_likelier_than_turnbull(rows: list[tuple[int, int, bool]], seed: int) -> None:
    after, by = [a for a, _, _ in rows], [a + w for a, w, _ in rows]
    observed = between([0] * len(rows), after, by, [int(is_ended) for _, _, is_ended in rows])
    found = turnbull(observed, 1)
    if not len(found.times):
        return
    best = _log_likelihood(observed, found.times, found.estimate)
    rng = np.random.default_rng(seed)
    for _ in range(10):
        other = np.cumsum(rng.dirichlet(np.ones(len(found.times) + 1)))[:-1]
        assert _log_likelihood(observed, found.times, other) <= best + 1e-3


@given(st.integers(1, 200), st.data())
def test_bounds_hold_each_other_and_chance_lies_outside(n: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(0, n))
    lost = data.draw(st.integers(0, n - done))
    found = rate_bounds(done, lost, n)
    assert 0 <= found.outer_low <= found.low <= found.high <= found.outer_high <= 1


@given(st.lists(st.integers(1, 15), min_size=10, max_size=30))
def test_equal_groups_do_not_differ(times: list[int]) -> None:
    twice = spells([0] * 2 * len(times), times + times, [1] * 2 * len(times))
    found = log_rank(twice, [0] * len(times) + [1] * len(times), 1)
    assert found is not None
    assert found.chi2 == pytest.approx(0, abs=1e-9)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Exponential paces of 1/20 and 1/60, delayed entry, search until 40; the share by 24 is known in closed form."""
    rng, held, trials = np.random.default_rng(5), 0, 300
    truth = 0.75 * (1 - np.exp(-24 * (1 / 20 + 1 / 60)))
    for _ in range(trials):
        done, lost, entry = rng.exponential(20, 150), rng.exponential(60, 150), rng.uniform(0, 4, 150)
        ended = np.minimum(done, lost)
        end = np.minimum(ended, 40)
        cause = np.where(ended > 40, 0, np.where(done < lost, 1, 2))
        seen = end > entry
        _, low, high = cumulative_incidence(spells(entry[seen], end[seen], cause[seen]), 1).at(24)
        held += low <= truth <= high
    assert 0.92 <= held / trials <= 0.98
