import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.codebook.languages import load_languages
from samarkand.codebook.themes import load_themes
from samarkand.read.themes import MAX_THEMES, themes_of

LANGUAGES = load_languages()
NAMES = {theme.name for theme in load_themes()}

CASES = [
    ("en", "A jazz evening closes the tourism fair.", ("jazz", "tourism")),
    ("en", "Ministers signed a paper on higher education.", ("higher education",)),
    ("en", "The article was signed by artisans.", ("crafts",)),
    ("zh", "动画电影周与龙舟表演", ("animation", "dragon boat racing", "film")),
    ("fr", "Un stage de marionnettes et de danse", ("puppetry", "dance")),
    ("de", "Die Bibliothek zeigt einen Dokumentarfilm", ("documentary film", "libraries")),
    ("it", "Un balletto e una mostra di fotografia", ("ballet", "photography")),
    ("es", "Becas para músicos y un taller de caligrafía", ("scholarships", "calligraphy", "music")),
    ("ru", "В музее открылась выставка скульптуры", ("sculpture", "museums")),
    ("ar", "افتتح معرض الخط العربي في المتحف", ("calligraphy", "museums")),
    ("sv", "Symfoniorkestern spelar på biblioteket", ("classical music", "libraries")),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_themes_narrowest_first(lang: str, text: str, expected: tuple[str, ...]) -> None:
    assert themes_of(text, LANGUAGES[lang]) == expected


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_silent_where_nothing_says_so(lang: str) -> None:
    assert themes_of("", LANGUAGES[lang]) == ()
    assert themes_of("12 · 34 — 56", LANGUAGES[lang]) == ()


def test_every_theme_has_cues_in_every_language() -> None:
    for theme in load_themes():
        assert set(theme.cues) == set(LANGUAGES), theme.name
        assert all(theme.cues.values()), theme.name
        assert theme.level in {1, 2, 3}
        assert all(cue == cue.lower() for cues in theme.cues.values() for cue in cues), theme.name


@given(st.sampled_from(sorted(LANGUAGES)), st.text(max_size=120))
def test_any_text_gives_at_most_three_known_themes(lang: str, text: str) -> None:
    found = themes_of(text, LANGUAGES[lang])
    assert len(found) <= MAX_THEMES
    assert set(found) <= NAMES
    assert len(set(found)) == len(found)
