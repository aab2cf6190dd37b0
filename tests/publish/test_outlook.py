"""The outlook chapter: last year's score first, every gap with its reason, and a fan that can be read without eyes."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from tests.outlook.made_up import trended, yearly
from tests.publish import books

from samarkand.codebook.outlook import load_carried, load_questions
from samarkand.outlook import heavy
from samarkand.outlook.backtest import Setting
from samarkand.outlook.run import look_ahead
from samarkand.publish.book import Book
from samarkand.publish.chapters import compose
from samarkand.publish.content import Section, Table
from samarkand.publish.figures.fan import fan
from samarkand.publish.html import pages
from samarkand.publish.ledger import Ledger
from samarkand.publish.outlook import outlook_section

INBOUND = "F1b:statistical:inbound"


@pytest.fixture(scope="module")
def book() -> Book:
    """A rising series, foretold two years before its end and again at its end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(heavy, "is_there", lambda: False)
        whole = replace(trended(), id=INBOUND, name="students from abroad", unit="students")
        cut = replace(whole, observations=tuple(o for o in whole.observations if o.period < "2022"))
        words = load_carried(), load_questions().values()
        before = look_ahead([cut], {}, *words, (), Setting(date(2022, 6, 1), draws=200))
        now = look_ahead([whole], {}, *words, before.forecasts, Setting(date(2024, 6, 30), draws=200))
    return replace(
        books.world(), outlooks=now.outlooks, forecasts=now.forecasts, ledger=before.forecasts, scores=now.scores
    )


@pytest.fixture(scope="module")
def section(book: Book) -> Section:
    return outlook_section(book)


def tables(section: Section) -> Mapping[str, Table]:
    return {t.name: t for t in section.tables}


def test_last_years_score_stands_first(section: Section) -> None:
    assert section.tables[0].name == "outlook-scores"
    assert section.paragraphs[0].startswith("Of earlier outlooks: 2 foretold values are known")
    assert {row[0].text for row in section.tables[0].rows} == {"2022-06-01"}


def test_without_an_earlier_outlook_it_says_so(book: Book) -> None:
    first = outlook_section(replace(book, ledger=(), scores=()))
    assert first.paragraphs[0] == "No earlier outlook was issued, so there is nothing to score yet."
    assert "outlook-scores" not in tables(first)


def test_what_this_year_issued_is_not_called_earlier(book: Book) -> None:
    same_year = replace(book, edition=replace(book.edition, built_at="2022-12-31"))
    assert outlook_section(same_year).paragraphs[0].startswith("No earlier outlook was issued")


def test_every_question_has_a_probability_or_its_reason(section: Section) -> None:
    rows = tables(section)["outlook-questions"].rows
    assert [row[0].text for row in rows] == ["O1", "O2", "O3", "O4", "O5", "O6"]
    for _, _, said, why, ident in rows:
        assert said.text == "NA" or said.text.endswith("%")
        assert "it takes" in why.text or "@" in why.text
        assert ident.text.startswith("o-")


def test_a_series_that_is_not_there_says_so(section: Section) -> None:
    rows = {row[0].text: row for row in tables(section)["outlook-series"].rows}
    missing = [row for row in rows.values() if row[2].is_missing]
    assert len(missing) == len(load_carried()) - 1
    assert all(row[4].text for row in missing)


def test_the_check_names_what_is_published_and_how_sure(section: Section) -> None:
    check = tables(section)["outlook-check-f1b-statistical-inbound"]
    assert sum("(published)" in row[0].text for row in check.rows) == 1
    assert all(len(row) == len(check.header) for row in check.rows)


def test_what_was_not_tried_and_what_is_pseudo_is_said(section: Section) -> None:
    said = " ".join(section.paragraphs)
    assert "Pseudo-real-time: students from abroad." in said
    assert "Not tried, because what fits them is not installed: ETS" in said


def test_no_cell_is_empty_of_a_number_or_not_a_number(section: Section) -> None:
    shown = [cell.text for t in section.tables for row in t.rows for cell in row if cell.is_number]
    assert shown
    assert not [text for text in shown if not text or "nan" in text or "inf" in text]


def test_the_fan_says_its_finding_and_holds_its_numbers(book: Book) -> None:
    outlook = next(x for x in book.outlooks if x.ahead)
    figure = fan(outlook, book.ledger)
    assert figure is not None
    assert ElementTree.fromstring(figure.svg).tag.endswith("svg")
    assert "foretold for 2024" in figure.title
    assert "Of 2 earlier forecasts whose value is known" in figure.alt
    rows = list(csv.DictReader(io.StringIO(figure.csv)))
    kinds = [row["kind"] for row in rows]
    assert (kinds.count("counted"), kinds.count("foretold"), kinds.count("said before")) == (25, 3, 3)
    for row in rows:
        if row["kind"] == "foretold":
            low95, low80, middle, high80, high95 = (
                float(row[k]) for k in ("low95", "low80", "value", "high80", "high95")
            )
            assert low95 <= low80 <= middle <= high80 <= high95


def test_no_fan_without_a_forecast(book: Book) -> None:
    assert [fan(x, book.ledger) for x in book.outlooks if x.reason] == [None] * (len(book.outlooks) - 1)


def test_the_chapter_is_a_page_of_the_yearbook(book: Book) -> None:
    ledger = Ledger(book.measurements)
    made = dict(pages(book, compose(book, ledger), ledger))
    assert b"Last year" in made["outlook.html"]
    assert b'href="outlook.html"' in made["index.html"]


def test_a_book_without_an_outlook_has_no_such_chapter() -> None:
    plain = books.world()
    assert "outlook" not in [s.key for s in compose(plain, Ledger(plain.measurements)).sections]


def test_short_series_are_drawn_only_where_something_is_foretold(book: Book) -> None:
    short = look_ahead([replace(yearly([1, 2]), id=INBOUND)], {}, load_carried(), (), (), Setting(date(2024, 6, 30)))
    assert outlook_section(replace(book, outlooks=short.outlooks, forecasts=())).figures == ()
