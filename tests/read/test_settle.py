"""One act told twice is one mention; other acts stay apart."""

from dataclasses import replace

import pytest
from tests.worlds import document, mention

from samarkand.domain.mention import Axes, Mention
from samarkand.domain.quote import Quote
from samarkand.read.candidate import log_odds
from samarkand.read.confidence import Calibration
from samarkand.read.settle import MAX_MENTIONS, Reading, settle

CALIBRATION = Calibration(0.0, {"sure": 1.0})


LINES = [f"text number {i} of some length" for i in range(20)]
TOLD = document(1, "\n".join(LINES))
WHOLE = TOLD.whole


def reading(number: int, confidence: float, **more: object) -> Reading:
    start = WHOLE.index(LINES[number])
    quote = Quote(TOLD.id, start, start + len(LINES[number]), LINES[number])
    made = replace(mention(document(1, "short enough"), **more), confidence=confidence, quote=quote)  # type: ignore[arg-type]
    return Reading(number, made, {"sure": log_odds(confidence)})


def settled(*readings: Reading) -> list[Mention]:
    return [m for m, _ in settle(readings, CALIBRATION, WHOLE)]


def test_an_act_told_twice_is_one_mention_with_the_surer_quote() -> None:
    (kept,) = settled(reading(1, 0.6, day=None), reading(3, 0.9))
    assert kept.quote.text == LINES[3]


NEIGHBOURS = [
    ("nearly as sure", reading(2, 0.6), f"{LINES[2]}\n{LINES[3]}"),
    ("not nearly as sure", reading(2, 0.2), LINES[3]),
    ("not beside it", reading(5, 0.8), LINES[3]),
    ("another act", reading(2, 0.8, kind="H2"), LINES[3]),
]


@pytest.mark.parametrize(("name", "other", "quote"), NEIGHBOURS, ids=[n[0] for n in NEIGHBOURS])
def test_a_quote_takes_in_the_sentence_beside_it_that_tells_the_same_act(name: str, other: Reading, quote: str) -> None:
    assert quote in [m.quote.text for m in settled(reading(3, 0.9), other)]


def test_two_readings_of_one_passage_are_two_acts() -> None:
    assert len(settled(reading(1, 0.9, kind="A2", alt_types=("A1",)), reading(1, 0.8, kind="A1"))) == 2


def test_what_the_surer_reading_leaves_out_the_other_adds() -> None:
    naming = replace(reading(2, 0.6, day="2024-05-07"), organisations=lambda: ("Port Museum",))
    (kept,) = settled(reading(1, 0.9, day=None), naming)
    assert str(kept.period) == "2024-05-07"
    assert kept.organisations == ("Port Museum",)


def test_initiatives_named_in_any_telling_are_kept_the_surer_telling_first() -> None:
    (told,) = settled(reading(1, 0.5, initiative=("lakes", "rivers")), reading(2, 0.9, initiative=("rivers",)))
    assert told.initiative == ("rivers", "lakes")


def test_one_telling_as_news_makes_it_news() -> None:
    (kept,) = settled(reading(1, 0.9, background=True), reading(2, 0.6))
    assert not kept.background


@pytest.mark.parametrize("change", [{"kind": "H2"}, {"parties": ("CC", "DD")}, {"day": "2024-09-01"}])
def test_other_acts_are_kept_apart(change: dict[str, object]) -> None:
    assert len(settled(reading(1, 0.9), reading(2, 0.8, **change))) == 2


def test_the_second_choice_of_a_type_can_make_two_one() -> None:
    assert len(settled(reading(1, 0.9, kind="A2", alt_types=("A1",)), reading(2, 0.8, kind="A1"))) == 1


def test_but_not_across_fields() -> None:
    assert len(settled(reading(1, 0.9, kind="A2", alt_types=("H5",)), reading(2, 0.8, kind="H5"))) == 2


def test_at_most_eight_and_background_gives_way() -> None:
    many = [reading(i, 0.5 + i / 100, parties=("AA", f"B{i}")) for i in range(10)]
    kept = settled(*many, reading(11, 0.99, parties=("AA", "CC"), background=True))
    assert len(kept) == MAX_MENTIONS
    assert not any(m.background for m in kept)


def test_how_often_an_act_is_told_and_how_it_ranks_are_signals() -> None:
    found = settle([reading(1, 0.9), reading(2, 0.8), reading(3, 0.7, kind="H2")], CALIBRATION, WHOLE)
    by_type = {m.type: signals for m, signals in found}
    assert by_type["A2"]["told"] > by_type["H2"]["told"] == 0
    assert by_type["H2"]["rank"] > by_type["A2"]["rank"] == 0


def test_what_lies_under_the_floor_is_left_out_and_nothing_is_looked_for_in_it() -> None:
    def unwanted() -> Axes:
        raise AssertionError("the axes of a dropped reading were asked for")

    sure, unsure = reading(1, 0.9), replace(reading(3, 0.2, kind="H2"), axes=unwanted)
    ((kept, _),) = settle([sure, unsure], CALIBRATION, WHOLE, floor=0.5)
    assert kept.quote.text == LINES[1]


def test_the_floor_comes_after_the_most_a_document_may_have() -> None:
    many = [reading(i, 0.3 + i / 100, parties=("AA", f"B{i}")) for i in range(10)]
    assert settle(many, CALIBRATION, WHOLE, 0.35) == [
        p for p in settle(many, CALIBRATION, WHOLE) if p[0].confidence >= 0.35
    ]


def test_the_axes_are_those_of_the_surest_telling() -> None:
    online, printed = Axes(format="online"), Axes(format="print")
    told = [replace(reading(1, 0.6), axes=lambda: printed), replace(reading(2, 0.9), axes=lambda: online)]
    assert [m.axes for m in settled(*told)] == [online]


def test_nothing_read_is_nothing_settled() -> None:
    assert settle([], CALIBRATION, WHOLE) == []
