import pytest

from samarkand.domain.focus import Focus, FocusKind

COVERED = [
    (FocusKind.WORLD, (), ("AA", "BB"), True),
    (FocusKind.COUNTRY, ("AA",), ("AA", "BB"), True),
    (FocusKind.COUNTRY, ("AA",), ("BB", "CC"), False),
    (FocusKind.PAIR, ("AA", "BB"), ("BB", "AA", "CC"), True),
    (FocusKind.PAIR, ("AA", "BB"), ("AA", "XX"), False),
    (FocusKind.REGION, ("AA", "BB", "CC"), ("CC", "DD"), True),
    (FocusKind.REGION, ("AA", "BB"), ("XX", "DD"), False),
]


@pytest.mark.parametrize(("kind", "codes", "parties", "expected"), COVERED)
def test_what_a_focus_covers(kind: FocusKind, codes: tuple[str, ...], parties: tuple[str, ...], expected: bool) -> None:
    assert Focus(kind, codes, 2024, 2024).covers(parties) is expected


@pytest.mark.parametrize(
    ("kind", "codes"),
    [(FocusKind.WORLD, ("AA",)), (FocusKind.COUNTRY, ()), (FocusKind.PAIR, ("AA", "AA")), (FocusKind.REGION, ("AA",))],
)
def test_codes_must_go_with_the_kind(kind: FocusKind, codes: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="does not go with"):
        Focus(kind, codes, 2024, 2024)


def test_years_must_run_forwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        Focus(FocusKind.WORLD, (), 2025, 2024)


def test_the_key_does_not_depend_on_the_order_of_a_pair() -> None:
    assert Focus(FocusKind.PAIR, ("BB", "AA"), 2024, 2024).key == Focus(FocusKind.PAIR, ("AA", "BB"), 2024, 2024).key
