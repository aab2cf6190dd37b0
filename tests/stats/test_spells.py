"""Spells that end by one of several causes: values by hand, and what is refused."""

import numpy as np
import pytest

from samarkand.stats.aalen_johansen import any_end, bootstrap, cumulative_incidence, variance
from samarkand.stats.bounds import rate_bounds
from samarkand.stats.log_rank import fewest_events, log_rank
from samarkand.stats.median import median_interval
from samarkand.stats.spells import Spells, spells, tally
from samarkand.stats.turnbull import between, turnbull, turnbull_interval

DELIVERED, CANCELLED = 1, 2
EIGHT = spells([0, 0, 0, 2, 0, 4, 0, 5], [3, 6, 6, 8, 9, 12, 12, 7], [1, 0, 1, 2, 1, 0, 0, 1])
"""Entry, exit and cause of eight promises; at risk are those entered before a time and not yet gone."""


def test_who_is_at_risk_of_eight() -> None:
    counts = tally(EIGHT)
    assert counts.times.tolist() == [3, 6, 7, 8, 9]
    assert counts.at_risk.tolist() == [[6, 7, 5, 4, 3]]
    assert counts.of(DELIVERED).tolist() == [[1, 1, 1, 0, 1]]
    assert counts.of(CANCELLED).tolist() == [[0, 0, 0, 1, 0]]
    assert counts.of(7).tolist() == [[0, 0, 0, 0, 0]], "nobody ended so"


@pytest.mark.parametrize(
    ("time", "expected"), [(2.9, 0.0), (3, 0.1667), (6, 0.2857), (7, 0.4286), (8, 0.4286), (9, 0.5714), (12, 0.5714)]
)
def test_delivered_of_eight_with_delayed_entry(time: float, expected: float) -> None:
    assert cumulative_incidence(EIGHT, DELIVERED).at(time)[0] == pytest.approx(expected, abs=5e-5)


def test_cancelled_of_eight() -> None:
    curve = cumulative_incidence(EIGHT, CANCELLED)
    assert curve.at(7)[0] == 0
    assert curve.at(8)[0] == pytest.approx(0.1429, abs=5e-5)


def test_taking_cancellations_for_censored_overstates_delivery() -> None:
    naive = any_end(Spells(EIGHT.entry, EIGHT.exit, np.where(EIGHT.cause == DELIVERED, 1, 0)))
    assert naive.at(9)[0] == pytest.approx(0.6190, abs=5e-5)
    assert naive.at(9)[0] > cumulative_incidence(EIGHT, DELIVERED).at(9)[0]


def test_variance_of_the_first_step_is_that_of_a_share() -> None:
    """Six at risk and one delivered: p (1 - p) / n."""
    assert variance(EIGHT, DELIVERED)[0] == pytest.approx(1 / 6 * 5 / 6 / 6)


def test_median_reached_and_not_reached() -> None:
    assert cumulative_incidence(EIGHT, DELIVERED).reaches()[0] == 9
    assert cumulative_incidence(EIGHT, CANCELLED).reaches()[0] is None


def test_before_the_first_delivery_the_share_is_nought_and_not_surely_so() -> None:
    """Eight were watched for two units of time at least; nought of eight has an upper limit."""
    assert cumulative_incidence(EIGHT, DELIVERED).at(2) == pytest.approx((0.0, 0.0, 0.3244), abs=5e-5)


def test_what_nobody_was_watched_for_is_not_known() -> None:
    curve = cumulative_incidence(EIGHT, DELIVERED)
    assert curve.until == 12 and curve.knows(12) and not curve.knows(12.5)
    settled = cumulative_incidence(spells([0, 0], [3, 5], [1, 1]), DELIVERED)
    assert settled.is_settled and settled.knows(100) and settled.at(100)[0] == 1


def test_a_risk_set_that_runs_empty_before_others_enter_is_told() -> None:
    """One delivered at two, before the two others came into view: from then on all would seem delivered."""
    curve = cumulative_incidence(spells([0, 4, 4], [2, 6, 9], [1, 0, 1]), DELIVERED)
    assert curve.emptied == 2
    assert not curve.is_settled


def test_correction_grows_shares_and_stops_at_one() -> None:
    curve = cumulative_incidence(EIGHT, DELIVERED).times_factor(1 / 0.5)
    assert curve.at(6)[0] == pytest.approx(4 / 7)
    assert curve.at(9)[0] == 1


