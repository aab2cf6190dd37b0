"""What a week should bring, and which silences are no chance."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.stats.expectation import LEAST_WEEKS, ranges, silences

STEADY = [40, 37, 44, 41, 39, 42, 38, 45, 40, 36, 43, 41] * 4
SELDOM = [0, 0, 0, 4, 0, 0, 0, 0, 5, 0, 0, 0, 3] * 4

CASES = [
    ("six weeks of a steady source", [*STEADY[:20], *[0] * 6, *STEADY[20:]], set(range(20, 26))),
    ("one week of a steady source", [*STEADY[:20], 0, *STEADY[20:]], {20}),
    ("an end", [*STEADY, *[0] * 9], set(range(48, 57))),
    ("two gaps", [*STEADY[:12], *[0] * 4, *STEADY[12:30], *[0] * 8, *STEADY[30:]], {*range(12, 16), *range(34, 42)}),
    ("a source that publishes seldom", SELDOM, set()),
    ("a small source with empty weeks", [1, 0, 2, 1, 0, 3, 1, 1, 0, 2, 0, 0, 1, 2, 1, 0, 1] * 3, set()),
    ("too little history to say", [40, 41, 0, 0, 0, 39], set()),
    ("nothing at all", [0] * 30, set()),
    ("no weeks", [], set()),
]


@pytest.mark.parametrize(("what", "counts", "expected"), CASES, ids=[c[0] for c in CASES])
def test_silences(what: str, counts: list[int], expected: set[int]) -> None:
    assert silences(counts) == expected


def test_a_seldom_source_that_stops_for_good_is_missed_in_the_end() -> None:
    assert silences([*SELDOM, *[0] * 60]) >= set(range(len(SELDOM), len(SELDOM) + 60))


def test_a_range_holds_its_middle_and_moves_with_the_source() -> None:
    grown = [*STEADY, *[4 * c for c in STEADY]]
    found = ranges(grown)
    assert found is not None
    assert found[5][0] < 40 < found[5][1] < found[-5][0] < 160 < found[-5][1]


def test_weeks_left_out_count_nowhere() -> None:
    with_gap = [*STEADY[:24], *[0] * 10, *STEADY[24:]]
    gap = set(range(24, 34))
    found, without = ranges(with_gap, gap), ranges(STEADY)
    assert found is not None and without is not None
    assert found[:18] == without[:18]
    assert all(low > 0 for low, _ in found)


def test_with_little_history_there_is_no_range() -> None:
    assert ranges([5] * (LEAST_WEEKS - 1)) is None
    assert ranges([5] * LEAST_WEEKS) is not None


def test_few_ordinary_weeks_lie_outside_their_range() -> None:
    draw = random.Random(7)
    counts = [sum(draw.random() < 0.1 for _ in range(120)) for _ in range(300)]
    found = ranges(counts)
    assert found is not None
    outside = sum(not low <= c <= high for c, (low, high) in zip(counts, found, strict=True))
    assert outside <= 9, f"{outside} of 300 weeks of chance alone"


@given(st.lists(st.integers(0, 60), max_size=70))
def test_only_empty_weeks_are_missing_and_ranges_are_in_order(counts: list[int]) -> None:
    assert all(counts[i] == 0 for i in silences(counts))
    for low, high in ranges(counts) or []:
        assert 0 <= low <= high
