import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samarkand.adapters.compute_local import InProcess
from samarkand.collate.stories import Collation, in_memory, itself, relate
from samarkand.domain.document import Document, Relations, Story
from samarkand.domain.period import Period
from samarkand.match.components import connected


def words(seed: int, n: int = 120) -> list[str]:
    rng = random.Random(seed)
    return [
        f"w{chr(97 + rng.randrange(26))}{chr(97 + rng.randrange(26))}{chr(97 + rng.randrange(26))}" for _ in range(n)
    ]


def near_copy(text: Sequence[str], changes: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    out = list(text)
    for at in rng.sample(range(len(out)), changes):
        out[at] = "changed"
    return out


def told(documents: Sequence[Document], size: int = 1000) -> tuple[list[Story], dict[str, Relations]]:
    stories, relations = relate(in_memory(documents, InProcess(), size))
    return stories, {r.document_id: r for r in relations}


def groups(texts: Sequence[str]) -> list[tuple[str, ...]]:
    stories, _ = told([Document(f"{i:03}", text) for i, text in enumerate(texts)])
    return [s.documents for s in stories]


LEAD = (
    "The town museum of Lindbury will lend 34 of its oldest maps to the library of Porto Vale from 3 March. The loan lasts "
    "until 19 October and is part of an agreement that both houses signed in 2021. "
)
BODY = (
    "Visitors will see how sailors of both coasts drew the same bay in different ways. Schools may book guided tours in two "
    "languages, and a catalogue of 128 pages comes with the exhibition. The director of the museum thanked the guild of "
    "chart makers for paying the transport, which costs 41,500 crowns. A second loan in the other direction is planned. "
)
OTHER = (
    "Meanwhile the harbour office reports that the winter was mild and that most of the fishing boats never left the water. "
    "Repairs to the old pier go on until the summer, and the ferry stops at the new landing stage for now. "
)


@pytest.mark.parametrize(
    ("kind", "copy"),
    [
        ("same", LEAD + BODY),
        ("cut", LEAD + BODY[: len(BODY) // 2]),
        ("framed", "Subscribe to our letter. " + LEAD + BODY + "All rights reserved by the editors of this page."),
        ("inside a longer page", OTHER + LEAD + BODY + OTHER.upper()),
        ("reordered", BODY + LEAD),
        ("case and marks", (LEAD + BODY).upper().replace(",", "").replace(".", " ! ")),
        ("lightly edited", (LEAD + BODY).replace("oldest", "most precious").replace("thanked", "was grateful to")),
        ("a quote put in", LEAD + "“We have waited long for this day,” said a reader. " + BODY),
    ],
)
def test_a_text_changed_without_changing_what_it_says_is_a_copy(kind: str, copy: str) -> None:
    assert groups([LEAD + BODY, copy, " ".join(words(70))]) == [("000", "001"), ("002",)], kind


FORM = (
    "The statistical office counted {a} visitors to the museums of the district in {m}, which is {b} more than in the month "
    "before. Of these, {c} came from abroad. The office counts every ticket and publishes the figures in the first week of "
    "each month. Questions are answered by the press desk of the office."
)


def test_a_form_filled_with_other_figures_is_another_text() -> None:
    filled = [FORM.format(a=31204, b=418, c=9120, m="May"), FORM.format(a=28811, b=97, c=8034, m="June")]
    assert groups(filled) == [("000",), ("001",)]
    assert groups([filled[0], filled[0].replace("31204", "31,204")]) == [("000", "001")]


def test_a_stub_that_fits_two_rival_texts_joins_one_of_them_and_does_not_join_them() -> None:
    one, other = FORM.format(a=31204, b=418, c=9120, m="May"), FORM.format(a=28811, b=97, c=8034, m="June")
    stub = " ".join(one.split()[-28:])
    stories = groups([one, other, stub])
    assert sorted(map(len, stories)) == [1, 2]
    assert not any({"000", "001"} <= set(story) for story in stories)


def test_a_page_of_two_texts_does_not_make_them_one() -> None:
    one, other = " ".join(words(1, 200)), " ".join(words(2, 90))
    assert groups([one, other, f"{one} {other}"]) == [("000", "002"), ("001",)]


def test_a_text_left_out_of_the_story_of_its_page_still_says_where_it_stands() -> None:
    one, other = " ".join(words(1, 200)), " ".join(words(2, 90))
    _, relations = told([Document("000", one), Document("001", other), Document("002", f"{one} {other}")])
    assert {name: r.stands_in for name, r in relations.items()} == {"000": (), "001": ("002",), "002": ()}


def test_what_an_office_says_of_itself_below_every_release_joins_none_of_them() -> None:
    about = " ".join(words(50, 60))
    pages = [" ".join(words(i, 200)) + " " + about for i in range(6)]
    assert len(groups([*pages, about])) == 6


def test_a_heavily_changed_text_is_no_copy() -> None:
    assert len(groups([" ".join(words(1)), " ".join(near_copy(words(1), 40, 2))])) == 2


HAN = "两国文化部长昨天在首都共同出席展览开幕式并参观了来自多家博物馆的一百二十件珍贵文物随后举行会谈" * 2


def test_texts_without_spaces_are_compared_by_characters() -> None:
    assert groups([HAN, HAN.replace("昨天", "今天", 1), HAN[::-1]]) == [("000", "001"), ("002",)]


def test_vowel_signs_and_forms_of_letters_do_not_part_copies() -> None:
    arabic = "أعلنت المكتبة الوطنية أمس افتتاح معرض المخطوطات القديمة في قاعة الميناء بحضور ضيوف من ثلاث دول"
    assert groups([arabic, arabic.replace("معرض", "مَعْرِض"), LEAD]) == [("000", "001"), ("002",)]
    assert groups([LEAD, "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in LEAD)]) == [("000", "001")]


def test_texts_without_a_letter_are_no_copies_of_each_other() -> None:
    assert groups(["…", "", "!!!"]) == [("000",), ("001",), ("002",)]


def test_stories_start_with_the_earliest() -> None:
    text = " ".join(words(3))
    documents = [
        Document("late", text, period=Period("2024-05-02")),
        Document("early", text, period=Period("2024-05-01")),
        Document("undated", text),
    ]
    stories, relations = told(documents)
    assert [s.documents for s in stories] == [("early", "late", "undated")]
    assert {r.copies for r in relations.values()} == {"early"}


def test_a_text_that_comes_again_after_months_has_to_be_the_same() -> None:
    text = words(4)
    documents = [Document("a", " ".join(text), period=Period("2024-01-10"))]
    edited = Document("b", " ".join(near_copy(text, 4, 1)), period=Period("2024-01-11"))
    assert len(told([*documents, edited])[0]) == 1
    assert len(told([*documents, replace(edited, period=Period("2024-09-11"))])[0]) == 2


def test_every_document_stands_in_one_story_and_has_one_row_of_relations() -> None:
    documents = [Document(f"d{i}", " ".join(words(i % 5))) for i in range(20)]
    stories, relations = told(documents, size=3)
    assert sorted(d for s in stories for d in s.documents) == sorted(relations) == sorted(d.id for d in documents)


def test_no_documents_no_stories() -> None:
    assert relate(in_memory([], InProcess())) == ([], [])


CHANGES = st.sampled_from(["cut", "framed", "reordered", "upper"])


def _changed(text: list[str], how: str) -> str:
    if how == "cut":
        return " ".join(text[: len(text) // 2])
    if how == "framed":
        return " ".join([*words(900, 15), *text, *words(901, 15)])
    return " ".join([*text[60:], *text[:60]]) if how == "reordered" else " ".join(text).upper()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 8), CHANGES), max_size=12), st.randoms(use_true_random=False), st.integers(1, 30)
)
def test_a_copy_is_always_in_its_group_and_order_changes_nothing(
    made: list[tuple[int, str]], rng: random.Random, size: int
) -> None:
    documents = [Document(f"o{i}", " ".join(words(i))) for i in range(9)]
    documents += [Document(f"c{at}", _changed(words(i), how)) for at, (i, how) in enumerate(made)]
    first = told(documents)
    rng.shuffle(documents)
    assert told(documents, size) == first
    assert all(first[1][f"c{at}"].copies == first[1][f"o{i}"].copies for at, (i, _) in enumerate(made))
    assert len(first[0]) == 9


def test_parts_change_nothing_but_where_texts_are_read() -> None:
    documents = [Document(f"d{i}", " ".join(words(i % 7))) for i in range(21)]
    split = Collation([documents[:4], [], documents[4:20], documents[20:]], itself, InProcess())
    assert relate(split) == relate(in_memory(documents, InProcess()))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60))
def test_components_partition_and_join(pairs: list[tuple[int, int]]) -> None:
    found = connected(pairs, 31)
    where = {item: i for i, group in enumerate(found) for item in group}
    assert sorted(where) == list(range(31))
    assert all(where[a] == where[b] for a, b in pairs)
