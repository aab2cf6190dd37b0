"""Which initiatives a passage names, and how the command line writes them."""

from tests.worlds import document, mention

from samarkand.domain.document import Document
from samarkand.read.initiatives import initiatives_of
from samarkand.read.lines import event_of
from samarkand.read.passages import Passage


def passage(told: Document, text: str) -> Passage:
    start = told.whole.index(text)
    return Passage(1, start, start + len(text), text, (), ())


def test_a_passage_names_each_once_in_its_order() -> None:
    sentence = "Erasmus+ and the Belt and Road meet in Erasmus+ again."
    told = document(1, f"Nordplus was yesterday. {sentence} Eurimages is tomorrow.")
    assert initiatives_of(passage(told, sentence), told, "en") == ("erasmus-plus", "belt-and-road")


def test_what_a_name_needs_may_stand_in_the_sentence_before() -> None:
    told = document(1, "The Astrid Lindgren prize went abroad. The ALMA jury met in Oslo.")
    assert initiatives_of(passage(told, "The ALMA jury met in Oslo."), told, "en") == ("astrid-lindgren-award",)
    alone = document(1, "The ALMA jury met in Oslo.")
    assert initiatives_of(passage(alone, alone.text), alone, "en") == ()


def test_a_mention_holds_ids_and_a_line_shows_names() -> None:
    told = document(1, "A show opened.")
    event = event_of(mention(told, initiative=("erasmus-plus", "no-longer-known")))
    assert event["initiative"] == ["Erasmus+", "no-longer-known"]
