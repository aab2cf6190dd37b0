"""Sobol indices against closed forms and scipy; what moves an index."""

import math
from importlib.util import find_spec

import numpy as np
import pytest
from scipy import stats
from tests.index.made_up import flat, table

from samarkand.domain.errors import SamarkandError
from samarkand.index import analysed, build
from samarkand.index.sensitivity import SHIFT, with_influences
from samarkand.index.sobol import Indices, Outputs, Resampling, by_salib, design, estimated, outputs

HOW = Resampling(resamples=200, level=0.9, seed=3)


def ishigami(points: np.ndarray) -> np.ndarray:
    x = (points * 2 - 1) * math.pi
    return np.asarray(np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def additive(points: np.ndarray) -> np.ndarray:
    return np.asarray(points @ np.array([1.0, 2.0, 3.0]))


def runs(model: object, n: int = 4096, seed: int = 1) -> Outputs:
    assert callable(model)
    return outputs(model(design(3, n, seed).points), 3)


def test_ishigamis_function_in_closed_form() -> None:
    a, b = 7.0, 0.1
    one = 0.5 * (1 + b * math.pi**4 / 5) ** 2
    two, both = a**2 / 8, b**2 * math.pi**8 * 8 / 225
    whole = one + two + both
    got = estimated(runs(ishigami), HOW)
    assert got.first == pytest.approx([one / whole, two / whole, 0], abs=0.02)
    assert got.total == pytest.approx([(one + both) / whole, two / whole, both / whole], abs=0.02)


def test_a_sum_has_no_interactions() -> None:
    got = estimated(runs(additive), HOW)
    expected = [1 / 14, 4 / 14, 9 / 14]
    assert got.first == pytest.approx(expected, abs=0.01)
    assert got.total == pytest.approx(expected, abs=0.01)


def test_the_estimators_are_scipys() -> None:
    y = runs(ishigami, 1024)
    func = {"f_A": y.a[None], "f_B": y.b[None], "f_AB": y.ab[:, None, :]}
    expected = stats.sobol_indices(func=func, n=1024)
    got = estimated(y, HOW)
    assert got.first == pytest.approx(expected.first_order)
    assert got.total == pytest.approx(expected.total_order)


def test_the_design_mixes_one_column_at_a_time() -> None:
    made = design(2, 4, 1)
    points = made.points
    assert points.shape == (16, 2)
    assert (points[8:12, 0] == made.b[:, 0]).all() and (points[8:12, 1] == made.a[:, 1]).all()
    assert (points[12:, 1] == made.b[:, 1]).all() and (points[12:, 0] == made.a[:, 0]).all()
    assert (points == design(2, 4, 1).points).all(), "the seed decides"
    assert points.min() >= 0 and points.max() < 1


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    truth = np.array([1, 4, 9]) / 14
    rng_hits = []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        a, b = rng.random((256, 3)), rng.random((256, 3))
        mixed = [np.where(np.arange(3) == j, b, a) for j in range(3)]
        got = estimated(Outputs(additive(a), additive(b), np.stack([additive(m) for m in mixed])), HOW)
        rng_hits.append((got.total_low <= truth) & (truth <= got.total_high))
    share = np.mean(rng_hits)
    assert 0.82 <= share <= 0.97, f"90 % intervals hold the truth in {share:.0%}"


def test_what_does_not_vary_is_not_explained() -> None:
    with pytest.raises(SamarkandError, match="does not vary"):
        estimated(Outputs(np.ones(8), np.ones(8), np.ones((2, 8))), HOW)


@pytest.mark.skipif(find_spec("SALib") is None, reason="SALib is not installed: pip install 'samarkand[index]'")
def test_salib_says_the_same() -> None:
    y = runs(ishigami, 1024)
    ours, theirs = estimated(y, HOW), by_salib(y, HOW)
    assert theirs.first == pytest.approx(ours.first, abs=0.02)
    assert theirs.total == pytest.approx(ours.total, abs=0.02)


def test_salib_is_asked_as_it_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs go in as A, AB1 … ABd, B for each base point, and half-widths come back."""
    asked: dict[str, object] = {}

    class Sobol:
        @staticmethod
        def analyze(problem: dict[str, object], y: np.ndarray, **how: object) -> dict[str, np.ndarray]:
            asked.update(problem=problem, y=y, how=how)
            return {
                "S1": np.array([0.3, 0.1]),
                "S1_conf": np.array([0.1, 0.2]),
                "ST": np.array([0.5, 0.4]),
                "ST_conf": np.array([0.0, 0.1]),
            }

    monkeypatch.setattr("samarkand.index.sobol.find_spec", lambda name: name)
    monkeypatch.setattr("samarkand.index.sobol.import_module", lambda name: {"SALib.analyze.sobol": Sobol}[name])
    got = by_salib(Outputs(np.array([1.0, 2.0]), np.array([7.0, 8.0]), np.array([[3.0, 4.0], [5.0, 6.0]])), HOW)
    assert np.asarray(asked["y"]).tolist() == [1, 3, 5, 7, 2, 4, 6, 8]
    assert asked["how"] == {"calc_second_order": False, "num_resamples": 200, "conf_level": 0.9, "seed": 3}
    assert got.first_low.tolist() == pytest.approx([0.2, -0.1])
    assert got.total_high.tolist() == pytest.approx([0.5, 0.5])


def test_without_salib_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samarkand.index.sobol.find_spec", lambda name: None)
    with pytest.raises(SamarkandError, match="SALib is not installed"):
        by_salib(runs(additive, 8), HOW)


BODY = """
[uncertainty]
replicates = 50
weights = {weights}
sobol = 64
resamples = 20
[uncertainty.choices]
"impute.method" = ["mean", "median"]
"normalise.method" = ["min_max", "rank"]
"""


def test_a_choice_without_effect_has_no_influence_and_the_only_one_has_all() -> None:
    done = analysed(flat("abc", BODY.format(weights="false")), table())
    found = {i.choice: (i.first, i.total) for i in done.influences if i.output == SHIFT}
    # nothing is missing, so imputation does nothing
    assert found["impute.method"] == (0.0, 0.0)
    assert found["normalise.method"] == pytest.approx((1.0, 1.0), abs=0.05)
    assert {i.runs for i in done.influences} == {64 * 4}


def test_an_area_that_never_moves_has_no_row() -> None:
    done = with_influences(
        build(
            flat("abc", BODY.format(weights="true")), table(a=[0, 20, 30, 40, 50], b=[0, 3, 4, 1, 2], c=[0, 5, 8, 9, 4])
        )
    )
    outputs_told = {i.output for i in done.influences}
    assert SHIFT in outputs_told
    assert "rank of AA" not in outputs_told, "last in everything, last in every run"


def test_another_estimator_can_be_put_in() -> None:
    def always(y: Outputs, how: Resampling) -> Indices:
        return Indices(*(np.full(len(y.ab), 0.25) for _ in range(6)))

    done = with_influences(build(flat("abc", BODY.format(weights="true")), table()), always)
    assert {i.total for i in done.influences} == {0.25}
