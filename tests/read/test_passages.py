"""A document as passages with their names and cues in place."""

from hypothesis import given
from hypothesis import strategies as st
from tests.read.made_up import passages_of, told

from samarkand.read.lexicon import TERM

ANY = st.characters(codec="utf-8")


def test_a_document_is_split_with_its_names_and_cues_in_place() -> None:
    document = told("en", "The museum in Oslo opened an exhibition. Nothing else.", "Norway and Peru")
    passages = passages_of(document)
    assert [p.number for p in passages] == [0, 1, 2]
    assert [p.codes for p in passages] == [("NO", "PE"), ("NO",), ()]
    assert all(document.whole[p.start : p.end] == p.text for p in passages)
    assert "A2" in passages[1].values(TERM)


def test_without_a_title_the_text_starts_at_one() -> None:
    assert [p.number for p in passages_of(told("en", "Peru sang. Norway danced.", " "))] == [1, 2]


@given(st.text(alphabet=ANY, max_size=300), st.text(alphabet=ANY, max_size=40))
def test_no_text_breaks_the_splitting(text: str, title: str) -> None:
    document = told("en", text, title)
    for p in passages_of(document):
        assert document.whole[p.start : p.end] == p.text
        assert all(p.start <= name.start < p.end for name in p.names)
