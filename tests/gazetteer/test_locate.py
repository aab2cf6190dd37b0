"""Cities on the map: the right one of several of one name."""

import pytest

from samarkand.gazetteer.find import load
from samarkand.gazetteer.locate import spots_in, spots_of


def regions(text: str) -> list[str]:
    spots = spots_in(text, load().find(text, "en"))
    return [f"{spot.code}.{spot.region}" for spot in spots if spot]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("A fair in Springfield, Massachusetts", ["US.MA"]),
        ("A fair in Springfield, Ill., and one in Nairobi", ["US.IL", "KE.05"]),
        ("Missouri lent a bell; Springfield keeps it.", ["US.MO"]),
        ("London, Ontario", ["CA.08"]),
        ("Kenya and the European Union", []),
    ],
)
def test_spots_follow_the_division_named(text: str, where: list[str]) -> None:
    assert regions(text) == where


def test_the_largest_comes_first_and_nothing_is_invented() -> None:
    assert spots_of("Geneva", "CH")[0].id == 2660646
    assert spots_of("Geneva", "KE") == ()
    assert spots_in("", []) == []
