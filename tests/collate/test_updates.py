from dataclasses import replace

import pytest

from samarkand.adapters.compute_local import InProcess
from samarkand.collate.stories import in_memory, relate
from samarkand.collate.updates import unmarked
from samarkand.domain.document import Document
from samarkand.domain.period import Period

TEXT = (
    "The library of Porto Vale opens its reading room of old maps on Monday. The room has seats for thirty readers, and the "
    "maps can be seen by appointment. The mayor and the head of the guild of chart makers will speak at the opening."
)
MORE = TEXT + " On Tuesday the library added that the room stays closed in August because the roof is being repaired."
FIRST = Document("first", TEXT, "Reading room opens", "en", publisher="Library", period=Period("2024-05-03"))
LATER = replace(FIRST, id="later", text=MORE, period=Period("2024-05-06"))


def updates(*documents: Document) -> dict[str, str]:
    _, relations = relate(in_memory(documents, InProcess(), size=1))
    return {r.document_id: r.update_of for r in relations if r.update_of}


def test_a_longer_text_under_the_same_title_follows_the_earlier_one() -> None:
    assert updates(FIRST, LATER) == {"later": "first"}


def test_versions_follow_one_another() -> None:
    last = replace(LATER, id="last", text=MORE + " The repairs cost 41,500 crowns.", period=Period("2024-05-08"))
    assert updates(FIRST, LATER, last) == {"later": "first", "last": "later"}


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ("another publisher", replace(LATER, publisher="Museum")),
        ("another title", replace(LATER, title="Roof repaired")),
        ("another text", replace(LATER, text="Quite another piece of news about the ferry and the pier. " * 6)),
        ("the same text", replace(LATER, text=TEXT)),
        ("months later", replace(LATER, period=Period("2024-12-01"))),
        ("no order in time", replace(LATER, period=FIRST.period)),
        ("no publisher", replace(LATER, publisher="")),
    ],
)
def test_what_is_no_later_version(what: str, other: Document) -> None:
    assert updates(FIRST, other) == {}, what


def test_the_same_address_is_enough_whatever_the_title_and_the_time() -> None:
    first = replace(FIRST, url="https://library.example/news/12")
    moved = replace(LATER, title="Closed in August", url="http://library.example/news/12", period=Period("2024-12-01"))
    assert updates(first, moved) == {"later": "first"}


@pytest.mark.parametrize(
    "title", ["Correction: Reading room opens", "Reading room opens (updated)", "REMINDER – Reading room opens"]
)
def test_a_mark_in_the_title_tells_the_later_of_a_day_and_of_the_same_text(title: str) -> None:
    assert updates(FIRST, replace(FIRST, id="marked", title=title)) == {"marked": "first"}


@pytest.mark.parametrize(
    ("title", "bare", "marked"),
    [
        ("Rectificatif : salle ouverte", "salle ouverte", True),
        ("【更正】阅览室开放", "阅览室开放", True),
        ("Исправлено: зал открыт", "зал открыт", True),
        ("تصحيح: افتتاح القاعة", "افتتاح القاعة", True),
        ("Update the old rules, they say", "update the old rules they say", False),
        ("", "", False),
    ],
)
def test_marks_of_later_versions_in_several_languages(title: str, bare: str, marked: bool) -> None:
    assert unmarked(title) == (bare, marked)
