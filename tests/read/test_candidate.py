"""A document as passages, and the parties a rule sees at each."""

import numpy as np
import pytest
from tests.read.made_up import lexicon, passage, told

from samarkand.read.candidate import Surroundings, field_share
from samarkand.read.parties import context_of


def test_the_share_of_our_fields_starts_at_a_half() -> None:
    assert field_share([]) == 0.5
    assert field_share(["culture"] * 9) > 0.9
    assert field_share(["economy"] * 9) < 0.1


def test_each_passage_looks_at_the_one_before() -> None:
    passages = [passage("BB"), passage("AA"), passage()]
    empty = np.zeros((3, 0), dtype=np.float32)
    around = Surroundings(
        told("en", "x"), passages, lexicon("en").language, context_of(passages, "AA"), empty, np.zeros(3)
    )
    assert around.sighted == [("BB", "AA"), ("AA", "BB"), ()]
    assert around.field_share == pytest.approx(0.5)
