"""Floors of the place figures on the shared sets, and the scorer on an article of our own."""

import pytest
from tools.places import SETS, SHARED, Article, Toponym, read_set, score

FLOORS = {"TR-News": (0.83, 0.91), "LGL": (0.60, 0.86), "GeoVirus": (0.83, 0.96)}
"""Share of names found, and of those the share with the right country: about two points under what was measured."""


def test_an_article_of_our_own() -> None:
    text = "Nairobi hosts Peru; Atlantis does not. Athens, Georgia, sings."
    marks = [("Nairobi", "KE", 184745), ("Peru", "PE", 3932488), ("Atlantis", "ZA", None), ("Athens", "US", 4180386)]
    toponyms = [
        Toponym(text.index(name), text.index(name) + len(name), code, id_, id_ == 184745, -1.28, 36.82)
        for name, code, id_ in marks
    ]
    result = score([Article(text, tuple(toponyms))])
    assert (result.toponyms, result.found, result.right) == (4, 3, 3)
    assert (result.cities, result.cities_found, result.near, result.exact) == (1, 1, 1, 1)


@pytest.mark.parametrize("name", SETS)
def test_floors_on_the_shared_sets(name: str) -> None:
    if not (SHARED / "places" / SETS[name]).exists():
        pytest.skip("the shared sets are not here")
    result = score(read_set(name))
    found, right = FLOORS[name]
    assert result.found / result.toponyms >= found
    assert result.right / result.found >= right
