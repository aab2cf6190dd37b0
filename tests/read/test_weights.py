"""The packaged weights and names are what the commands make of the codebook at hand."""

from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samarkand import wiring
from samarkand.read.pieces import WIDTH, Hashed, pieces_of
from samarkand.read.trees import Trees
from samarkand.read.weights import Annotated, Learnt, Linear, Weights, origin


def shipped() -> bytes:
    return files("samarkand.read").joinpath("weights.npz").read_bytes()


def test_the_weights_were_learnt_from_this_codebook() -> None:
    assert Weights.from_bytes(shipped()).learnt_from == wiring.learnt_from(), "run: make gazetteer weights"


def test_their_checksum_is_recorded() -> None:
    recorded = files("samarkand.read").joinpath("weights.sha256").read_text("ascii").split()[0]
    assert Weights.from_bytes(shipped()).checksum == recorded


def test_weights_come_back_as_they_went() -> None:
    held = Weights.from_bytes(shipped())
    again = Weights.from_bytes(held.to_bytes())
    assert again.to_bytes() == held.to_bytes()
    assert held.type.weight.shape == (len(held.type.labels), held.stage.weight.shape[1])


@pytest.mark.slow
def test_learning_again_gives_the_same_readings() -> None:
    learnt, held = wiring.learn(), Weights.from_bytes(shipped())
    assert learnt.type.labels == held.type.labels
    assert abs(learnt.type.weight - held.type.weight).max() <= 0.05


def linear(*labels: str, columns: int = 3) -> Linear:
    rng = np.random.default_rng(len(labels))
    return Linear(
        labels,
        rng.normal(size=(len(labels), columns)).astype(np.float32),
        rng.normal(size=len(labels)).astype(np.float32),
    )


def trees(seed: int) -> Trees:
    """One tree with a single split."""
    values = np.random.default_rng(seed).normal(size=3).astype(np.float32)
    left, right = (np.array([way, 1, 2], dtype=np.int32) for way in (1, 2))
    return Trees(np.zeros(3, np.int32), np.zeros(3), left, right, values, np.zeros(1, dtype=np.int32), 0.25 * seed, 1)


def hashed(*labels: str) -> Hashed:
    weight = np.random.default_rng(3).integers(-99, 99, (WIDTH, len(labels))).astype(np.int8)
    return Hashed(labels, weight, np.linspace(-1, 1, len(labels)).astype(np.float32))


SOME = pieces_of(["one exhibition", "two exhibitions opened", "签署协定", "опера"])


def same(one: Linear, other: Linear) -> bool:
    return (
        one.labels == other.labels and np.array_equal(one.weight, other.weight) and np.array_equal(one.bias, other.bias)
    )


def test_small_weights_come_back_as_they_went() -> None:
    held = Weights(
        ("A1", "Ü9"),
        linear("A1", "NA", "Ü9"),
        linear("agreed", "delivered"),
        linear("NA", "event"),
        hashed("A1", "NA", "Ü9"),
        "x" * 9,
    )
    again = Weights.from_bytes(held.to_bytes())
    assert (again.codes, again.learnt_from) == (held.codes, held.learnt_from)
    assert all(same(getattr(again, n), getattr(held, n)) for n in ("type", "stage", "words"))
    np.testing.assert_array_equal(again.pieces.logits(SOME), held.pieces.logits(SOME))
    assert again.checksum == held.checksum
    assert origin(held.to_bytes()) == held.learnt_from


def test_what_was_learnt_from_documents_comes_back_as_it_went() -> None:
    heads = {"stage": linear("agreed", "delivered"), "format": linear("-", "online", "print")}
    held = Learnt(trees(4), trees(1), linear("no", "yes"), hashed("no", "yes"), trees(2), trees(3), heads, "digest")
    again = Learnt.from_bytes(held.to_bytes())
    rows = np.linspace(-1, 1, 9).reshape(-1, 1)
    for name in ("door", "gate", "sure", "party"):
        np.testing.assert_array_equal(getattr(again, name).log_odds(rows), getattr(held, name).log_odds(rows))
    assert same(again.event, held.event)
    np.testing.assert_array_equal(again.pieces.log_odds(SOME), held.pieces.log_odds(SOME))
    assert set(again.heads) == set(heads)
    assert all(same(again.heads[n], heads[n]) for n in heads)
    assert again.learnt_from == "digest"
    assert again.to_bytes() == held.to_bytes()


def test_annotated_passages_come_back_as_half_floats() -> None:
    rng = np.random.default_rng(7)
    vectors, words = rng.normal(size=(4, 5)).astype(np.float32), np.ones((4, 3), np.float32)
    held = Annotated(("A1", "A2"), vectors, words, SOME, ("A1",) * 4)
    again = Annotated.from_bytes(held.to_bytes())
    assert (again.codes, again.types) == (held.codes, held.types)
    np.testing.assert_allclose(again.vectors, held.vectors, atol=2e-3)
    np.testing.assert_array_equal(again.pieces.column, held.pieces.column)
    assert again.to_bytes() == Annotated.from_bytes(again.to_bytes()).to_bytes()


def test_nothing_annotated_comes_back_as_nothing() -> None:
    again = Annotated.from_bytes(Annotated.none().to_bytes())
    assert (again.codes, again.types, again.vectors.size) == ((), (), 0)


@given(arrays(np.float32, st.tuples(st.integers(0, 5), st.just(3)), elements=st.floats(-50, 50, width=32)))
def test_probabilities_add_up_and_agree_with_log_odds(rows: np.ndarray) -> None:
    two = linear("no", "yes")
    chances = two.probabilities(rows)
    assert chances.shape == (len(rows), 2)
    np.testing.assert_allclose(chances.sum(axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(chances[:, 1], 1 / (1 + np.exp(-two.log_odds(rows).astype(np.float64))), atol=1e-4)


@pytest.mark.parametrize("name", ["learnt", "annotated"])
def test_what_is_shipped_has_the_checksum_recorded_beside_it(name: str) -> None:
    import hashlib

    folder = files("samarkand.read")
    recorded = folder.joinpath(f"{name}.sha256").read_text("ascii").split()[0]
    assert hashlib.sha256(folder.joinpath(f"{name}.npz").read_bytes()).hexdigest() == recorded
