"""Floors on the gold pairs; docs/same.md tells how they were measured."""

import pytest
from tools.same import HALVES, cases, counts, f1, keys, ours, without_list

FLOORS = {"development": (0.98, 0.92), "held": (0.95, 0.91)}
"""F1 of the scorecard, and without the list of known institutions."""


@pytest.mark.slow
@pytest.mark.parametrize("half", HALVES)
def test_floors(half: str) -> None:
    judged = cases(half)
    assert len(judged) > 500
    found = ours(judged)
    hits, given, _ = counts(judged, found)
    assert f1(judged, found) >= FLOORS[half][0]
    assert f1(judged, without_list(judged)) >= FLOORS[half][1]
    assert hits / given >= 0.98
    met = [bool(keys(case.a) & keys(case.b)) for case in judged if case.is_same]
    assert sum(met) / len(met) >= 0.97
