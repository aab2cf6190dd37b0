"""What is refused, and how."""

from typing import Any

import pytest
from tests.index.made_up import AREAS, LOOSE, flat, spec, table

from samarkand.domain.errors import SamarkandError
from samarkand.domain.scale import Layer
from samarkand.index import build, indicator_table, read_spec

TEN = [3, 1, 4, 15, 9, 2, 6, 5, 35, 8]
SHUFFLED = [2, 7, 1, 8, 28, 18, 4, 5, 90, 45]

REFUSED: list[tuple[dict[str, list[Any]], str, str]] = [
    ({"c": [7, 7, 7, 7, 7]}, LOOSE, "c is 7 everywhere"),
    ({"c": [7, None, None, 1, 2]}, LOOSE + "present = 0.8", "c is there for 3 of 5 rows"),
    ({"c": [None] * 5}, LOOSE, "c is there for 0 of 5 rows"),
    ({}, "[rules]\nrows = 6\nindicators = 2", "5 areas are left, 6 are needed"),
    ({}, "", "5 areas are left, 10 are needed"),
    ({}, "[rules]\nrows = 3\nindicators = 4", "3 indicators are left, 4 are needed"),
    ({"c": [10, 20, 30, 40, 50]}, LOOSE, "a and c hold the same numbers"),
]


@pytest.mark.parametrize(("columns", "rules", "said"), REFUSED)
def test_what_cannot_carry_an_index_is_refused(columns: dict[str, list[Any]], rules: str, said: str) -> None:
    with pytest.raises(SamarkandError, match=said):
        build(
            spec(rules=rules), table({"a": [10, 20, 30, 40, 50], "b": [5, 1, 4, 2, 3], "c": [0, 1, 8, 3, 4]} | columns)
        )


@pytest.mark.parametrize(
    ("other", "is_double"),
    [([2 * x + 1 for x in TEN], True), ([-x for x in TEN], True), ([x**3 for x in TEN], True), (SHUFFLED, False)],
)
def test_one_thing_is_not_counted_twice(other: list[float], is_double: bool) -> None:
    given = table({"a": TEN, "b": other, "c": [5, 3, 9, 1, 4, 8, 2, 7, 6, 0]})
    if is_double:
        with pytest.raises(SamarkandError, match="one thing counted twice"):
            build(flat("abc"), given)
    else:
        assert build(flat("abc"), given).of()


def test_an_indicator_can_be_dropped_and_is_then_told() -> None:
    result = build(
        spec(rules=LOOSE + 'refused = "drop"'), table({"a": [1, 2, 3, 4, 5], "b": [2, 5, 1, 4, 3], "c": [7] * 5})
    )
    assert [(r.kind, r.source_id, r.kept) for r in result.refusals if not r.kept] == [("constant", "c", False)]
    assert result.chain.tree.nodes == ("a", "b", "people", "open"), "its empty group goes with it"
    assert result.spec.indicators[-1].id == "c", "the log keeps what was asked for"


def test_an_area_with_too_little_is_refused_and_stands_there_with_its_reason() -> None:
    result = build(spec(), table(a=[10, 20, 30, 40, None], b=[5, 1, 4, 2, None]))
    (gone,) = [s for s in result.of() if s.score is None]
    assert (gone.area, gone.rank, gone.reason) == ("EE", None, "EE: 1 of 3 indicators are present")
    assert gone.present == pytest.approx(1 / 3)
    assert [r.kind for r in result.refusals if not r.kept] == ["row: too little data"]


def test_areas_of_zeros_can_be_refused() -> None:
    given = table(a=[0, 20, 30, 40, 50], b=[0, 1, 4, 2, 3], c=[0, 1, 8, 3, 4])
    result = build(spec("[screen]\nnonzero = 0.5"), given)
    assert [s.reason for s in result.of() if s.score is None] == ["AA: 0 of 3 indicators are present and not zero"]


LAYERS = {"a": Layer.CLAIMED, "b": Layer.STATISTICAL, "c": Layer.STATISTICAL}


def layered(rules: str) -> Any:
    leaves = "".join(f'[[indicator]]\nid = "{name}"\nlayer = "{layer}"\n' for name, layer in LAYERS.items())
    return read_spec(f'id = "open"\n{leaves}\n{rules}')


def test_layers_are_not_mixed_unless_asked() -> None:
    with pytest.raises(SamarkandError, match="claimed: a; statistical: b, c"):
        build(layered(LOOSE), table())
    mixed = build(layered(LOOSE + "mixed = true"), table())
    assert mixed.layer is None
    assert list(mixed.measurements()) == [], "what is on no layer enters no board"


def test_spec_and_table_must_agree_on_the_layer() -> None:
    rows = [(i, a, n) for i in "abc" for n, a in enumerate(AREAS)]
    given = indicator_table(
        {
            "indicator": [r[0] for r in rows],
            "area": [r[1] for r in rows],
            "value": [(ord(r[0]) * r[2] * r[2] + r[2]) % 11 for r in rows],
            "layer": ["evidenced"] * len(rows),
        }
    )
    with pytest.raises(SamarkandError, match="different layers"):
        build(layered(LOOSE), given)


def test_weak_evidence_is_refused() -> None:
    text = 'id = "i"\n' + "".join(
        f'[[indicator]]\nid = "{n}"\nkappa = {k}\n' for n, k in zip("abc", (0.1, 0.4, 0.3), strict=True)
    )
    with pytest.raises(SamarkandError, match=r"corroborated at 0\.27, 0\.30 is needed"):
        build(read_spec(text + LOOSE), table())
    assert build(read_spec(text + LOOSE + "kappa = 0.2"), table()).of()


def test_dividing_by_a_column_and_by_nothing() -> None:
    text = (
        'id = "i"\n[[indicator]]\nid = "a"\nper = "people"\n[[indicator]]\nid = "b"\n[[indicator]]\nid = "c"\n' + LOOSE
    )
    result = build(read_spec(text), table(people=[1, 2, 0, 8, 10]))
    by_area = dict(zip(result.table.areas, result.table.values[0], strict=True))
    assert (by_area["AA"], by_area["BB"], by_area["DD"], by_area["EE"]) == (10, 10, 5, 5)
    (gap,) = [s for s in result.of("a") if s.score is None]
    assert (gap.area, gap.reason) == ("CC", "people is missing or not above zero")


def test_a_column_the_table_lacks_is_named() -> None:
    with pytest.raises(SamarkandError, match="no column z"):
        build(flat(["a", "b", "z"]), table())


def test_what_contradicts_the_tree_is_said_and_kept() -> None:
    given = table(
        a=[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], b=[2, 1, 4, 3, 6, 5, 8, 7, 10, 9], c=[9, 10, 7, 8, 3, 6, 5, 4, 1, 2]
    )
    result = build(spec(), given)
    kinds = {r.kind for r in result.refusals if r.kept}
    # b counts against a within people though they rise together
    assert "coherence: low alpha" in kinds
    assert all(r.kept for r in result.refusals)
