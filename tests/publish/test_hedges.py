"""The verbs of change are bound to intervals."""

import pytest

from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer
from samarkand.publish.findings import hedge
from samarkand.publish.ledger import Ledger, shown

UNSURE = "cannot be told to have risen or fallen"


def measured(
    value: float | None, low: float | None = None, high: float | None = None, unit: str = "", cell: str = ""
) -> Measurement:
    reason = "" if value is not None else "nobody looked"
    return Measurement(
        "rate", Layer.CLAIMED, "world", "2024", cell, value, low, high, 0.95, 9, unit, "by hand", (), reason
    )


@pytest.mark.parametrize(
    ("low", "high", "before", "verb"),
    [
        (0.1, 4.0, 10.0, "rose"),
        (-4.0, -0.1, 10.0, "fell"),
        (-0.4, 0.4, 10.0, "stayed about the same"),
        (-0.5, 0.5, 10.0, "stayed about the same"),
        (-0.51, 0.5, 10.0, UNSURE),
        (-4.0, 4.0, 10.0, UNSURE),
        (0.0, 4.0, 10.0, UNSURE),
        (-4.0, 0.0, 10.0, UNSURE),
        (None, None, 10.0, UNSURE),
        (0.2, None, 10.0, UNSURE),
        (None, -0.2, 10.0, UNSURE),
        (-0.1, 0.1, 0.0, UNSURE),
        (0.0, 0.0, 10.0, "stayed about the same"),
        (-0.4, 0.4, None, UNSURE),
    ],
)
def test_the_verb_of_a_change(low: float | None, high: float | None, before: float | None, verb: str) -> None:
    assert hedge(measured(1.0, low, high), measured(before)) == verb


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "written"),
    [
        (42.0, 37.0, 49.0, "exchanges", "42 [37–49]"),
        (42.0, None, None, "exchanges", "42"),
        (1234.0, 1200.0, 2345.6, "exchanges", "1,234 [1,200–2,346]"),
        (24.53, 13.2, 35.8, "", "24.5 [13.2–35.8]"),
        (0.0, None, None, "share", "0 %"),
        (None, None, None, "share", "NA"),
    ],
)
def test_how_a_number_is_written(
    value: float | None, low: float | None, high: float | None, unit: str, written: str
) -> None:
    assert shown(measured(value, low, high, unit)) == written


def test_a_negative_end_is_told_from_the_dash() -> None:
    assert "-" not in shown(measured(7.3, -17.1, 34.0))


def test_a_small_number_is_not_rounded_to_nought() -> None:
    assert shown(measured(0.04)) != "0.0"


def test_a_ledger_finds_by_indicator_layer_and_cell() -> None:
    rows = [measured(1.0, cell="month:2024-01"), measured(None, cell="month:2024-02")]
    ledger = Ledger(rows)
    assert ledger.get("rate", Layer.CLAIMED, "month:2024-02") is rows[1]
    assert ledger.number("rate", Layer.CLAIMED, "month:2024-02") is None
    assert ledger.get("rate", Layer.EVIDENCED, "month:2024-01") is None
    assert [cell for cell, _ in ledger.cells("rate", Layer.CLAIMED, "month:")] == ["2024-01", "2024-02"]
