"""Direction as seen from home, and the other axes as far as they are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.made_up import lexicon, passage

from samarkand.domain.mention import Direction
from samarkand.domain.party import Place
from samarkand.read.axes import CUE_COLUMNS, axes_of, cue_counts, direction_of, role_of
from samarkand.read.lexicon import Cue

ROLES = [
    ("joint", "AA", "joint"),
    ("multilateral", "AA", "multilateral"),
    (None, "AA", "-"),
    ("", "AA", "-"),
    ({"from": ["AA"], "to": ["BB"]}, "AA", "outward"),
    ({"from": ["BB"], "to": ["AA"]}, "AA", "inward"),
    ({"from": ["BB"], "to": ["CC"]}, "AA", "elsewhere"),
    ({"from": ["AA", "BB"], "to": ["AA"]}, "AA", "outward"),
    ({"from": ["BB"], "to": None}, "AA", "elsewhere"),
    ({"from": ["BB"], "to": ["CC"]}, None, "elsewhere"),
]


@pytest.mark.parametrize(("direction", "own", "expected"), ROLES)
def test_the_role_of_a_stated_direction(direction: object, own: str | None, expected: str) -> None:
    assert role_of(direction, own) == expected


DIRECTIONS = [
    ("joint", ("AA", "BB"), "BB", "AA", Direction("joint")),
    ("multilateral", ("AA", "BB", "CC"), None, "AA", Direction("multilateral")),
    ("outward", ("AA", "BB"), "BB", "AA", Direction("directed", ("AA",), ("BB",))),
    ("outward", ("BB", "AA", "CC"), None, "AA", Direction("directed", ("AA",), ("BB", "CC"))),
    ("inward", ("AA", "BB"), None, "AA", Direction("directed", ("BB",), ("AA",))),
    ("inward", ("AA", "XX"), "AA", "AA", Direction("directed", ("XX",), ("AA",))),
    ("outward", ("BB", "CC"), "BB", "AA", None),
    ("inward", ("BB", "CC"), "BB", None, None),
    ("elsewhere", ("BB", "CC"), "CC", "AA", Direction("directed", ("BB",), ("CC",))),
    ("elsewhere", ("BB", "CC"), None, "AA", None),
    ("elsewhere", ("BB", "XX"), "BB", "AA", None),
    ("elsewhere", ("BB", "CC"), "DD", "AA", None),
    ("-", ("AA", "BB"), "BB", "AA", None),
]


@pytest.mark.parametrize(("role", "parties", "country", "own", "expected"), DIRECTIONS)
def test_the_direction_of_a_role(
    role: str, parties: tuple[str, ...], country: str | None, own: str | None, expected: Direction | None
) -> None:
    assert direction_of(role, parties, Place(country), own) == expected


@given(st.sampled_from(["AA", "BB"]), st.sampled_from(["outward", "inward"]))
def test_between_two_with_home_one_role_and_its_direction_are_one(own: str, role: str) -> None:
    made = direction_of(role, ("AA", "BB"), Place(), own)
    assert made is not None
    assert role_of({"from": list(made.origin), "to": list(made.target)}, own) == role


SILENT = {"direction": "-", "format": "-", "lead_sector": "-", "level": "-"}


def test_where_the_text_is_silent_there_is_nothing() -> None:
    axes = axes_of(SILENT, passage("AA", "BB"), ("AA", "BB"), Place(), "AA", lexicon("en").language)
    assert (axes.direction, axes.format, axes.lead_sector, axes.level, axes.tech) == (None, None, None, None, ())


def test_what_is_read_is_kept_and_technology_counts_once() -> None:
    cues = tuple(Cue(i, i + 1, "tech", value) for i, value in enumerate(["vr", "ai", "vr"]))
    read = {**SILENT, "format": "online", "level": "ministers", "direction": "joint"}
    axes = axes_of(read, passage("AA", cues=cues), ("AA", "BB"), Place(), "AA", lexicon("en").language)
    assert (axes.format, axes.level, axes.tech, axes.direction) == (
        "online",
        "ministers",
        ("vr", "ai"),
        Direction("joint"),
    )


def test_cues_are_counted_in_their_columns() -> None:
    assert cue_counts(passage()) == [0.0] * CUE_COLUMNS
    twice = passage(
        cues=(Cue(0, 1, "level", "ministers"), Cue(1, 2, "level", "ministers"), Cue(2, 3, "format", "hybrid"))
    )
    assert sorted(c for c in cue_counts(twice) if c) == [1.0, 2**0.5]
