"""Networks by hand, and against rewired worlds."""

import numpy as np
import pytest

from samarkand.stats.discovery import adjusted, clear, p_of_interval
from samarkand.stats.flows import balance, balance_of_share, centralisation, density, reciprocity, two_blocs
from samarkand.stats.rewire import against, meetings, pairs, shuffled

FLOWS = np.array([[0, 30, 5], [10, 0, 8], [5, 0, 0]])
TRIANGLES = np.kron(np.eye(2), 1 - np.eye(3))


def test_reciprocity_and_balance_by_hand() -> None:
    assert reciprocity(FLOWS) == pytest.approx(0.5172, abs=5e-5)
    assert balance(30, 10) == 0.5


@pytest.mark.parametrize(
    ("share", "expected"),
    [((0.2, 0.4), (0.4, 0.8)), ((0.4, 0.7), (0.6, 1.0)), ((0.6, 0.9), (0.2, 0.8)), ((0.0, 1.0), (0.0, 1.0))],
)
def test_ends_of_a_share_become_ends_of_a_balance(share: tuple[float, float], expected: tuple[float, float]) -> None:
    assert balance_of_share(*share) == pytest.approx(expected)


def test_centralisation_of_a_star_is_one_and_of_equals_nought() -> None:
    assert centralisation([4, 1, 1, 1, 1]) == pytest.approx(1.0)
    assert centralisation([3, 3, 3]) == 0.0


def test_density_and_two_blocs_by_hand() -> None:
    assert density(TRIANGLES) == pytest.approx(12 / 30)
    assert two_blocs(TRIANGLES) == pytest.approx(0.5), "two cliques without a tie between them"


def test_two_blocs_agree_with_another_library() -> None:
    networkx = pytest.importorskip("networkx")
    rng = np.random.default_rng(3)
    w = np.triu(rng.poisson(np.kron([[3, 1], [1, 3]], np.ones((8, 8)))), 1).astype(float)
    w += w.T
    order = rng.permutation(16)
    assert two_blocs(w[order][:, order]) == pytest.approx(two_blocs(w))
    sides = [set(range(8)), set(range(8, 16))]
    said = networkx.community.modularity(networkx.from_numpy_array(w), sides)
    assert two_blocs(w) >= said - 1e-9, "no worse than the split the world was made with"


SEATS = np.array([0, 1, 0, 2, 0, 3, 1, 2, 1, 2, 3])
MEETINGS = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4])


def test_everyone_keeps_the_seats_and_nobody_sits_twice_at_a_meeting() -> None:
    first, second = pairs(MEETINGS)
    assert len(first) == 4 + 3
    worlds = np.concatenate(list(meetings(SEATS, MEETINGS, 5, 200)))
    assert worlds.shape == (200, 11)
    assert (np.sort(worlds, axis=1) == np.sort(SEATS)).all()
    assert not (worlds[:, first] == worlds[:, second]).any()
    assert len({row.tobytes() for row in worlds}) > 50


def test_a_star_cannot_be_rewired_and_is_left_in_peace() -> None:
    star = np.array([0, 1, 0, 2, 0, 3])
    worlds = np.concatenate(list(meetings(star, np.array([0, 0, 1, 1, 2, 2]), 1, 20)))
    assert (np.sort(worlds, axis=1) == np.sort(star)).all()


def test_weights_are_dealt_anew_among_ties() -> None:
    dealt = shuffled(np.array([5.0, 1.0, 1.0]), 2, 50)
    assert (dealt.sum(axis=1) == 7).all() and len(np.unique(dealt[:, 0])) == 2


def test_a_value_that_the_sizes_settle_has_no_distance() -> None:
    assert against(3.0, np.full(10, 3.0)).z is None
    assert against(5.0, np.array([1.0, 2.0, 3.0])).z == pytest.approx(3.0)


def test_false_alarms_by_hand() -> None:
    # ranks 1..4 of 4: 0.01*4, 0.02*4/2, 0.03*4/3, 0.5
    assert adjusted([0.03, 0.01, 0.5, 0.02]).tolist() == pytest.approx([0.04, 0.04, 0.5, 0.04])
    assert clear([0.03, 0.01, 0.5, 0.02]).tolist() == [True, True, False, True]
    assert clear([0.09] * 10 + [0.2] * 10).sum() == 0, "one by one each would pass at 0.10"


def test_false_alarms_agree_with_another_library() -> None:
    scipy_stats = pytest.importorskip("scipy.stats")
    p = np.random.default_rng(1).random(50) ** 3
    assert adjusted(p) == pytest.approx(scipy_stats.false_discovery_control(p))


def test_chance_of_an_interval() -> None:
    assert p_of_interval(1.96, 0.0, 3.92, 0.95) == pytest.approx(0.05, abs=1e-4)
    assert p_of_interval(-1.96, -9.0, 0.0, 0.95) == pytest.approx(0.05, abs=1e-4)
    assert p_of_interval(0.0, 0.0, 0.0, 0.95) == 1.0
    assert p_of_interval(2.0, 2.0, 2.0, 0.95) == 0.0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: balance(0, 0), "no balance"),
        (lambda: reciprocity([[0, -1], [1, 0]]), "without negative"),
        (lambda: density(np.zeros((1, 1))), "two nodes"),
        (lambda: centralisation([1, 2]), "three nodes"),
        (lambda: adjusted([0.5, 1.5]), "between 0 and 1"),
    ],
)
def test_impossible_input_is_refused(call: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()  # type: ignore[operator]
