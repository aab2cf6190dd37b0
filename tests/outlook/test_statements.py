"""Statements: written, read back, decided, scored; and the six claims as questions."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outlook.made_up import QUICK, monthly, trended, yearly

from samarkand.codebook.outlook import Beyond, Condition, Question, load_carried, load_questions
from samarkand.domain.breaks import Break, Treatment
from samarkand.domain.errors import SamarkandError
from samarkand.domain.forecast import LEVELS, Forecast, Quantile
from samarkand.domain.series import Observation, Scale, Series
from samarkand.outlook import heavy
from samarkand.outlook.foretell import foretell
from samarkand.outlook.questions import answered, of_values
from samarkand.outlook.resolve import Comparison, Resolver, read_resolver
from samarkand.outlook.run import NOT_HERE, look_ahead
from samarkand.outlook.score import known_values, reliability, scored

LATER = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heavy, "is_there", lambda: False)


TESTS = st.builds(
    Comparison,
    st.sampled_from(["rate:evidenced", "a:b/c", "s"]),
    st.sampled_from(["2024", "2024-07"]),
    st.none() | st.floats(0.1, 1e6),
    st.none() | st.floats(-1e6, 1e6),
)


@given(st.lists(TESTS, min_size=1, max_size=3), st.integers(1, 3))
def test_a_resolver_reads_back_as_it_was_written(tests: list[Comparison], least: int) -> None:
    resolver = Resolver(tuple(tests), min(least, len(tests)))
    assert read_resolver(str(resolver)) == resolver


@pytest.mark.parametrize(
    "text", ["", "s", "s@24 > 1", "at least two of [s@2024 > 1]", "s@2024 >= 1", "at least 1 of []"]
)
def test_what_decides_nothing_is_refused(text: str) -> None:
    with pytest.raises(SamarkandError, match="decides nothing"):
        read_resolver(text)


@pytest.mark.parametrize(
    ("known", "happened"),
    [
        ({"a": 2.0, "b": 2.0}, True),
        ({"a": 2.0}, None),
        ({"a": 0.0, "b": 0.0}, False),
        ({"a": 0.0, "b": 0.0, "c": 9.0}, False),
        ({"a": 2.0, "b": 0.0, "c": 9.0}, True),
        ({}, None),
    ],
)
def test_two_of_three(known: dict[str, float], happened: bool | None) -> None:
    resolver = Resolver(tuple(Comparison(name, "2024", None, 1.0) for name in "abc"), 2)
    values = {(name, "2024"): Observation("2024", v) for name, v in known.items()}
    assert resolver.happened(values) is happened


def test_a_value_is_held_to_the_same_exposure() -> None:
    values = {("a", "2024"): Observation("2024", 30.0, "", 300.0)}
    assert Comparison("a", "2024", 100.0).value(values) == pytest.approx(10)
    assert Comparison("a", "2024").value(values) == 30
    assert Comparison("a", "2023").value(values) is None


def question(least: int = 1, *beyond: Beyond) -> Question:
    conditions = tuple(Condition(f"c{i}", f"s{i}", b, "more data") for i, b in enumerate(beyond))
    return Question("Q", "claim", "asks?", least, conditions, ())


def test_a_rising_series_probably_rises() -> None:
    found = {"s0": foretell(replace(trended(), id="s0"), (), QUICK)}
    told = answered(question(1, Beyond.AT_ALL), found, {}, QUICK)
    assert told.probability is not None
    assert told.probability > 0.8
    assert read_resolver(told.resolver).tests[0].period == "2024"
    assert told.due > QUICK.today.isoformat()


def test_more_is_asked_beyond_counting_than_at_all() -> None:
    found = {"s0": foretell(replace(yearly([20, 24, 19, 22, 25, 21, 23, 22, 24, 20]), id="s0"), (), QUICK)}
    at_all, counting = (answered(question(1, b), found, {}, QUICK) for b in (Beyond.AT_ALL, Beyond.COUNTING))
    assert (counting.probability or 0) < (at_all.probability or 0)
    threshold = read_resolver(counting.resolver).tests[0].above
    assert threshold is not None
    rise = threshold - 20
    assert rise == pytest.approx(1.281552 * np.sqrt(2 * 20 + rise)), "the lower end of the rise is nought"


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (None, "no such series here; it takes more data"),
        (yearly([0] * 12), "nought in every step"),
        (yearly([3, 4]), "2 years with a value, 3 are needed"),
        (yearly([1, 0, 1, 1, 0, 2]), "5 in 6 years, 10 are needed"),
        (yearly([30, 40, 35, 37, 39, 50], last=2015), "the series ends in 2015"),
        (monthly([5.0] * 20), "20 months with a value, 24 are needed"),
        (yearly([40, 50, 45, 47, 60]), "its last value has no interval"),
    ],
)
def test_what_cannot_be_foretold_says_why(found: Series | None, reason: str) -> None:
    told = {} if found is None else {"s0": foretell(replace(found, id="s0"), (), QUICK)}
    forecast = answered(question(1, Beyond.INTERVAL), told, {}, QUICK)
    assert forecast.probability is None
    assert reason in forecast.reason


def test_independent_conditions_multiply() -> None:
    found = {f"s{i}": foretell(replace(trended(seed=i), id=f"s{i}"), (), QUICK) for i in range(2)}
    one, both = (answered(question(k, Beyond.AT_ALL, Beyond.AT_ALL), found, {}, QUICK).probability for k in (1, 2))
    assert one is not None
    assert both is not None
    singles = [
        answered(replace(question(1, *[Beyond.AT_ALL] * 2), conditions=(c,)), found, {}, QUICK).probability
        for c in question(1, *[Beyond.AT_ALL] * 2).conditions
    ]
    assert both == pytest.approx((singles[0] or 0) * (singles[1] or 0))
    assert one == pytest.approx(1 - (1 - (singles[0] or 0)) * (1 - (singles[1] or 0)))


def test_the_six_claims_are_questions() -> None:
    questions = load_questions()
    assert list(questions) == [f"O{i}" for i in range(1, 7)]
    told = look_ahead((), {}, load_carried(), questions.values(), (), QUICK)
    asked = [f for f in told.forecasts if f.question]
    assert all(f.probability is None and "it takes" in f.reason for f in asked)
    assert {x.reason for x in told.outlooks} == {NOT_HERE}


def test_nothing_claimed_is_asked_for() -> None:
    ids = [c.id for c in load_carried()] + [c.series for q in load_questions().values() for c in q.conditions]
    assert not [i for i in ids if "claimed" in i]


def test_values_foretold_are_scored_when_they_come() -> None:
    whole = trended()
    then = replace(QUICK, today=date(2022, 6, 1))
    cut = replace(whole, observations=tuple(o for o in whole.observations if o.period < "2022"))
    forecasts = of_values(foretell(cut, (), then).outlook, then)
    scores = scored(forecasts, known_values([whole], QUICK.today), QUICK.today)
    assert [f.period for f in forecasts] == ["2022", "2023", "2024"]
    assert [s.outcome is not None for s in scores] == [True, True, False]
    assert scores[0].crps is not None
    assert scores[0].crps > 0
    assert "not due before" in scores[2].reason


def event(probability: float, above: float, name: str = "s") -> Forecast:
    return Forecast(
        "2023-01-01",
        "Q",
        (name,),
        "2023",
        1,
        "?",
        f"{name}@2023 > {above}",
        "2024-02-01",
        probability,
        (),
        "",
        "",
        "2022",
        9,
    )


def test_brier_and_reliability() -> None:
    known = {("s", "2023"): Observation("2023", 5.0)}
    forecasts = [event(0.9, 4.0), event(0.9, 6.0), event(0.1, 6.0), event(1.0, 4.0)]
    scores = scored(forecasts, known, LATER)
    assert [s.happened for s in scores] == [True, False, False, True]
    assert [s.brier for s in scores] == pytest.approx([0.01, 0.81, 0.01, 0.0])
    low, high = reliability(forecasts, scores)
    assert (low.n, low.happened, high.n, high.happened) == (1, 0, 3, 2)
    assert high.said == pytest.approx(2.8 / 3)


@pytest.mark.parametrize(
    ("forecast", "reason"),
    [
        (event(0.5, 1.0, "gone"), "not all of it is known"),
        (replace(event(0.5, 1.0), due="2027-01-01"), "not due before 2027-01-01"),
        (replace(event(0.5, 1.0), resolver="whoever shouts"), "decides nothing"),
        (replace(event(0.5, 1.0), probability=None, reason="too short"), "too short"),
    ],
)
def test_what_cannot_be_scored_says_why(forecast: Forecast, reason: str) -> None:
    (score,) = scored([forecast], {("s", "2023"): Observation("2023", 5.0)}, LATER)
    assert score.brier is None
    assert reason in score.reason


def test_a_forecast_says_something() -> None:
    with pytest.raises(ValueError, match="no reason given"):
        replace(event(0.5, 1.0), probability=None)
    with pytest.raises(ValueError, match="no probability"):
        event(1.5, 1.0)


def test_a_changed_forecast_is_another() -> None:
    said = replace(event(0.5, 1.0), quantiles=tuple(Quantile(q, 1.0) for q in LEVELS))
    others = [
        replace(said, probability=0.6),
        replace(said, quantiles=said.quantiles[1:]),
        replace(said, due="2030-01-01"),
    ]
    assert len({said.id, *(f.id for f in others)}) == 4


BREAK = (Break("2020", "2021", "made up"),)
DIP = yearly([50, 52, 51, 53, 54, 55, 54, 56, 57, 10, 12, 58, 59], last=2023)


@pytest.mark.parametrize("treatment", [Treatment.DROP, Treatment.DUMMY, Treatment.ROBUST])
def test_a_break_that_is_named_widens_nothing(treatment: Treatment) -> None:
    """Without a word about it, two years of collapse make the fan wide; each treatment keeps it narrow."""

    def width(how: Treatment) -> float:
        ahead = foretell(DIP, (), replace(QUICK, breaks=BREAK, treatment=how)).outlook.ahead[0]
        return (ahead.at(0.9) or 0) - (ahead.at(0.1) or 0)

    assert width(treatment) < width(Treatment.AS_TOLD) / 2


def test_all_ways_are_shown_where_there_is_a_break_and_none_where_there_is_none() -> None:
    with_break, without = (foretell(DIP, (), replace(QUICK, breaks=b)).outlook for b in (BREAK, ()))
    assert [w.treatment for w in with_break.ways] == [t.value for t in Treatment]
    assert without.ways == ()


def test_a_share_never_leaves_its_bounds() -> None:
    series = yearly([0.7, 0.8, 0.75, 0.9, 0.85, 0.95, 0.9, 0.97, 0.99], scale=Scale.SHARE)
    ends = [q.value for a in foretell(series, (), QUICK).outlook.ahead for q in a.quantiles]
    assert 0 <= min(ends) <= max(ends) <= 1


def test_the_order_of_series_changes_nothing() -> None:
    family = [
        replace(yearly([20 + i, 22, 24 + i, 25, 29, 28, 30]), id=f"F1b:statistical:inbound/{i}") for i in range(6)
    ]
    family.append(replace(trended(9), id="F1b:statistical:inbound"))
    one = look_ahead(family, {}, load_carried(), load_questions().values(), (), QUICK)
    other = look_ahead(family[::-1], {}, load_carried(), load_questions().values(), (), QUICK)
    assert one == other
    assert any(x.ahead for x in one.outlooks)
