"""Forms of a text that keep every offset."""

from hypothesis import given
from hypothesis import strategies as st

from samarkand.text.folding import encodable, fold

ANY = st.text(st.characters(codec=None))


@given(ANY)
def test_an_encodable_text_is_as_long_and_differs_only_in_surrogates(text: str) -> None:
    made = encodable(text)
    made.encode("utf-8")
    assert len(made) == len(text)
    assert all(a == b or "\ud800" <= a <= "\udfff" for a, b in zip(text, made, strict=True))


@given(ANY)
def test_a_fold_is_as_long_as_the_text(text: str) -> None:
    assert len(fold(text)) == len(text)
