"""Printed lines to paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.collate.parse.paragraphs import joined

CASES = [
    ("a broken word", ["an exhi-\nbition of art"], "an exhibition of art"),
    ("a soft hyphen", ["an exhi\u00ad\nbition"], "an exhibition"),
    ("a hyphen seen elsewhere", ["the long-term plan and the long-\nterm aim"], "the long-term plan and the long-term aim"),
    ("a double name", ["Anne-\nMarie spoke"], "Anne-Marie spoke"),
    ("a number range", ["from 2019-\n2024"], "from 2019- 2024"),
    ("a blank line", ["One.\n\nTwo."], "One.\n\nTwo."),
    ("a short last line", ["A line that is as long as lines are here goes on\nand ends.\nThen a new one begins, long as the others are"],
     "A line that is as long as lines are here goes on and ends.\n\nThen a new one begins, long as the others are"),
    ("a list", ["They agreed:\n• to lend\n• to train"], "They agreed:\n\n• to lend\n\n• to train"),
    ("Chinese", ["两国博物馆共同举办\n展览，展期三个月"], "两国博物馆共同举办展览，展期三个月"),
    ("Russian", ["Музей открыл выс-\nтавку"], "Музей открыл выставку"),
    ("a page that goes on", ["The show was opened by the", "minister of culture."], "The show was opened by the minister of culture."),
    ("a word broken between pages", ["The show of exhi-", "bitions."], "The show of exhibitions."),
    ("a page that begins anew", ["The end.", "The start."], "The end.\n\nThe start."),
    ("nothing", ["", " \n"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "pages", "text"), CASES, ids=[c[0] for c in CASES])
def test_lines_become_paragraphs(name: str, pages: list[str], text: str) -> None:
    assert joined(pages) == text


@pytest.mark.parametrize("foot", ["{n}", "Page {n}", "{n} / 4", "Seite {n} von 4", "- {n} -", "{n} | Report"])
def test_page_numbers_are_no_text(foot: str) -> None:
    pages = [
        f"Of {month} there is this to tell.\n{foot.format(n=n)}"
        for n, month in enumerate(("May", "June", "July", "August"), 1)
    ]
    assert joined(pages).count("\n\n") == 3, "a paragraph a page and nothing else"


def test_numbers_within_text_do_not_make_it_a_running_head() -> None:
    pages = [f"The house of {name} had\nguests from {n} countries." for n, name in enumerate("abcd")]
    assert joined(pages).count("countries") == 4


def test_a_document_of_one_page_repeated_is_not_lost() -> None:
    assert joined(["Same words."] * 4) != ""


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60), max_size=12))
def test_no_letter_is_lost_on_one_page(lines: list[str]) -> None:
    page = "\n".join(lines)
    kept = [c for c in joined([page]) if c.isalnum()]
    assert kept == [c for c in page if c.isalnum()]
