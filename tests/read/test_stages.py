"""How far it has come, as the calendar allows."""

import pytest
from tests.worlds import document

from samarkand.domain.period import Period
from samarkand.domain.scale import Stage, Valence
from samarkand.read.stages import stage_of, valence_of


@pytest.mark.parametrize(
    ("guess", "day", "expected"),
    [
        (Stage.DELIVERED, "2024-06", Stage.ANNOUNCED),
        (Stage.UNDER_WAY, "2024-05-03", Stage.ANNOUNCED),
        (Stage.DELIVERED, "2024-05-02", Stage.DELIVERED),
        (Stage.DELIVERED, "2024-05", Stage.DELIVERED),
        (Stage.CANCELLED, "2024-06", Stage.CANCELLED),
        (Stage.AGREED, "2024-06", Stage.AGREED),
        (Stage.DELIVERED, None, Stage.DELIVERED),
    ],
)
def test_what_lies_ahead_cannot_be_delivered(guess: Stage, day: str | None, expected: Stage) -> None:
    assert stage_of(guess, Period.parse(day), document(1, "x", day="2024-05-02")) is expected


@pytest.mark.parametrize(
    ("stage", "valence"),
    [(Stage.CANCELLED, Valence.CLOSES), (Stage.SUSPENDED, Valence.CLOSES), (Stage.AGREED, Valence.OPENS)],
)
def test_what_is_called_off_closes(stage: Stage, valence: Valence) -> None:
    assert valence_of(stage) is valence
