"""Runs: each is what one would have built alone; tiers follow their rule."""

import numpy as np
import pytest
from scipy import stats
from tests.index.made_up import flat, spec, table

from samarkand.domain.composite import Standing
from samarkand.domain.errors import SamarkandError
from samarkand.index import analysed, build, indicator_table, read_spec, regenerated
from samarkand.index.factors import Factor, Runs, factors
from samarkand.index.result import RANKS, TIERS, Result
from samarkand.index.tiers import RULE, ahead, tiering
from samarkand.index.uncertainty import spread, with_uncertainty

CHOICES = """
[uncertainty]
replicates = {replicates}
seed = 7
data = {data}
weights = {weights}
leave_out = {leave_out}
[uncertainty.choices]
"impute.method" = ["mean", "median"]
"normalise.method" = ["min_max", "z_score", "rank"]
"aggregate.top" = ["arithmetic", "geometric", "copeland"]
"weigh.method" = ["given", "equal"]
"""


def varied(replicates: int = 60, data: bool = False, weights: bool = False, leave_out: bool = False) -> Result:
    words = {"data": data, "weights": weights, "leave_out": leave_out}
    body = CHOICES.format(replicates=replicates, **{key: str(value).lower() for key, value in words.items()})
    given = table(
        a=[10, 20, 30, 40, None], b=[5, 1, 4, 2, 3], c=[0, 1, 8, 3, 4],
        **{"c.low": [0, 0, 7, 2, 3], "c.high": [1, 2, 12, 4, 5]},
    )  # fmt: skip
    return build(spec('weight = 2\n[impute]\nmethod = "mean"\n' + body), given)


def test_every_run_is_what_one_would_have_built_alone() -> None:
    result = varied()
    told = factors(result, 60)
    points = np.random.default_rng(1).random((25, len(told)))
    together = Runs(result, told).scores(points)
    for point, scores in zip(points, together, strict=True):
        words = {f.name: f.words[int(x * f.size)] for f, x in zip(told, point, strict=True)}
        alone = regenerated(result, words)
        order = [alone.table.areas.index(area) for area in result.table.areas]
        assert scores == pytest.approx(alone.scores[-1][order])


def test_runs_do_not_depend_on_their_company() -> None:
    result = varied(data=True, weights=True, leave_out=True)
    told = factors(result, 60)
    assert [f.name for f in told][-3:] == ["data", "weights", "leave_out"]
    points = np.random.default_rng(2).random((30, len(told)))
    runs = Runs(result, told)
    together = runs.scores(points)
    assert together == pytest.approx(np.concatenate([runs.scores(p[None]) for p in points]), abs=1e-12)
    assert (together[::-1] == runs.scores(points[::-1])).all()


def test_the_seed_decides_everything() -> None:
    one, same = (with_uncertainty(varied(data=True, weights=True)) for _ in range(2))
    assert one.standings == same.standings
    assert one.log == same.log
    other = with_uncertainty(regenerated(varied(data=True, weights=True), {"uncertainty.seed": 8}))
    assert one.log[-1].after != other.log[-1].after


def test_leaving_out_is_a_weight_of_nothing() -> None:
    result = build(flat("abc", "[uncertainty]\nweights = false\ndata = false\nleave_out = true"), table())
    (factor,) = factors(result, 10)
    assert factor == Factor("leave_out", 4)
    got = Runs(result, (factor,)).scores(np.array([[0.0], [0.3], [0.6], [0.9]]))
    assert got[0] == pytest.approx(result.scores[-1])
    alone = build(flat("bc"), table())
    order = [alone.table.areas.index(area) for area in result.table.areas]
    assert got[1] == pytest.approx(alone.scores[-1][order])


def test_weights_scatter_as_dirichlet_around_their_shares() -> None:
    result = build(flat("abc", "[uncertainty]\ndata = false\nconcentration = 20"), table())
    told = factors(result, 4000)
    drawn = Runs(result, told)._weights(result.chain, np.arange(4000)[:, None])[:, :3]
    shares = drawn / drawn.sum(axis=1, keepdims=True)
    expected = stats.dirichlet([20 / 3] * 3)
    assert shares.mean(axis=0) == pytest.approx(expected.mean(), abs=0.01)
    assert shares.var(axis=0) == pytest.approx(expected.var(), rel=0.1)