def test_a_bootstrap_needs_fifteen_documents_and_is_the_same_twice() -> None:
    assert bootstrap(EIGHT, DELIVERED, range(8)) is None
    n = 60
    many = spells(np.zeros(n), np.arange(1, n + 1), np.arange(n) % 3)
    one, again = (bootstrap(many, DELIVERED, np.arange(n) // 3) for _ in range(2))
    assert one is not None and again is not None
    assert np.array_equal(one[0], again[0]) and np.array_equal(one[1], again[1])
    curve = cumulative_incidence(many, DELIVERED)
    assert (one[0] <= curve.estimate).all() and (curve.estimate <= one[1]).all()


def test_promises_that_share_their_fate_have_a_wider_interval() -> None:
    """Twenty documents of five promises each that end together tell what twenty promises tell."""
    ends, causes = np.repeat(np.arange(1, 21), 5), np.repeat(np.arange(20) % 2, 5)
    observed = spells(np.zeros(100), ends, causes)
    alone, together = (bootstrap(observed, 1, c) for c in (np.arange(100), np.repeat(np.arange(20), 5)))
    assert alone is not None and together is not None
    assert together[1][5] - together[0][5] > 1.5 * (alone[1][5] - alone[0][5])


def test_bounds_of_twenty() -> None:
    """Seven delivered and three cancelled of twenty: between 35 % and 85 %, and chance outside of that."""
    found = rate_bounds(7, 3, 20)
    assert (found.low, found.high) == pytest.approx((0.35, 0.85))
    assert (found.outer_low, found.outer_high) == pytest.approx((0.1812, 0.9476), abs=5e-5)


def test_log_rank_by_hand() -> None:
    """Ten deliveries each, at 1 to 10 and at 11 to 20: expected in the first are the sum of n1 / n."""
    observed = spells(np.zeros(20), np.arange(1, 21), np.ones(20))
    groups = [0] * 10 + [1] * 10
    n1, n = np.arange(10, 0, -1), np.arange(20, 10, -1)
    excess = 10 - (n1 / n).sum()
    spread = (n1 / n * (1 - n1 / n)).sum()
    found = log_rank(observed, groups, 1)
    assert found is not None
    assert (found.chi2, found.freedom) == (pytest.approx(excess**2 / spread), 1)
    assert found.p < 0.001


def test_nine_deliveries_in_a_group_are_too_few_for_a_test() -> None:
    observed = spells(np.zeros(20), np.arange(1, 21), [1] * 9 + [0] + [1] * 10)
    groups = ["a"] * 10 + ["b"] * 10
    assert log_rank(observed, groups, 1) is None
    assert fewest_events(observed, groups, 1) == 9
    assert log_rank(observed, ["a"] * 20, 1) is None, "one group has nothing to compare with"


def test_turnbull_of_eight_exact_times_is_aalen_and_johansen() -> None:
    found = turnbull(between(EIGHT.entry, EIGHT.exit, EIGHT.exit, EIGHT.cause), DELIVERED)
    assert found.times.tolist() == [3, 6, 7, 9]
    assert found.estimate == pytest.approx([1 / 6, 2 / 7, 3 / 7, 4 / 7], abs=1e-5)


def test_turnbull_by_hand() -> None:
    """Between 0 and 2, 1 and 3, 4 and 5: the first two can share (1, 2], so it holds two thirds."""
    found = turnbull(between([0, 0, 0], [0, 1, 4], [2, 3, 5], [1, 1, 1]), DELIVERED)
    assert found.times.tolist() == [2, 5]
    assert found.estimate == pytest.approx([2 / 3, 1])
    assert found.is_settled


def test_turnbull_draws_documents_anew_from_fifteen_on() -> None:
    after = np.arange(20) % 7
    observed = between(np.zeros(20), after, after + 2, np.ones(20))
    assert turnbull_interval(observed, 1, np.arange(20) % 14) is None
    interval = turnbull_interval(observed, 1, np.arange(20), replicates=50)
    assert interval is not None
    share = turnbull(observed, 1).estimate
    assert (interval[0] <= share + 1e-6).all() and (share <= interval[1] + 1e-6).all()


@pytest.mark.parametrize(("n", "expected"), [(5, None), (6, (0, 5)), (9, (1, 7)), (20, (5, 14))])
def test_order_statistics_that_hold_a_median(n: int, expected: tuple[int, int] | None) -> None:
    """Five values are too few: all lie on one side of the median once in sixteen times."""
    assert median_interval(list(range(n))) == expected


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: spells([0], [0], [1]), "ends after it is entered"),
        (lambda: spells([0, 0], [1, 2], [1]), "do not match"),
        (lambda: spells([0], [np.nan], [1]), "finite"),
        (lambda: spells([0], [1], [-1]), "positive"),
        (lambda: rate_bounds(8, 5, 12), "do not fit"),
        (lambda: rate_bounds(0, 0, 0), "do not fit"),
        (lambda: between([0], [3], [2], [1]), "runs forwards"),
        (lambda: between([2], [2], [2], [1]), "ends after it is entered"),
    ],
)
def test_impossible_input_is_refused(call: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()  # type: ignore[operator]
