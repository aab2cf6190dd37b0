"""What is told of a passage before its sentence is understood."""

import numpy as np
import pytest
from tests.read.made_up import context, lexicon, passage, told

from samarkand.read import signals
from samarkand.read.candidate import Surroundings, log_odds
from samarkand.read.features import words_matrix
from samarkand.read.lexicon import TERM, Cue
from samarkand.read.passages import Passage
from samarkand.read.signals import OF_DOCUMENT, OF_PASSAGE, known_before, of_document

CODES = ("A1", "A2")


def signals_of(made: Surroundings, codes: tuple[str, ...]) -> np.ndarray:
    return signals.signals_of(made, codes, of_document(made, codes))


def around(*passages: Passage, own: str | None = "AA") -> Surroundings:
    words = words_matrix([p.cues for p in passages], CODES)
    chances = np.linspace(0.2, 0.8, len(passages))
    return Surroundings(told("en", "x"), passages, lexicon("en").language, context(own), words, chances)


@pytest.mark.parametrize(("p", "low", "high"), [(0.5, 0, 0), (0, -9.3, -9), (1, 9, 9.3), (0.9, 2.19, 2.2)])
def test_log_odds_are_bounded(p: float, low: float, high: float) -> None:
    assert low <= log_odds(p) <= high


@pytest.mark.parametrize("n", [1, 2, 7])
def test_a_row_a_passage(n: int) -> None:
    made = around(*(passage("AA", "BB", number=i) for i in range(n)))
    rows = signals_of(made, CODES)
    general = made.words.shape[1] - len(CODES)
    assert rows.shape == (n, OF_PASSAGE + OF_DOCUMENT + 3 * general)
    assert np.isfinite(rows).all()


def test_what_the_last_judgement_sees_is_of_the_passage_and_of_the_document() -> None:
    rows = signals_of(around(passage("AA"), passage("BB"), passage()), CODES)
    seen = known_before(rows)
    assert seen.shape == (3, OF_PASSAGE + OF_DOCUMENT)
    np.testing.assert_array_equal(seen[:, :OF_PASSAGE], rows[:, :OF_PASSAGE])
    assert (seen[0, OF_PASSAGE:] == seen[2, OF_PASSAGE:]).all()


def test_which_two_countries_they_are_changes_nothing() -> None:
    one = signals_of(around(passage("AA", "BB"), passage("BB")), CODES)
    other = signals_of(around(passage("CC", "DD"), passage("DD"), own="CC"), CODES)
    np.testing.assert_array_equal(one, other)


def test_what_a_type_is_called_changes_nothing() -> None:
    def rows(code: str, codes: tuple[str, ...]) -> np.ndarray:
        made = passage("AA", "BB", cues=(Cue(0, 1, TERM, code),))
        words = words_matrix([made.cues], codes)
        named = Surroundings(told("en", "x"), [made], lexicon("en").language, context("AA"), words, np.array([0.5]))
        return signals_of(named, codes)

    np.testing.assert_array_equal(rows("A1", ("A1", "A2")), rows("A9", ("A9",)))


def test_home_and_foreign_names_are_told_apart() -> None:
    home, foreign = (signals_of(around(passage(code)), CODES)[0] for code in ("AA", "BB"))
    assert (home != foreign).any()