def test_data_scatter_within_their_intervals_and_bounds() -> None:
    given = table(c=[4, 1, 8, 3, 4.5], **{"c.low": [2, 1, 8, 3, 4.5], "c.high": [7, 1, 8, 3, 4.5]})
    result = build(flat("abc", "[uncertainty]\nweights = false"), given)
    told = factors(result, 4000)
    drawn = Runs(result, told)._values(np.arange(4000)[:, None])
    row = result.table.areas.index("AA")
    low, middle, high = np.quantile(drawn[:, 2, row], [0.05, 0.5, 0.95])
    assert (low, middle, high) == pytest.approx((2, 4, 7), abs=0.2), "a 90 % interval holds 90 %"
    others = [n for n in range(5) if n != row]
    assert (drawn[:, 2, others] == result.table.values[2, others]).all(), "no interval, no noise"


def test_a_value_does_not_leave_what_is_possible() -> None:
    bounded = 'id = "i"\n[uncertainty]\nweights = false\n[[indicator]]\nid = "a"\nfloor = 0\nceiling = 3\n[[indicator]]\nid = "b"\n[rules]\nrows = 3\nindicators = 2\n'
    given = table(a=[0.1, 1, 2, 3, 2.5], **{"a.low": [-5, 0, 1, 0, 2], "a.high": [2, 2, 5, 3, 3]})
    result = build(read_spec(bounded), given)
    drawn = Runs(result, factors(result, 500))._values(np.arange(500)[:, None])
    assert (drawn[:, 0].min(), drawn[:, 0].max()) == (0, 3)


def test_intervals_are_quantiles_of_the_runs() -> None:
    result = varied(replicates=200, weights=True)
    found = spread(result)
    done = with_uncertainty(result)
    for s in done.of():
        ranks = found.ranks[:, result.table.areas.index(s.area)]
        assert s.median == np.median(ranks)
        assert s.low in ranks and s.high in ranks, "ranks that were really held"
        assert (ranks < s.low).mean() <= 0.05 < (ranks <= s.low).mean()
        assert (ranks > s.high).mean() <= 0.05 < (ranks >= s.high).mean()
        assert s.score_low is None, "runs on different scales have no common score"
    assert {s.level for s in done.of()} == {0.9}


def test_scores_have_intervals_where_the_scale_stays() -> None:
    done = with_uncertainty(build(flat("abc", "[uncertainty]\nreplicates = 100"), table()))
    for s in done.of():
        assert s.score_low is not None and s.score_high is not None and s.score is not None
        assert s.score_low <= s.score <= s.score_high


def test_who_is_ahead_by_hand() -> None:
    ranks = np.array([[1, 2, 3], [1, 3, 2], [2, 1, 3], [1.5, 1.5, 3]])
    assert ahead(ranks).tolist() == [
        [0.5, 0.625, 1],
        [0.375, 0.5, 0.75],
        [0, 0.25, 0.5],
    ], "a run with both level counts half"


def tiers_of(probability: list[list[float]]) -> tuple[tuple[int, ...], float]:
    ranks = np.array([[1.0, 2.0, 3.0, 4.0]])
    found = tiering(ranks, np.array(probability), [4, 3, 2, 1])
    return found.tier, found.unsure


TIERINGS = [
    # sure of everything
    ([[0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1], [0, 0, 0, 0]], (1, 2, 3, 4), 0.0),
    # the first is sure to be ahead of the third only, the third of nobody
    ([[0, 0.6, 0.95, 1], [0.4, 0, 0.6, 0.9], [0.05, 0.4, 0, 0.7], [0, 0.1, 0.3, 0]], (1, 1, 2, 2), 1.0),
    # exactly nine in ten is sure
    ([[0, 0.9, 1, 1], [0.1, 0, 0.5, 1], [0, 0.5, 0, 0.9], [0, 0, 0.1, 0]], (1, 2, 2, 3), 1 / 3),
]


@pytest.mark.parametrize(("probability", "tier", "unsure"), TIERINGS)
def test_tiers_follow_their_rule(probability: list[list[float]], tier: tuple[int, ...], unsure: float) -> None:
    assert tiers_of(probability) == (tier, pytest.approx(unsure))
    assert "90%" in RULE


