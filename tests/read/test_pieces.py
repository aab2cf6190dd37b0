import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.read.pieces import WIDTH, Hashed, fit_pieces, pieces_of

TAUGHT = [
    ("The museum opens an exhibition of bronze masks", "A2"),
    ("Utställningen med bronsmasker öppnar på museet", "A2"),
    ("An exhibition of prints opens at the gallery", "A2"),
    ("青铜面具展览开幕", "A2"),
    ("The ministers signed an agreement on archives", "M1"),
    ("Ministrarna undertecknade ett avtal om arkiv", "M1"),
    ("两国签署档案协定", "M1"),
    ("They signed a treaty on film", "M1"),
]


def column_sums(texts: list[str]) -> np.ndarray:
    held = pieces_of(texts)
    out = np.zeros((len(held), WIDTH))
    for i in range(len(held)):
        span = slice(held.starts[i], held.starts[i + 1])
        np.add.at(out[i], held.column[span], held.value[span])
    return out


@given(st.lists(st.text(max_size=60), max_size=5))
def test_every_text_is_a_row_of_length_one_or_empty(texts: list[str]) -> None:
    held = pieces_of(texts)
    assert len(held) == len(texts)
    for i in range(len(texts)):
        length = float(np.square(held.value[held.starts[i] : held.starts[i + 1]]).sum())
        assert length == pytest.approx(1, abs=1e-4) or length == 0


@given(st.text(max_size=80))
def test_the_case_of_letters_says_nothing(text: str) -> None:
    if text.lower() == text.upper().lower() and len(text.lower()) == len(text) == len(text.upper()):
        np.testing.assert_array_equal(column_sums([text]), column_sums([text.upper()]))


ALIKE = [
    ("inflected", "выставка открылась", "выставки открываются", "договор подписан"),
    ("compound", "Ausstellungseröffnung", "Ausstellungskatalog", "Vertragsunterzeichnung"),
    ("Han", "举办青铜展览", "青铜展览开幕", "签署档案协定"),
]


@pytest.mark.parametrize(("name", "text", "kin", "stranger"), ALIKE)
def test_kin_share_pieces_and_strangers_hardly(name: str, text: str, kin: str, stranger: str) -> None:
    a, b, c = column_sums([text, kin, stranger])
    assert a @ b > 0.1, name
    assert a @ c < 0.05, name


def test_rows_can_be_picked_and_put_together() -> None:
    texts = [text for text, _ in TAUGHT]
    held = pieces_of(texts)
    again = held.rows([2, 0]).and_then(held.rows([3]))
    np.testing.assert_array_equal(again.value, pieces_of([texts[2], texts[0], texts[3]]).value)
    np.testing.assert_array_equal(again.starts, pieces_of([texts[2], texts[0], texts[3]]).starts)


def test_what_is_taught_is_told_again_in_other_words() -> None:
    taught = fit_pieces(pieces_of([t for t, _ in TAUGHT]), [kind for _, kind in TAUGHT], 30.0)
    asked = pieces_of(["A new exhibition in the museum", "ett nytt avtal", "签署协定", "展览在博物馆开幕"])
    told = [taught.labels[i] for i in taught.logits(asked).argmax(axis=1)]
    assert told == ["A2", "M1", "M1", "A2"]
    np.testing.assert_allclose(np.exp(taught.log_probabilities(asked)).sum(axis=1), 1, atol=1e-5)
    again = Hashed.from_arrays(taught.arrays())
    np.testing.assert_array_equal(again.log_odds(asked), taught.log_odds(asked))


def test_nothing_is_no_row() -> None:
    assert len(pieces_of([])) == 0
    assert pieces_of([]).and_then(pieces_of(["a b"])).starts.tolist() == [0, 2]
