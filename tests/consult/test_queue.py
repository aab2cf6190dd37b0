from dataclasses import replace

import pytest
from tests.consult.made_up import TOLD, reading
from tests.worlds import document

from samarkand.codebook.types import load_codebook
from samarkand.consult.queue import COLUMNS, FILLED, choices, codes, passage, place_text, rows
from samarkand.domain.party import Place
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Stage

BOOK = load_codebook()
TEXT = "It rained. The show opened in the port. Nobody left early. They sang."


def quote(words: str, text: str = TEXT) -> Quote:
    whole = f"Title 1\n{text}"
    return Quote("d1", whole.index(words), whole.index(words) + len(words), words)


PASSAGES = [
    ("The show opened in the port.", "It rained. [[The show opened in the port.]] Nobody left early."),
    ("It rained.", "Title 1 [[It rained.]] The show opened in the port."),
    ("Title 1", "[[Title 1]] It rained."),
    ("They sang.", "Nobody left early. [[They sang.]]"),
    ("show opened", "The [[show opened]] in the port."),
    ("port. Nobody", "The show opened in the [[port. Nobody]] left early."),
]


@pytest.mark.parametrize(("words", "shown"), PASSAGES)
def test_the_quote_stands_between_its_neighbours(words: str, shown: str) -> None:
    assert passage(replace(reading(), quote=quote(words)), document(1, TEXT)) == shown


@pytest.mark.parametrize("text", [None, document(1, "Quite another text")])
def test_without_its_text_the_quote_stands_alone(text: object) -> None:
    assert passage(reading(), text) == f"[[{TOLD.text}]]"  # type: ignore[arg-type]


def test_a_row_holds_the_reading_and_empty_cells_the_surest_first() -> None:
    low, high = reading(0.1), reading(0.2, kind="M2", stage=Stage.UNDER_WAY, background=True, period=None)
    first, second = (dict(zip(COLUMNS, r, strict=True)) for r in rows([low, high], {"d1": TOLD}, BOOK))
    assert (first["id"], second["id"]) == (high.id, low.id)
    assert first["read_type"] == f"M2 {BOOK.by_code['M2'].name}"
    assert (first["read_stage"], first["read_date"]) == ("under_way (background)", "")
    assert (second["publisher"], second["published"], second["title"]) == ("press", "2024-05-02", "Title 1")
    assert (second["read_parties"], second["read_place"], second["confidence"]) == ("AA; BB", "BB, Port", 0.1)
    assert not any(first[name] for name in FILLED)


@pytest.mark.parametrize(
    ("place", "shown"),
    [(Place("BB", "Port"), "BB, Port"), (Place("BB"), "BB"), (Place(None, "Port"), "Port"), (Place(), "")],
)
def test_a_place_in_words(place: Place, shown: str) -> None:
    assert place_text(place) == shown


def test_every_code_that_can_be_chosen_is_explained() -> None:
    explained = {(column, code) for column, code, _ in codes(BOOK, {"AA": "Land A"})}
    for column, values in choices(BOOK).items():
        assert {(column, str(value)) for value in values} <= explained
    assert ("parties", "AA") in explained
