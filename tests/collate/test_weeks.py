"""Weeks of a source: what came, what was to be expected, what is missing."""

import random
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from tests.worlds import document

from samarkand.collate.health import source_health
from samarkand.collate.weeks import source_weeks
from samarkand.domain.dating import Doubt
from samarkand.domain.document import Document, Story
from samarkand.domain.health import Expectation, LanguageCount, SourceWeek, WeekState
from samarkand.domain.source import Channel, ChannelKind, Source

MONDAY = date(2024, 1, 1)


def daily(source: str, first: date, last: date, skip: Iterable[date] = (), number: int = 0) -> list[Document]:
    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    gone = set(skip)
    return [document(number + i, f"text {i}", source, day.isoformat()) for i, day in enumerate(days) if day not in gone]


def span(first: date, weeks: int) -> list[date]:
    return [first + timedelta(days=i) for i in range(7 * weeks)]


def states(weeks: list[SourceWeek], source: str = "press") -> list[WeekState]:
    return [w.state for w in weeks if w.source_id == source]


def test_six_silent_weeks_are_missing_and_no_others() -> None:
    gone = span(date(2024, 6, 3), 6)
    weeks = source_weeks(daily("press", MONDAY, date(2024, 12, 29), gone), ())
    missing = [w for w in weeks if w.state is WeekState.MISSING]
    assert [w.week for w in missing] == [d.isoformat() for d in gone[::7]]
    assert {w.expectation for w in weeks} == {Expectation.DERIVED}
    assert all(w.low and w.low > 0 for w in missing), "an empty week does not lower what is expected of it"


def test_a_source_added_later_is_missing_in_no_week_before() -> None:
    documents = daily("press", MONDAY, date(2024, 12, 29)) + daily(
        "late", date(2024, 7, 1), date(2024, 12, 29), (), 900
    )
    late = [w for w in source_weeks(documents, ()) if w.source_id == "late"]
    assert late[0].week == "2024-07-01"
    assert WeekState.MISSING not in {w.state for w in late}


def test_a_source_that_stops_is_missing_to_the_end() -> None:
    documents = daily("press", MONDAY, date(2024, 12, 29)) + daily("gone", MONDAY, date(2024, 9, 1), (), 900)
    gone = states(source_weeks(documents, ()), "gone")
    assert gone[-17:-1] == [WeekState.MISSING] * 16
    assert gone.count(WeekState.MISSING) == 17


def test_a_source_that_publishes_seldom_has_no_gaps() -> None:
    seldom = [document(i, f"t{i}", "press", (MONDAY + timedelta(days=30 * i)).isoformat()) for i in range(12)]
    rest = daily("other", MONDAY, date(2024, 12, 29), (), 900)
    assert WeekState.MISSING not in states(source_weeks(seldom + rest, ()))


@pytest.mark.parametrize(
    ("expected", "kind"),
    [((2, 10), WeekState.MISSING), ((0, 10), WeekState.NONE)],
    ids=["at least two", "perhaps none"],
)
def test_what_a_source_told_of_itself_comes_first(expected: tuple[int, int], kind: WeekState) -> None:
    documents = daily("press", MONDAY, MONDAY + timedelta(days=62), span(date(2024, 1, 22), 1))
    weeks = source_weeks(documents, (Source("press", "Press", expected=expected),))
    assert states(weeks)[3] is kind
    assert {w.expectation for w in weeks} == {Expectation.TOLD}
    assert {(w.low, w.high) for w in weeks} == {expected}


def test_below_and_above_a_told_range() -> None:
    documents = daily("press", MONDAY, MONDAY + timedelta(days=27))
    assert set(states(source_weeks(documents, (Source("press", "Press", expected=(8, 9)),)))[1:]) == {WeekState.BELOW}
    assert set(states(source_weeks(documents, (Source("press", "Press", expected=(1, 2)),)))[1:]) == {WeekState.ABOVE}


def test_the_first_week_and_one_not_over_are_not_judged() -> None:
    middle = source_weeks(daily("press", date(2024, 1, 4), date(2024, 5, 15)), ())
    assert (middle[0].state, middle[-1].state) == (WeekState.PARTIAL, WeekState.PARTIAL)
    sunday = source_weeks(daily("press", date(2024, 1, 4), date(2024, 5, 19)), ())
    assert sunday[-1].state is WeekState.WITHIN, "a week that ends with the record is whole"


def test_dates_known_to_the_month_stay_months() -> None:
    gone = span(date(2024, 6, 3), 4)
    documents = daily("press", MONDAY, date(2024, 12, 29), gone)
    documents.append(document(5000, "some time in June", "press", "2024-06"))
    weeks = {w.week: w for w in source_weeks(documents, ())}
    assert {weeks[d.isoformat()].state for d in gone[:21:7]} == {WeekState.UNKNOWN}
    assert sum(w.documents for w in weeks.values()) == len(documents) - 1


def test_wrong_dates_stretch_no_source() -> None:
    documents = daily("press", MONDAY, date(2024, 6, 30))
    documents.append(document(5000, "from the future", "press", "2031-01-01", doubt=(Doubt.FUTURE,)))
    documents.append(document(5001, "before its time", "press", "1970-01-01", doubt=(Doubt.BEFORE_SOURCE,)))
    weeks = source_weeks(documents, ())
    assert (weeks[0].week, weeks[-1].week) == ("2024-01-01", "2024-06-24")


def test_a_stray_old_document_makes_no_gap() -> None:
    documents = [document(5000, "old", "press", "2022-03-01"), *daily("press", MONDAY, date(2024, 12, 29))]
    weeks = source_weeks(documents, ())
    assert WeekState.MISSING not in {w.state for w in weeks}


def test_the_order_of_documents_and_sources_changes_nothing() -> None:
    documents = daily("press", MONDAY, date(2024, 12, 29), span(date(2024, 6, 3), 6))
    documents += daily("late", date(2024, 7, 1), date(2024, 12, 29), (), 900)
    known = [Source("press", "Press", expected=(1, 9)), Source("late", "Late")]
    shuffled = random.Random(3).sample(documents, len(documents))
    assert source_weeks(documents, known) == source_weeks(shuffled, known[::-1])


def test_no_dates_no_weeks() -> None:
    assert source_weeks([document(1, "undated", day=None)], ()) == []


def test_health_counts_what_was_odd() -> None:
    documents = [
        document(1, "a", "press", "2024-01-02"),
        document(2, "a", "mirror", "2024-01-03", lang="xx"),
        document(3, "b", "mirror", None),
        document(4, "c", "mirror", "2024-02", doubt=(Doubt.DISAGREE,)),
    ]
    told = [Story("s1", ("d1", "d2")), Story("s3", ("d3",)), Story("s4", ("d4",))]
    asked = Source("quiet", "Quiet", channels=(Channel(ChannelKind.FEED, "https://quiet.example/feed"),))
    mirror, press, quiet = source_health(documents, told, {"en"}, [asked, Source("unasked", "Unasked")])[:3]
    assert (mirror.documents, mirror.read, mirror.undated, mirror.coarse) == (3, 2, 1, 1)
    assert (mirror.doubted, mirror.copies, press.copies) == (1, 1, 0)
    assert mirror.languages == (LanguageCount("en", 2), LanguageCount("xx", 1))
    assert (quiet.source_id, quiet.documents, quiet.languages) == ("quiet", 0, ())
