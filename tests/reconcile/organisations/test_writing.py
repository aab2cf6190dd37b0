"""Scripts, bare letters and how they are read."""

import pytest

from samarkand.reconcile.organisations.sounds import letter_likeness, skeleton, sound_likeness
from samarkand.reconcile.organisations.writing import folded, is_pinyin, read, script_of, table


@pytest.mark.parametrize(
    ("text", "script"),
    [("故宫", "han"), ("Musée", "latin"), ("Музей", "cyrillic"), ("متحف", "arabic"), ("ሙዚየም", "other"), ("", "other")],
)
def test_script(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("MUSÉE", "musee"),
        ("Ｍｕｓｅｕｍ", "museum"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("國立故宮博物院", "国立故宫博物院"),
        ("東京藝術大学", "东京艺术大学"),
        ("مكتبة", "مكتبه"),
        ("Гёте", "гете"),
    ],
)
def test_folding(text: str, bare: str) -> None:
    assert folded(text) == bare


def test_reading_in_latin_letters() -> None:
    assert read("鲁迅") == "lu xun"
    assert read("пушкин") == "pushkin"
    assert read(folded("بوشكين")) == "bushkin"


def test_each_variant_pair_leads_to_a_character_that_is_no_variant() -> None:
    rows = table("han.toml")["variants"].values()
    pairs = {row[i]: row[i + 1] for row in rows for i in range(0, len(row), 2)}
    assert not set(pairs.values()) & set(pairs)


def test_pinyin_is_told_from_other_latin() -> None:
    assert is_pinyin("huaqiao") and is_pinyin("lu xun")
    assert not is_pinyin("goethe")


@pytest.mark.parametrize(
    ("han", "latin"), [("莫扎特", "mozart"), ("普希金", "pushkin"), ("塞万提斯", "cervantes"), ("斯坦福", "stanford")]
)
def test_a_transcription_sounds_more_like_its_name_than_like_another(han: str, latin: str) -> None:
    sound = skeleton(read(han), is_han=True)
    others = {"mozart", "pushkin", "cervantes", "stanford"} - {latin}
    assert all(sound_likeness(sound, skeleton(latin)) > sound_likeness(sound, skeleton(other)) for other in others)


def test_likeness_is_symmetric_and_within_bounds() -> None:
    words = ["", "a", "goethe", "gete", "humboldt", "hongbao"]
    for a in words:
        for b in words:
            assert letter_likeness(a, b) == letter_likeness(b, a)
            x, y = skeleton(a), skeleton(b)
            assert sound_likeness(x, y) == pytest.approx(sound_likeness(y, x))
            assert 0 <= sound_likeness(x, y) <= 1
