from dataclasses import replace

import pytest
from tests.read.asking import DOUBT, SURE, THRESHOLD, WEAK, local

from samarkand.domain.mention import Axes, Mention, Quantity
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.read.opinion import is_incomplete, is_unsure, weigh_opinions

MODEL = "m/1"


def said(words: str, **more: object) -> Mention:
    return local(words, THRESHOLD, read_by=MODEL, **more)


@pytest.mark.parametrize(
    ("confidence", "unsure"),
    [(0.0, False), (0.12, False), (0.13, True), (0.3, True), (0.56, True), (0.57, False), (0.95, False), (1.0, False)],
)
def test_unsure_is_what_one_opinion_can_turn_over(confidence: float, unsure: bool) -> None:
    assert is_unsure(local(DOUBT, confidence), THRESHOLD) is unsure


@pytest.mark.parametrize(
    ("mention", "incomplete"),
    [
        (local(SURE, 0.9), False),
        (local(SURE, 0.9, period=None), True),
        (local(SURE, 0.9, place=Place()), True),
        (local(SURE, 0.9, place=Place(None, "Suva")), True),
        (local(SURE, 0.9, period=None, background=True), False),
        (local(SURE, 0.2, period=None), False),
    ],
)
def test_incomplete_is_counted_news_without_when_or_where(mention: Mention, incomplete: bool) -> None:
    assert is_incomplete(mention, THRESHOLD) is incomplete


def test_a_confirmed_mention_is_the_models_reading_with_what_only_the_local_one_has() -> None:
    mine = local(
        DOUBT,
        0.25,
        "A3",
        organisations=("Ballet",),
        alt_types=("X1",),
        axes=Axes(level="public", quantity=(Quantity(9, "dancers"),)),
    )
    theirs = said(DOUBT, parties=("SN", "XX"), axes=Axes(format="online"))
    (mention,) = weigh_opinions([mine], [theirs], THRESHOLD).mentions
    assert (mention.type, mention.alt_types, mention.parties) == ("P2", ("A3", "X1"), ("SN", "XX"))
    assert mention.organisations == ("Ballet",)
    assert mention.axes == Axes(format="online", quantity=(Quantity(9, "dancers"),))
    assert mention.read_by == MODEL


@pytest.mark.parametrize(
    ("confidence", "threshold"),
    [
        (0.1251, 0.3),
        (0.2, 0.3),
        (0.3, 0.3),
        (0.5, 0.3),
        (0.5624, 0.3),
        (0.14288, 0.33337),
        (0.9, 0.9),
        (0.0002, 0.0003),
    ],
)
def test_an_opinion_decides_over_every_unsure_mention(confidence: float, threshold: float) -> None:
    mine = local(DOUBT, confidence)
    yes = weigh_opinions([mine], [said(DOUBT)], threshold)
    no = weigh_opinions([mine], [], threshold)
    assert yes.mentions[0].confidence >= threshold
    assert yes.mentions[0].confidence >= confidence
    assert no.mentions[0].confidence < threshold
    assert (yes.counts["confirmed"], no.counts["doubted"]) == (1, int(confidence >= threshold))
    assert replace(no.mentions[0], confidence=confidence) == mine, "doubted, not changed and not lost"


def test_what_is_under_the_threshold_stays_where_it_is() -> None:
    mine = local(WEAK, 0.2)
    assert weigh_opinions([mine], [], THRESHOLD).mentions == [mine]


def test_a_sure_and_complete_mention_is_not_touched() -> None:
    mine = local(SURE, 0.9)
    outcome = weigh_opinions([mine], [said(SURE, place=Place("SN"), period=None)], THRESHOLD)
    assert (outcome.mentions, outcome.counts["added"]) == ([mine], 0)


def test_a_sure_mention_is_not_taken_away() -> None:
    mine = local(SURE, 0.9, period=None)
    assert weigh_opinions([mine], [], THRESHOLD).mentions == [mine]


@pytest.mark.parametrize(
    ("mine", "period", "place"),
    [
        ({"period": None}, Period("2024-05-01"), Place("PE", "Lima")),
        ({"place": Place()}, Period("2024-04"), Place("SN", "Dakar")),
        ({"period": None, "place": Place()}, Period("2024-05-01"), Place("SN", "Dakar")),
        ({"place": Place(None, "Lima")}, Period("2024-04"), Place("SN", "Dakar")),
    ],
)
def test_a_sure_mention_takes_over_what_it_lacks_and_nothing_else(
    mine: dict[str, object], period: Period, place: Place
) -> None:
    sure = local(SURE, 0.9, **mine)
    theirs = said(SURE, kind="P3", period=Period("2024-05-01"), place=Place("SN", "Dakar"))
    outcome = weigh_opinions([sure], [theirs], THRESHOLD)
    assert outcome.mentions == [replace(sure, period=period, place=place, read_by=f"local+{MODEL}")]
    assert outcome.counts["completed"] == 1


def test_nothing_to_take_over_leaves_the_mention_as_it_is() -> None:
    sure = local(SURE, 0.9, place=Place(None, "Lima"))
    outcome = weigh_opinions([sure], [said(SURE, place=Place())], THRESHOLD)
    assert (outcome.mentions, outcome.counts["completed"]) == ([sure], 0)


def test_another_act_in_the_same_sentence_is_added() -> None:
    sure = local(SURE, 0.9)
    other = said(SURE, kind="E3", parties=("FJ", "NO"))
    outcome = weigh_opinions([sure], [other], THRESHOLD)
    assert outcome.mentions == [sure, other]
    assert outcome.counts["added"] == 1


def test_each_event_goes_with_the_mention_it_agrees_with() -> None:
    dance, study = local(DOUBT, 0.4, "P2"), local(DOUBT, 0.4, "E3")
    told = [said(DOUBT, kind="E4"), said(DOUBT, kind="P3")]
    outcome = weigh_opinions([dance, study], told, THRESHOLD)
    assert [(m.type, m.alt_types) for m in outcome.mentions] == [("P3", ("P2",)), ("E4", ("E3",))]


def test_an_event_that_is_a_sure_mention_does_not_make_it_twice() -> None:
    sure, unsure = local(DOUBT, 0.9, "P2"), local(DOUBT, 0.4, "P3")
    outcome = weigh_opinions([unsure, sure], [said(DOUBT, kind="P2")], THRESHOLD)
    assert sorted(m.type for m in outcome.mentions) == ["P2", "P3"]
    assert sure in outcome.mentions


def test_mentions_come_in_the_order_of_the_text() -> None:
    outcome = weigh_opinions([local(WEAK, 0.9)], [said(SURE, parties=("FJ", "NO"))], THRESHOLD)
    assert [m.quote.text for m in outcome.mentions] == [SURE, WEAK]
