"""English that agrees, and nobody first among equals."""

from dataclasses import replace

import pytest
from tests.publish import books

from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Grade, Layer
from samarkand.publish import findings
from samarkand.publish.figures.layers import fields_by_layer
from samarkand.publish.figures.look import steps
from samarkand.publish.figures.partners import partners_map
from samarkand.publish.ledger import Ledger, plain
from samarkand.publish.words import capitalised, date_in_words, leaders, number_of, uncapitalised


def _count(cell: str, value: float | None) -> tuple[str, Measurement]:
    reason = "" if value is not None else "nobody looked"
    return cell, Measurement(
        "N", Layer.CLAIMED, "world", "2024", cell, value, None, None, 0.95, 9, "", "", (), reason=reason
    )


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("Film, television or series", "film, television or series"),
        ("UNESCO listing", "UNESCO listing"),
        ("A visit of state", "a visit of state"),
        ("Told by Senegal", "told by Senegal"),
        ("", ""),
    ],
)
def test_only_the_first_letter_becomes_small(text: str, small: str) -> None:
    assert uncapitalised(text) == small


def test_only_the_first_letter_becomes_large() -> None:
    assert capitalised("told by Viet Nam") == "Told by Viet Nam"


@pytest.mark.parametrize(
    ("date", "words"),
    [("2024-09", "September 2024"), ("2024-01-05", "5 January 2024"), ("2024", "2024")],
)
def test_a_date_in_words(date: str, words: str) -> None:
    assert date_in_words(date) == words


@pytest.mark.parametrize(
    ("count", "words"), [(1.0, "exchange"), (0.0, "exchanges"), (2.0, "exchanges"), (None, "exchanges")]
)
def test_the_word_agrees_with_the_count(count: float | None, words: str) -> None:
    assert number_of(count, "exchange") == words


@pytest.mark.parametrize(
    ("values", "most", "first"),
    [
        ([5.0, 4.0, 3.0, 2.0], 3, "abc"),
        ([5.0, 4.0, 3.0, 3.0], 3, ""),
        ([5.0, 3.0, 3.0, 2.0], 3, "abc"),
        ([5.0, 4.0, 3.0], 3, "abc"),
        ([5.0, 4.0], 3, ""),
        ([5.0, 4.0, 0.0, None], 3, ""),
        ([1.0, 1.0], 1, ""),
    ],
)
def test_leaders_are_told_only_where_they_lead(values: list[float | None], most: int, first: str) -> None:
    counts = [_count(cell, value) for cell, value in zip("abcd", values, strict=False)]
    assert "".join(cell for cell, _ in leaders(counts, most)) == first


def test_equal_fields_and_countries_have_no_first() -> None:
    acts = [act for act in books.ACTS if act.type[0] in "AH"]
    pairs = [("CL", "NO"), ("FJ", "GE")]
    one_each = [next(a for a in acts if a.type[0] == field) for field in "AH"]
    book = books.book(books.WORLD, [replace(a, parties=p) for a, p in zip(one_each, pairs, strict=True)])
    ledger = Ledger(book.measurements)
    by_field, by_country = fields_by_layer(ledger, ""), partners_map(book, ledger, "")
    assert by_field and by_field.title.startswith("No one field")
    assert by_country and by_country.title.startswith("No one country")


def test_one_exchange_is_one_exchange() -> None:
    book = books.book(books.WORLD, books.ACTS[:1])
    ledger = Ledger(book.measurements)
    first = findings.how_much(findings.Source(book, ledger))
    assert first and " exchange between" in first.text
    assert "exchange is claimed" in findings.of_field(book, ledger, books.ACTS[0].type[0])[0].text


def test_a_sentence_has_the_weakest_grade_it_rests_on() -> None:
    book = books.world()
    grades = {x.id: x.grade for x in book.exchanges}
    for finding in findings.summary(book, Ledger(book.measurements)):
        behind = {grades[r] for r in finding.records if r in grades}
        assert finding.grade == (min(behind) if behind else finding.grade)
    assert any(f.grade is Grade.V0 for f in findings.summary(book, Ledger(book.measurements)))


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (0.07, "share", "7 %"),
        (0.0004, "share", "0.04 %"),
        (0.0972, "share", "9.7 %"),
        (0.5, "", "0.5"),
        (0.000012, "", "0.000012"),
        (-0.25, "", "−0.25"),
        (-3.0, "", "−3"),
    ],
)
def test_small_and_negative_numbers(value: float, unit: str, written: str) -> None:
    assert plain(value, unit) == written


def test_a_legend_starts_at_one() -> None:
    assert steps(1) == [1] and steps(8) == [1, 4, 8]
