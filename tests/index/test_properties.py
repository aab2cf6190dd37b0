"""What holds whatever the data are."""

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.index.made_up import LOOSE, spec

from samarkand.domain.errors import SamarkandError
from samarkand.index import analysed, build, indicator_table
from samarkand.index.methods import Aggregate, Normalise, Treat
from samarkand.index.result import Result

NAMES = ["AA", "BB", "CC", "DD", "EE", "FF", "GG"]
ROWS = st.lists(st.tuples(*[st.integers(-60, 60)] * 3), min_size=4, max_size=7, unique=True)
METHODS = st.sampled_from([Normalise.MIN_MAX, Normalise.Z_SCORE, Normalise.RANK, Normalise.PERCENTILE])
TOPS = st.sampled_from([Aggregate.ARITHMETIC, Aggregate.GEOMETRIC, Aggregate.COPELAND, Aggregate.MAZZIOTTA_PARETO])
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
Row = tuple[int, int, int]


def columns(rows: list[Row], names: list[str]) -> dict[str, list[Any]]:
    out: dict[str, list[Any]] = {"area": list(names)}
    for k, name in enumerate("abc"):
        out[name] = [row[k] for row in rows]
    return out


def usable(rows: list[Row]) -> None:
    given_ = [[row[k] for row in rows] for k in range(3)]
    assume(all(len(set(column)) > 1 for column in given_))
    assume(len({tuple(column) for column in given_}) == 3)


def built(columns_: dict[str, list[Any]], body: str = "") -> Result:
    return build(spec(body), indicator_table(columns_))


def scores(result: Result) -> dict[str, float | None]:
    return {s.area: s.score for s in result.of()}


@FEW
@given(ROWS, st.randoms(use_true_random=False), METHODS, TOPS)
def test_the_order_of_areas_does_not_matter(rows: list[Row], random: Any, method: Normalise, top: Aggregate) -> None:
    usable(rows)
    body = f'[normalise]\nmethod = "{method}"\n[aggregate]\ntop = "{top}"\n[uncertainty]\nreplicates = 20'
    pairs = list(zip(rows, NAMES, strict=False))
    shuffled = random.sample(pairs, len(pairs))
    one = analysed(spec(body), indicator_table(columns([r for r, _ in pairs], [n for _, n in pairs])))
    other = analysed(spec(body), indicator_table(columns([r for r, _ in shuffled], [n for _, n in shuffled])))
    assert one.standings == other.standings
    assert one.id == other.id


@FEW
@given(ROWS, st.permutations(NAMES), TOPS)
def test_relabelling_areas_relabels_the_result_and_nothing_else(
    rows: list[Row], names: list[str], top: Aggregate
) -> None:
    usable(rows)
    body = f'[aggregate]\ntop = "{top}"\n[uncertainty]\nreplicates = 20'
    new = dict(zip(NAMES, names, strict=True))
    one = analysed(spec(body), indicator_table(columns(rows, NAMES[: len(rows)])))
    other = analysed(spec(body), indicator_table(columns(rows, [new[n] for n in NAMES[: len(rows)]])))

    def told(result: Result, rename: dict[str, str]) -> dict[str, tuple[Any, ...]]:
        return {
            rename.get(s.area, s.area): (s.score, s.rank, s.median, s.low, s.high, s.tier, s.stays) for s in result.of()
        }

    assert told(one, new) == told(other, {})


@FEW
@given(ROWS, st.sampled_from([0.001, 3.0, 1e6]), st.integers(-1000, 1000), st.sampled_from(list(Treat)))
def test_the_unit_of_an_indicator_does_not_matter(rows: list[Row], factor: float, shift: int, treat: Treat) -> None:
    usable(rows)
    assume(treat is not Treat.LOG_GII)
    body = f'[treat]\nmethod = "{treat}"\nskew = 0.5\nkurtosis = 0.5'
    given_ = columns(rows, NAMES[: len(rows)])
    scaled = given_ | {"a": [x * factor + shift for x in given_["a"]]}
    before, after = scores(built(given_, body)), scores(built(scaled, body))
    assert after == pytest.approx(before, rel=1e-4)


@FEW
@given(
    ROWS,
    st.integers(0, 6),
    st.integers(1, 30),
    st.sampled_from([Aggregate.ARITHMETIC, Aggregate.GEOMETRIC, Aggregate.HARMONIC]),
)
def test_more_of_a_good_thing_never_lowers_a_score(rows: list[Row], which: int, more: int, top: Aggregate) -> None:
    usable(rows)
    which %= len(rows)
    body = f'[normalise]\nmethod = "goalposts"\n[aggregate]\ntop = "{top}"\n'
    text = spec(body)
    posts = replace(text, indicators=tuple(replace(i, low=-100.0, high=100.0) for i in text.indicators))
    given_ = columns(rows, NAMES[: len(rows)])
    raised = given_ | {"a": [x + more * (n == which) for n, x in enumerate(given_["a"])]}
    assume(len(set(raised["a"])) > 1 and raised["a"] not in (given_["b"], given_["c"]))
    before, after = (scores(build(posts, indicator_table(c))) for c in (given_, raised))
    name = NAMES[which]
    assert (after[name] or 0.0) > (before[name] or 0.0)
    others = {n: s for n, s in before.items() if n != name}
    assert {n: s for n, s in after.items() if n != name} == others, "with fixed goalposts nobody else moves"


@FEW
@given(ROWS, st.integers(-5, 5))
def test_a_constant_indicator_is_refused(rows: list[Row], constant: int) -> None:
    usable(rows)
    given_ = columns(rows, NAMES[: len(rows)]) | {"c": [constant] * len(rows)}
    with pytest.raises(SamarkandError, match="tells nobody from anybody"):
        built(given_)


CELLS = st.one_of(
    st.none(), st.just(math.nan), st.just(math.inf), st.just("–"), st.integers(0, 9), st.floats(-1e6, 1e6)
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=7), METHODS, TOPS)
def test_whatever_comes_in_no_nan_gets_out(rows: list[tuple[Any, ...]], method: Normalise, top: Aggregate) -> None:
    given_: dict[str, list[Any]] = {"area": NAMES[: len(rows)]}
    given_ |= {name: [row[k] for row in rows] for k, name in enumerate("abc")}
    body = f'[normalise]\nmethod = "{method}"\n[aggregate]\ntop = "{top}"\n[impute]\nmethod = "median"'
    try:
        result = build(spec(body, LOOSE + "present = 0.3"), indicator_table(given_))
    except SamarkandError as refused:
        assert str(refused)
        return
    assert {s.area for s in result.of()} == set(given_["area"]), "every area is there, with a score or a reason"
    assert all(s.reason or (s.score is not None and math.isfinite(s.score)) for s in result.standings)
