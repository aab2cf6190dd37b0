"""The packaged weights and names are what the commands make of the codebook at hand."""

from importlib.resources import files

import pytest

from samarkand import wiring
from samarkand.read.weights import Weights


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
