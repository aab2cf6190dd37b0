"""The ledger of forecasts: as issued, never edited."""

from dataclasses import replace
from pathlib import Path

import pytest

from samarkand.adapters.forecast_ledger import ForecastLedger
from samarkand.domain.errors import SamarkandError
from samarkand.domain.forecast import LEVELS, Forecast, Quantile

SAID = Forecast(
    "2024-03-01", "O1", ("s",), "2024", 1, "More?", "s@2024 > 3.0", "2025-02-01", 0.1 + 0.2, (), "drift", "", "2023", 9
)
VALUE = replace(
    SAID, question="", probability=None, quantiles=tuple(Quantile(q, q / 3) for q in LEVELS), resolver="s@2024"
)


def test_what_is_issued_comes_back_as_it_was(tmp_path: Path) -> None:
    ledger = ForecastLedger(tmp_path)
    later = replace(SAID, issued="2025-03-01")
    assert ledger.issue([SAID, VALUE, later]) == ([SAID, VALUE, later], [])
    assert ledger.read() == [SAID, VALUE, later]
    assert sorted(p.name for p in tmp_path.glob("*/*")) == ["2024-03-01.jsonl", "2025-03-01.jsonl"]


def test_a_day_is_closed_once_something_was_issued_on_it(tmp_path: Path) -> None:
    ledger = ForecastLedger(tmp_path)
    ledger.issue([SAID])
    changed = replace(SAID, probability=0.9)
    assert ledger.issue([changed]) == ([], [changed])
    assert ledger.read() == [SAID]


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        (b"0.30000000000000004", b"0.9", "changed after it was issued"),
        (b'{"id"', b'{"di"', "changed"),
        (b"{", b"", "no forecast"),
    ],
)
def test_a_line_that_was_edited_is_refused(tmp_path: Path, before: bytes, after: bytes, complaint: str) -> None:
    ledger = ForecastLedger(tmp_path)
    ledger.issue([SAID])
    (path,) = tmp_path.glob("*/*")
    path.write_bytes(path.read_bytes().replace(before, after, 1))
    with pytest.raises(SamarkandError, match=complaint):
        ledger.read()


def test_nothing_was_issued_yet(tmp_path: Path) -> None:
    assert ForecastLedger(tmp_path / "none").read() == []
