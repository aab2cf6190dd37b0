"""Changes are judged together."""

from dataclasses import replace

from samarkand.domain.change import Verdict
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer
from samarkand.measure.board import board


def change(cell: str, value: float | None, reach: float | None) -> Measurement:
    low, high = (None, None) if value is None or reach is None else (value - reach, value + reach)
    reason = "" if value is not None else "nobody looked"
    return Measurement(
        "rate", Layer.CLAIMED, "world", "2024", cell, value, low, high, 0.95, 9, "", "by hand", (), reason
    )


def test_a_change_that_is_clear_alone_is_not_clear_among_many() -> None:
    """1.9 standard errors: one in seventeen by chance."""
    alone = change("change:2024", 1.9, 1.96)
    assert [c.verdict for c in board([alone])] == [Verdict.ROSE]
    others = [change(f"type:A{i}:change:2024", 0.3, 1.96) for i in range(20)]
    among = board([alone, *others])
    assert among[0].verdict is Verdict.UNCLEAR and among[0].adjusted > among[0].p
    assert len(among) == 21


def test_a_large_change_stays_clear_and_has_its_sign() -> None:
    rows = [change("change:2024", -9.0, 1.96), *(change(f"x{i}:change:2024", 0.1, 1.96) for i in range(20))]
    assert board(rows)[0].verdict is Verdict.FELL


def test_only_changes_with_an_interval_are_judged() -> None:
    rows = [change("change:2024", None, None), change("change:2023", 1.0, None), change("year:2024", 5.0, 1.0)]
    assert board(rows) == []
    assert board([replace(change("change:2022", 0.0, 0.0))])[0].verdict is Verdict.UNCLEAR
