"""Indicator cards: each is measured, or missing with a reason, or a question."""

import pytest

from samarkand.codebook.indicators import load_indicators, parse_indicator
from samarkand.domain.errors import SamarkandError

CARD = """
id = "X"
name = "X"
group = "pattern"
definition = "x"
unit = "share"
layers = ["claimed"]
needs = []
caveats = ["x"]
zero_means = "x"
interval = "x"
"""


@pytest.mark.parametrize(
    "ending", ['formula = "x"', '[missing]\nreason = "a"\nsource = "b"'], ids=["formula", "missing"]
)
def test_a_card_is_measured_or_missing(ending: str) -> None:
    card = parse_indicator(CARD + ending, "x.toml")
    assert bool(card.formula) != bool(card.missing)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CARD, "only one"),
        (CARD + 'formula = "x"\n[missing]\nreason = "a"\nsource = "b"', "only one"),
        (CARD + 'formula = "x"\ncolour = "red"', "colour"),
        (CARD.replace('unit = "share"', "") + 'formula = "x"', "unit"),
        (CARD.replace("claimed", "rumoured") + 'formula = "x"', "rumoured"),
        (CARD + '[missing]\nreason = "a"', "source"),
    ],
    ids=["neither", "both", "unknown key", "lacking key", "unknown layer", "missing without a source"],
)
def test_a_card_that_is_not_usable_says_where(text: str, told: str) -> None:
    with pytest.raises(SamarkandError, match=told) as caught:
        parse_indicator(text, "x.toml")
    assert "x.toml" in str(caught.value)


def test_every_indicator_of_the_method_has_its_card() -> None:
    """But for those that follow-through, network and initiatives bring."""
    wanted = {
        f"P-{x}"
        for x in ["M1", "M2", "M3", "D1", "D2", "D3", "D4", "P1", "P2", "P3", "T1", "T2", "T3", "W1", "W2", "W3"]
    }
    wanted |= {f"F{x}" for x in ["1b", "1c", "2a", "2b", "2c", "3a", "3b", "3c", "3d", "3e", "5a", "5b", "5c"]} | {"Y2"}
    assert wanted <= load_indicators().keys()
