"""Who takes part is hidden before anything is classified."""

import pytest
from tests.read.made_up import gazetteer, hit

from samarkand.read.masking import mask


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("France and Peru; France again", [(0, 6, "FR"), (11, 15, "PE"), (17, 23, "FR")], "A and B; A again"),
        ("中法文化年", [(0, 1, "CN"), (1, 2, "FR")], "AB文化年"),
        ("no names", [], "no names"),
    ],
)
def test_masking_hides_who_and_keeps_how_many(text: str, spans: list[tuple[int, int, str]], expected: str) -> None:
    assert mask(text, [hit(*span) for span in spans]) == expected


def test_offsets_may_start_elsewhere() -> None:
    assert mask("Peru sang", [hit(100, 104, "PE")], 100) == "A sang"


SWAPPED = [
    (
        "en",
        "Norway opened an exhibition in Lima with Peruvian textiles",
        "Peru opened an exhibition in Oslo with Norwegian textiles",
    ),
    ("de", "Frankreich gibt Japan ein Gemälde zurück", "Japan gibt Frankreich ein Gemälde zurück"),
    ("zh", "中国和法国在巴黎举办展览", "法国和中国在北京举办展览"),
]


@pytest.mark.parametrize(("lang", "one", "other"), SWAPPED)
def test_swapping_countries_leaves_the_masked_text_as_it_was(lang: str, one: str, other: str) -> None:
    assert mask(one, gazetteer().find(one, lang)) == mask(other, gazetteer().find(other, lang))
