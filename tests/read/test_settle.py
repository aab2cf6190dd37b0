"""One act told twice is one mention; other acts stay apart."""

from dataclasses import replace

import pytest
from tests.worlds import document, mention

from samarkand.domain.mention import Mention
from samarkand.read.confidence import Calibration
from samarkand.read.settle import MAX_MENTIONS, Reading, settle
from samarkand.read.signals import log_odds

CALIBRATION = Calibration(0.0, {"sure": 1.0})


def reading(number: int, confidence: float, **more: object) -> Reading:
    told = document(1, f"text number {number} of some length")
    made = replace(mention(told, **more), confidence=confidence)  # type: ignore[arg-type]
    return Reading(number, made, {"sure": log_odds(confidence)})


def settled(*readings: Reading) -> list[Mention]:
    return [m for m, _ in settle(readings, CALIBRATION)]


def test_an_act_told_twice_is_one_mention_with_the_surer_quote() -> None:
    (kept,) = settled(reading(1, 0.6, day=None), reading(2, 0.9))
    assert kept.quote.text.startswith("text number 2")


def test_what_the_surer_reading_leaves_out_the_other_adds() -> None:
    (kept,) = settled(reading(1, 0.9, day=None), reading(2, 0.6, day="2024-05-07", organisations=("Port Museum",)))
    assert str(kept.period) == "2024-05-07"
    assert kept.organisations == ("Port Museum",)


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
    found = settle([reading(1, 0.9), reading(2, 0.8), reading(3, 0.7, kind="H2")], CALIBRATION)
    by_type = {m.type: signals for m, signals in found}
    assert by_type["A2"]["told"] > by_type["H2"]["told"] == 0
    assert by_type["H2"]["rank"] > by_type["A2"]["rank"] == 0


def test_nothing_read_is_nothing_settled() -> None:
    assert settle([], CALIBRATION) == []
