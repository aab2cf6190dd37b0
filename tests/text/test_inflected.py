import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.text.inflected import pattern_of, plain, stem_of

CASES = [
    (
        "ru",
        "Год культуры",
        ["Год культуры", "Года культуры", "Годом культуры", "Годы культуры"],
        ["год культуры", "Городу культуры", "Год культурный центр"],
    ),
    (
        "ru",
        "культурная столица",
        ["культурной столицы", "Культурную столицу", "культурные столицы", "КУЛЬТУРНОЙ СТОЛИЦЕЙ"],
        ["культурно столичный"],
    ),
    ("ru", "Путь", ["Путь", "Пути", "Путём"], ["Путаница"]),
    (
        "de",
        "Europäische Hauptstadt",
        ["Europäischen Hauptstadt", "Europäischer Hauptstadt"],
        ["europäische Hauptstadt", "Europäische Hauptstädte"],
    ),
    ("de", "Mattei-Plan", ["Mattei-Plan", "Mattei-Plans", "Mattei–Plan"], ["Mattei-Planung"]),
    ("sv", "kulturhuvudstad", ["kulturhuvudstaden", "Kulturhuvudstads"], ["kulturhuvudstadsår"]),
    ("ar", "الثقافة", ["الثقافة", "والثقافة", "بالثقافة", "للثقافة", "الثقافه"], ["ثقافة", "الثقافية"]),
    ("ar", "عاصمة الأمة", ["عاصمة الأمة", "لعاصمة الأمة", "وبعاصمة الامه"], ["عاصمتنا الأمة"]),
    ("fr", "bourse d'excellence", ["bourse d’excellence", "bourses d'excellence"], ["débourse d'excellence"]),
    ("es", "capital verde", ["capital verde", "capitales verdes"], ["capitalino verde"]),
    ("it", "borsa", ["borsa"], ["borse", "borsata"]),
    ("en", "Prize", ["Prize", "Prizes", "Prize's", "PRIZE"], ["prize", "Prized"]),
    ("zh", "文化年", ["文化年"], ["文年"]),
]


@pytest.mark.parametrize(("lang", "form", "fits", "others"), CASES)
def test_endings(lang: str, form: str, fits: list[str], others: list[str]) -> None:
    pattern = re.compile(pattern_of(form, lang))
    assert [text for text in fits if not pattern.fullmatch(plain(text))] == []
    assert [text for text in others if pattern.search(plain(text))] == []


@pytest.mark.parametrize(("lang", "form", "fits", "others"), CASES)
def test_the_stem_stands_in_all_that_fits(lang: str, form: str, fits: list[str], others: list[str]) -> None:
    stem = stem_of(form, lang)
    assert len(stem) > 2 or lang == "zh"
    assert all(stem in plain(text).lower() for text in fits)


@given(st.text())
def test_the_plain_form_is_as_long(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)
