from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.domain.period import Period

PARSED = [
    ("2024", date(2024, 1, 1), date(2024, 12, 31), None),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
    ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3), "2024-02"),
    ("2019-2020", date(2019, 1, 1), date(2020, 12, 31), None),
    ("2024-05-28/2024-05-31", date(2024, 5, 28), date(2024, 5, 31), "2024-05"),
    ("2024-05-28/2024-06", date(2024, 5, 28), date(2024, 6, 30), None),
]


@pytest.mark.parametrize(("text", "first", "last", "month"), PARSED)
def test_a_period_knows_its_bounds(text: str, first: date, last: date, month: str | None) -> None:
    period = Period.parse(text)
    assert period is not None
    assert (period.first, period.last, period.month) == (first, last, month)


@pytest.mark.parametrize("text", ["24-01-01", "2024-13", "2024-02-30", "yesterday", "2024-05-31/2024-05-01"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(text)


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_no_period(nothing: str | None) -> None:
    assert Period.parse(nothing) is None


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_days_apart_is_symmetric_and_exact_for_days(a: date, b: date) -> None:
    left, right = Period(a.isoformat()), Period(b.isoformat())
    assert left.days_apart(right) == right.days_apart(left) == abs((a - b).days)


def test_periods_that_touch_are_no_days_apart() -> None:
    assert Period("2024").days_apart(Period("2024-06-05")) == 0
    assert Period("2024-05").days_apart(Period("2024-06-05")) == 5


def test_a_span_over_new_year_lies_in_neither_year() -> None:
    span = Period("2023-12-20", "2024-01-10")
    assert not span.within_years(2024, 2024)
    assert span.within_years(2023, 2024)
