"""An index by hand, its log, and the same with one choice changed."""

import json

import pytest
from tests.index.made_up import flat, spec, table

from samarkand.adapters.records import to_arrow
from samarkand.domain import composite
from samarkand.domain.composite import Operation, Standing
from samarkand.domain.errors import SamarkandError
from samarkand.domain.measurement import Measurement
from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Layer
from samarkand.index import build, compared, indicator_table, rebuilt, regenerated
from samarkand.index.arrow import arrow
from samarkand.index.leave_out import with_left_out
from samarkand.index.log import STEPS
from samarkand.index.result import Result
from samarkand.index.trends import trends


def scores(result: Result, node: str = "") -> dict[str, float | None]:
    return {s.area: s.score for s in result.of(node)}


def test_an_index_by_hand() -> None:
    # a: 10..50 -> 1, 25.75, 50.5, 75.25, 100; b turned: 5 1 4 2 3 -> 1, 100, 25.75, 75.25, 50.5
    # people: 1, 62.875, 38.125, 75.25, 75.25; c: 0 1 8 3 4 -> 1, 13.375, 100, 38.125, 50.5
    # the index: the root of people x heritage
    result = build(spec(), table())
    assert scores(result, "people") == pytest.approx({"AA": 1, "BB": 62.875, "CC": 38.125, "DD": 75.25, "EE": 75.25})
    expected = {
        "AA": 1.0,
        "BB": (62.875 * 13.375) ** 0.5,
        "CC": (38.125 * 100) ** 0.5,
        "DD": (75.25 * 38.125) ** 0.5,
        "EE": (75.25 * 50.5) ** 0.5,
    }
    assert scores(result) == pytest.approx(expected)
    assert [(s.area, s.rank) for s in result.of()] == [("CC", 1), ("EE", 2), ("DD", 3), ("BB", 4), ("AA", 5)]
    assert [(s.area, s.rank) for s in result.of("people")][:2] == [("DD", 1), ("EE", 1)], "level scores share a rank"


def test_weights_go_down_the_tree() -> None:
    result = build(
        spec("[[group]]\nid = 'spare'\nparent = 'people'\nweight = 3\n[[indicator]]\nid = 'd'\ngroup = 'spare'"),
        table(d=[4, 2, 9, 1, 7]),
    )
    found = {w.node: (w.share, w.effective) for w in result.weights}
    # people holds a, b of weight 1 and spare of weight 3, and is half of the index
    assert found["a"] == pytest.approx((0.2, 0.1))
    assert found["spare"] == pytest.approx((0.6, 0.3))
    assert found["d"] == pytest.approx((1.0, 0.3))
    assert found["open"] == (1.0, 1.0)


def test_the_log_alone_builds_the_same_index() -> None:
    result = build(spec('[impute]\nmethod = "median"\n[treat]\nmethod = "winsorise"'), table(c=[0, 1, None, 3, 4]))
    assert tuple(step.name for step in result.log) == STEPS
    assert {step.name: step.cells for step in result.log}["impute"] == 1
    again = rebuilt(result.log, result.source)
    assert again.spec == result.spec
    assert again.log == result.log
    assert again.standings == result.standings
    assert again.id == result.id


def test_a_log_that_lacks_a_step_is_refused() -> None:
    result = build(spec(), table())
    with pytest.raises(SamarkandError, match="lacks treat"):
        rebuilt([step for step in result.log if step.name != "treat"], result.source)


def test_one_choice_changed_parts_the_logs_where_it_was_made() -> None:
    before = build(spec(), table())
    after = regenerated(before, {"normalise.method": "rank"})
    # a: 1..5; b turned: 1 5 2 4 3; people 1, 3.5, 2.5, 4, 4; c: 1 2 5 3 4
    expected = {"AA": 1.0, "BB": 7**0.5, "CC": 12.5**0.5, "DD": 12**0.5, "EE": 4.0}
    assert scores(after) == pytest.approx(expected)
    same = [a.after == b.after for a, b in zip(before.log, after.log, strict=True)]
    assert dict(zip(STEPS, same, strict=True)) == {
        "frame": True, "screen": True, "impute": True, "treat": True, "normalise": False, "weigh": True, "aggregate": False,
    }  # fmt: skip
    assert json.loads(after.log[STEPS.index("normalise")].choices)["method"] == "rank"
    moved = {s.area: (s.rank, s.rank_after) for s in compared(before, after, "ranks") if s.rank != s.rank_after}
    assert moved == {"CC": (1, 2), "EE": (2, 1)}


def test_weights_of_ones_own_leave_their_mark() -> None:
    mine = regenerated(build(spec(), table()), {"indicator.a.weight": 3.0})
    # people: (3 a + b) / 4; BB: (3 x 25.75 + 100) / 4
    assert scores(mine, "people")["BB"] == pytest.approx(44.3125)
    assert mine.id.endswith("(your weights)")


