from dataclasses import replace

import pytest
from tests.consult.made_up import NOON, edit, judgement, reading

from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.judgement import Decision, Values
from samarkand.domain.observatory import DEFAULT_THRESHOLD, QUEUE_FLOOR, Settings
from samarkand.domain.scale import Stage


@pytest.mark.parametrize(
    ("decision", "counts"), [("accept", True), ("edit", True), ("reject", False), ("unsure", False)]
)
def test_what_counts_because_a_person_says_so(decision: str, counts: bool) -> None:
    assert Decision(decision).counts is counts


def test_values_laid_onto_their_own_mention_change_nothing() -> None:
    read = reading(alt_types=("A1",), stage=Stage.CANCELLED)
    assert Values.of(read).onto(read) == read


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"when": NOON.replace(hour=13)}, True),
        ({"mention_id": "m-later"}, True),
        ({"reviewer": "another"}, False),
        ({"note": "because"}, False),
        ({"decision": Decision.REJECT}, False),
        ({"subject": "m-other"}, False),
    ],
)
def test_what_makes_a_judgement_news(change: dict[str, object], same: bool) -> None:
    made = judgement("accept", reading())
    changed = replace(made, **change)  # type: ignore[arg-type]
    assert changed.says_the_same_as(made) is same
    assert changed.id != made.id


def test_two_edits_are_told_apart_by_what_they_leave() -> None:
    read = reading()
    assert not edit(read, type="P1").says_the_same_as(edit(read, type="A1"))
    assert edit(read, type="P1").says_the_same_as(edit(read, 5, type="P1"))


@pytest.mark.parametrize(("threshold", "floor"), [(DEFAULT_THRESHOLD, QUEUE_FLOOR), (0.01, 0.01)])
def test_the_floor_never_lies_above_the_threshold(threshold: float, floor: float) -> None:
    assert Settings("t", Focus(FocusKind.WORLD, (), 2024, 2024), "e", threshold=threshold).floor == floor