def test_tiers_are_printed_where_ranks_are_not_sure() -> None:
    noisy = with_uncertainty(varied(replicates=300, data=True, weights=True, leave_out=True))
    assert noisy.prints == TIERS
    calm = with_uncertainty(build(flat("abc", "[uncertainty]\nreplicates = 100\nconcentration = 1e9"), table()))
    assert calm.prints == RANKS
    assert [s.tier for s in calm.of()] == [1, 2, 3, 4, 5]
    assert all(s.stays == 1.0 and s.low == s.high == s.rank for s in calm.of())


def test_all_pairs_are_told_once_with_the_leader_first() -> None:
    done = with_uncertainty(varied(replicates=200, weights=True))
    assert len(done.precedences) == 10
    medians = {s.area: s.median or 0.0 for s in done.of()}
    assert all(medians[p.above] <= medians[p.below] for p in done.precedences)


FAULTS = [
    ("[uncertainty]\nweights = false", "nothing varies"),
    ('[uncertainty.choices]\n"rules.rows" = [3, 4]', "cannot vary"),
    ('[uncertainty.choices]\n"normalise.method" = ["min_max", "magic"]', "choose one of"),
    (
        '[normalise]\nlow = 0\n[uncertainty.choices]\n"aggregate.top" = ["arithmetic", "geometric"]',
        "leave an area without",
    ),
]


@pytest.mark.parametrize(("body", "said"), FAULTS)
def test_what_cannot_vary_says_why(body: str, said: str) -> None:
    with pytest.raises(SamarkandError, match=said):
        with_uncertainty(build(flat("abc", body), table()))


def test_few_undefined_runs_are_counted_and_said() -> None:
    body = (
        "[uncertainty]\nreplicates = 400\nweights = false\n[normalise]\nmethod = 'none'\n[aggregate]\ntop = 'geometric'"
    )
    given = table(a=[1, 2, 3, 4, 5], b=[1, 2, 3, 5, 4], c=[2, 8, 4, 3, 9], **{"c.low": [-0.2, 7, 3, 2, 8]})
    done = with_uncertainty(build(flat("abc", body), given))
    (told,) = [r for r in done.refusals if r.kind == "runs: undefined"]
    n = int(told.reason.split()[0])
    assert 0 < n <= 20
    assert done.log[-1].note.startswith(f"{400 - n} runs, {n} undefined")


def test_an_area_without_a_score_stays_without_one() -> None:
    given = table(a=[10, 20, 30, 40, None], b=[5, 1, 4, 2, None], c=[0, 1, 8, 3, 4])
    done = analysed(flat("abc", "[uncertainty]\nreplicates = 50"), given)
    (gone,) = [s for s in done.of() if s.area == "EE"]
    assert isinstance(gone, Standing)
    assert (gone.score, gone.median, gone.tier) == (None, None, None)
    assert all("EE" not in (p.above, p.below) for p in done.precedences)


def test_periods_are_ranked_each_for_itself() -> None:
    rng = np.random.default_rng(4)
    given = {
        "area": [a for a in ("AA", "BB", "CC", "DD") for _ in range(2)],
        "period": ["2020", "2021"] * 4,
        **{name: rng.normal(size=8).tolist() for name in "abc"},
    }
    done = with_uncertainty(
        build(flat("abc", "[uncertainty]\nreplicates = 80\nleave_out = true"), indicator_table(given))
    )
    for period in ("2020", "2021"):
        rows = done.of(period=period)
        assert sorted(s.rank or 0 for s in rows) == [1, 2, 3, 4]
        assert all(1 <= (s.low or 0) <= (s.median or 0) <= (s.high or 0) <= 4 for s in rows)
        pairs = [p for p in done.precedences if p.period == period]
        assert len(pairs) == 6
        ahead_of = {(p.above, p.below): p.probability for p in pairs}
        found = spread(done)
        for (one, other), probability in ahead_of.items():
            columns = [n for n in range(8) if done.table.periods[n] == period]
            place = {done.table.areas[n]: n for n in columns}
            a, b = found.ranks[:, place[one]], found.ranks[:, place[other]]
            assert probability == pytest.approx(((a < b) + (a == b) / 2).mean())
