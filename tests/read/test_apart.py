"""No cue shares a letter with a name."""

from hypothesis import given
from hypothesis import strategies as st

from samarkand.codebook.languages import load_languages
from samarkand.codebook.types import load_codebook
from samarkand.gazetteer.find import Hit, load
from samarkand.read.apart import cues_apart
from samarkand.read.lexicon import Cue, Lexicon
from samarkand.text.folding import fold

CUTS = st.lists(st.integers(0, 60), max_size=12, unique=True).map(sorted)


@given(CUTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=15))
def test_exactly_the_cues_without_a_letter_of_a_name_stay(cuts: list[int], spans: list[tuple[int, int]]) -> None:
    names = [Hit(a, b, "AA", "country", None, "") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    cues = [Cue(start, start + length, "term", "A2") for start, length in spans]
    letters = {at for name in names for at in range(name.start, name.end)}
    assert cues_apart(cues, names) == [cue for cue in cues if letters.isdisjoint(range(cue.start, cue.end))]


def test_a_word_made_by_a_name_and_its_neighbour_is_no_cue() -> None:
    text = "我们同意大利歌手合唱"
    found = Lexicon(load_codebook(), load_languages()["zh"]).find(fold(text))
    assert "同意" in {text[cue.start : cue.end] for cue in found}
    kept = cues_apart(found, load().find(text, "zh"))
    assert "同意" not in {text[cue.start : cue.end] for cue in kept}
