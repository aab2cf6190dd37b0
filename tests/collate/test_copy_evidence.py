from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.collate.copy_evidence import compared, covered, evidence, names, shapes, shared
from samarkand.domain.document import Document
from samarkand.domain.period import Period

SAID = (
    "The choir of the harbour town sang in the old customs house on Friday evening and more than three hundred people "
    "listened. The leader of the choir said that the songs came from both sides of the strait and that some of them had "
    "not been heard for a hundred years. In the spring the singers will travel to the other shore, where the theatre has "
    "invited them for two evenings, and a school will open its doors for a day of singing together."
)
RETOLD = (
    "On Friday the harbour choir gave a concert. Songs of two coasts were heard by a full house, among them some that had "
    "long been forgotten. Another concert is planned abroad next spring, and pupils are to sing along."
)
EDITED = SAID.replace("Friday evening", "Friday").replace("said that the songs", "told us that these songs")
EDITED = EDITED.replace("two evenings", "a pair of evenings").replace("sang in", "gave a concert in")
EDITED = EDITED.replace("the theatre has invited them", "a theatre invited the choir")


def told(a: str, b: str, days: tuple[str, str] | None = ("2024-05-02", "2024-05-02"), house: str = "") -> bool:
    one, other = (
        Document(name, text, publisher=house, period=Period(day) if day else None)
        for name, text, day in zip("ab", (a, b), days or (None, None), strict=True)
    )
    _, are_copies, _ = compared(*evidence([one, other]))
    return are_copies


def test_an_edited_text_is_a_copy_and_a_retold_one_is_not() -> None:
    assert told(SAID, EDITED)
    assert told(SAID, EDITED, None)
    assert not told(SAID, RETOLD)


def test_an_edited_text_inside_a_longer_one_is_a_copy() -> None:
    page = "The week in the region. Frost is expected until Monday, the road over the pass stays closed. " * 6
    assert told(EDITED, page + SAID + page[::-1])


@pytest.mark.parametrize(
    ("days", "house", "copies"),
    [
        (("2024-05-02", "2024-05-03"), "", True),
        (("2024-05-02", "2024-05-03"), "Harbour News", False),
        (None, "Harbour News", False),
        (("2024-05-02", "2024-05-12"), "", False),
        (("2024-05-02", "2024-09-12"), "", False),
    ],
)
def test_what_comes_later_or_from_the_same_house_again_has_to_be_nearly_the_same(
    days: tuple[str, str] | None, house: str, copies: bool
) -> None:
    assert told(SAID, EDITED, days, house) is copies
    assert told(SAID, SAID.upper(), days, house)


def test_other_figures_make_another_text_unless_they_are_said_elsewhere_in_it() -> None:
    counted = "The museum counted 1204 visitors in May, 318 of them from abroad, and 77 school classes. " + SAID
    assert not told(counted, counted.replace("1204", "988").replace("318", "250").replace("77", "41"))
    assert told(counted, counted.replace("1204", "1,204"))
    moved = counted.replace("1204 visitors in May", "visitors in May") + " In all there were 1204 visitors."
    assert told(counted, moved)


def test_a_number_beside_a_mark_of_writing_from_the_right_is_read_as_it_is_seen() -> None:
    one, other = evidence([Document("a", "طوله 1.8 متر"), Document("b", "طوله 8.\u200f1 متر")])
    assert one.numbers == other.numbers == {"18"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yesterday Ines Cabral came to Porto.", {"ines", "cabral", "porto"}),
        ("Вчера Анна приехала в Казань. Там холодно.", {"анна", "казань"}),
        ("The end. Then nothing", set()),
        ("أعلنت الوزارة أمس", set()),
    ],
)
def test_names_are_capitals_that_begin_no_sentence(text: str, found: set[str]) -> None:
    assert names(text) == found


def test_facts_are_looked_at_only_where_enough_is_shared_for_the_days_between() -> None:
    a, b = shapes([Document("a", SAID), Document("b", EDITED)])
    assert shared(a, b) is not None
    far = replace(b, days=(739000, 739000)), replace(a, days=(738000, 738000))
    assert shared(*far) is None


@given(st.lists(st.integers(0, 50), max_size=40), st.lists(st.integers(0, 50), max_size=40))
def test_cover_lies_between_nothing_and_all_and_bridging_only_adds(few: list[int], many: list[int]) -> None:
    plain, bridged = covered(np.array(few, np.uint64), np.array(many, np.uint64))
    assert 0.0 <= plain <= bridged <= 1.0
    assert covered(np.array(few, np.uint64), np.array(few, np.uint64)) == ((1.0, 1.0) if few else (0.0, 0.0))
