"""Terms and cues are found where a word may start, and nowhere else."""

import pytest
from tests.read.made_up import lexicon

from samarkand.read.lexicon import TERM
from samarkand.text.folding import fold

WORD_STARTS = [
    ("en", "Exhibitions opened", "A2", True),
    ("en", "prexhibition", "A2", False),
    ("de", "Kunstausstellung", "A2", True),
    ("fr", "des expositions", "A2", True),
    ("zh", "举办大型展览", "A2", True),
    ("sv", "en fotoutställning", "A2", True),
    ("ar", "والمعرض", "A2", True),
    ("ru", "на выставке", "A2", True),
]


@pytest.mark.parametrize(("lang", "text", "code", "found"), WORD_STARTS)
def test_terms_are_found_where_a_word_may_start(lang: str, text: str, code: str, found: bool) -> None:
    values = [cue.value for cue in lexicon(lang).find(fold(text)) if cue.kind == TERM]
    assert (code in values) is found


CUES = [
    ("en", "both countries", "both"),
    ("en", "the show was not held", "negation"),
    ("fr", "les deux pays", "both"),
    ("de", "beide länder", "both"),
    ("zh", "两国", "both"),
    ("ru", "обе страны", "both"),
    ("ar", "البلدين", "both"),
    ("sv", "båda länderna", "both"),
    ("it", "i due paesi", "both"),
    ("es", "ambos países", "both"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), CUES)
def test_cues_of_each_language(lang: str, text: str, kind: str) -> None:
    assert kind in {cue.kind for cue in lexicon(lang).find(fold(text))}