def test_left_out_by_hand() -> None:
    result = with_left_out(build(flat("abc"), table()))
    # a, b as given, c; means: AA 100/3 … the order is by the sums of 1 25.75 50.5 75.25 100 and so on
    without = {(s.change, s.area): s.score_after for s in result.shifts}
    assert without["without c", "BB"] == pytest.approx((25.75 + 1) / 2)
    assert without["without a", "AA"] == pytest.approx((100 + 1) / 2)
    by_hand = build(flat("ab"), table())
    ranks = {s.area: s.rank for s in by_hand.of()}
    assert {s.area: s.rank_after for s in result.shifts if s.change == "without c"} == ranks, "as if it were not there"


def test_left_out_of_a_group_of_one_leaves_the_other_group() -> None:
    result = with_left_out(build(spec(), table()))
    found = {(s.change, s.area): s.score_after for s in result.shifts}
    assert found["without c", "BB"] == pytest.approx(62.875)
    assert found["without heritage", "BB"] == pytest.approx(62.875)


def test_tables_have_the_fields_of_domain_types() -> None:
    result = with_left_out(build(spec(), table()))
    kinds = {
        "standings": Standing, "weights": composite.NodeWeight, "associations": composite.Association,
        "precedences": composite.Precedence, "influences": composite.Influence, "shifts": composite.Shift,
        "refusals": Refusal, "operations": Operation, "measurements": Measurement,
    }  # fmt: skip
    tables = result.tables()
    assert tables.keys() == kinds.keys()
    for name, kind in kinds.items():
        assert tables[name].schema == to_arrow(kind, []).schema, name
    assert tables["standings"].equals(arrow(Standing, result.standings))
    assert tables["measurements"].num_rows == 5


def test_scores_are_measurements_of_the_layer() -> None:
    rows = list(build(spec(), table(a=[10, 20, 30, 40, None], b=[5, 1, 4, 2, None])).measurements())
    assert {m.layer for m in rows} == {Layer.STATISTICAL}
    assert [m.reason for m in rows if m.is_missing] == ["EE: 1 of 3 indicators are present"]


def test_nothing_that_is_no_number_gets_out() -> None:
    with pytest.raises(ValueError, match="share is nan"):
        composite.NodeWeight("i", "a", "i", 1.0, float("nan"), 1.0, None, None)
    with pytest.raises(ValueError, match="needs its reason"):
        Standing("i", "i", "A", "", None, None, None, None, None, None, None, None, None, None, None, 1.0)


PANEL = {
    "area": ["AA", "BB", "CC", "DD"] * 2,
    "period": ["2020"] * 4 + ["2022"] * 4,
    "a": [0, 10, 20, 40, 20, 30, 60, 100],
    "b": [0, 30, 20, 50, 40, 100, 60, 90],
}


def test_fixed_goalposts_make_scores_comparable_over_years() -> None:
    result = build(flat("ab", "[normalise]\nlow = 1\nhigh = 101"), indicator_table(PANEL))
    found = {(s.area, s.period): s.score for s in result.of()}
    # both indicators run from 0 to 100 over the panel, so a score is the mean of a and b, and 1
    assert found["BB", "2020"] == pytest.approx(21)
    assert found["BB", "2022"] == pytest.approx(66)
    growth = {m.focus: m for m in trends(result)}
    assert growth["BB"].value == pytest.approx((66 / 21) ** 0.5 - 1)
    assert (growth["BB"].period, growth["BB"].n) == ("2020-2022", 2)
    assert [s.rank for s in result.of(period="2020")] == [1, 2, 2, 4], "ranks are those of each year"


def test_goalposts_of_each_year_do_not() -> None:
    each = build(flat("ab", '[normalise]\npanel = "each"\nlow = 1\nhigh = 101'), indicator_table(PANEL))
    found = {(s.area, s.period): s.score for s in each.of()}
    assert found["AA", "2020"] == found["AA", "2022"] == pytest.approx(1), "the last is the last, whatever it gained"
    with pytest.raises(SamarkandError, match="cannot be compared over time"):
        list(trends(each))


def test_growth_that_is_not_defined_says_why() -> None:
    gapped = PANEL | {"a": [None, 10, 20, 40, 20, 30, 60, 100], "b": [None, 30, 20, 50, 40, 100, 60, 90]}
    result = build(flat("ab"), indicator_table(gapped))
    (gone,) = [m for m in trends(result) if m.is_missing]
    assert (gone.focus, gone.reason) == ("AA", "less than two periods have a score")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            '[aggregate]\ntop = "geometric"\n[normalise]\nlow = 0',
            "not above zero, which the geometric mean cannot take",
        ),
        ('[aggregate]\npresent = 1.0\ntop = "arithmetic"', "missing: c; 100% of its parts are needed"),
    ],
)
def test_a_missing_score_has_its_reason(body: str, said: str) -> None:
    result = build(flat("abc", body), table(c=[None, 1, 8, 3, 4]))
    reasons = {s.area: s.reason for s in result.of() if s.score is None}
    assert said in reasons["AA"]
