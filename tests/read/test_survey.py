"""A document is surveyed: passages, words, and the country its publisher is at home in."""

import pytest
from tests.read.made_up import told

from samarkand import wiring
from samarkand.domain.document import Document
from samarkand.read.survey import Survey


@pytest.fixture(scope="module")
def survey() -> Survey:
    return wiring.reader(0.0).survey


@pytest.mark.parametrize("lang", ["xx", None])
def test_what_cannot_be_read_is_not_surveyed(survey: Survey, lang: str | None) -> None:
    document = Document("d", "Peru sang.", "A title", lang=lang)
    assert not survey.reads(document)
    assert survey.of(document) is None


def test_an_empty_document_has_nothing_to_survey(survey: Survey) -> None:
    assert survey.of(told("en", " \n ")) is None


@pytest.mark.parametrize(
    ("country", "publisher", "expected"),
    [
        ("PE", "University of Oslo", "PE"),
        (None, "University of Oslo", "NO"),
        (None, "The Daily Bell", None),
        (None, "", None),
    ],
)
def test_a_publisher_is_at_home_where_its_name_says(
    survey: Survey, country: str | None, publisher: str, expected: str | None
) -> None:
    around = survey.of(Document("d", "A show opened.", lang="en", country=country, publisher=publisher))
    assert around is not None
    assert around.context.own == expected
    assert around.document.country == expected


def test_words_have_a_row_a_passage_and_chances_are_chances(survey: Survey) -> None:
    around = survey.of(told("en", "An exhibition of masks opened in Lima. It rained.", "Masks in Lima"))
    assert around is not None
    assert len(around.words) == len(around.chances) == len(around.passages) == 3
    assert ((around.chances >= 0) & (around.chances <= 1)).all()
    assert around.chances[1] > around.chances[2]
