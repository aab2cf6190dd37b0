"""The tables of words, names and known institutions hold together."""

import pytest

from samarkand.reconcile.organisations.features import named
from samarkand.reconcile.organisations.places import Spot, spot_of
from samarkand.reconcile.organisations.words import SORTS, names, nearness, sort_of, words
from samarkand.reconcile.organisations.writing import Script, table


def test_every_meaning_referred_to_exists() -> None:
    rows = table("words.toml")
    known = set(sort_of())
    referred = {key for values in (*rows["parts"].values(), *rows["implies"].values()) for key in values}
    referred |= set(rows["implies"]) | {key for pair in nearness() for key in pair} | set(rows["parts"])
    assert referred <= known, referred - known


def test_no_meaning_stands_in_two_sorts() -> None:
    rows = table("words.toml")
    keys = [key for sort in SORTS for key in rows[sort]]
    assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)


def test_nearness_lies_between_nothing_and_the_same() -> None:
    assert all(0 < value < 1 for value in nearness().values())


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        (["museum"], "museum"),
        (["opera", "and", "ballet"], "opera_ballet"),
        (["государственная"], "state"),
        (["متحف"], "museum"),
        (["вымысел"], None),
    ],
)
def test_longest_words_win(phrase: list[str], key: str | None) -> None:
    found = words().at(phrase, 0)
    assert (found[1].key if found else None) == key
    assert not found or found[0] == len(phrase)


def test_names_are_found_in_each_script() -> None:
    found = [names().at(["pushkin"], 0), names().at(["пушкина"], 0), names().at(["بوشكين"], 0)]
    assert {f[1].key for f in found if f} == {"pushkin"} and all(found)
    in_han = names().in_han("普希金", 0, 3)
    assert in_han and in_han.key == "pushkin"


@pytest.mark.parametrize(
    ("form", "script", "spot"),
    [
        ("北京", "han", Spot("CN", "beijing")),
        ("Пекинский", "cyrillic", Spot("CN", "beijing")),
        ("Münchner", "latin", Spot("DE", "munich")),
        ("Luzern", "latin", Spot("CH", "lucerne")),
        ("بكين", "arabic", Spot("CN", "beijing")),
        ("Zhejiang", "latin", Spot("CN", "zhejiang")),
        ("Schweizerische", "latin", Spot("CH", "")),
        ("Nowhere-by-the-Sea", "latin", None),
    ],
)
def test_places(form: str, script: Script, spot: Spot | None) -> None:
    assert spot_of(form, script) == spot


def test_a_listed_form_stands_for_its_institution_alone() -> None:
    assert named("故宫博物院").known == named("Forbidden City").known == {"CN:palace_museum"}
    assert named("沈阳故宫博物院").known == {"CN:lnu_museum"}


def test_common_words_mean_a_listed_institution_in_its_country_only() -> None:
    assert named("National Gallery", "GB").known
    assert not named("National Gallery", "").known
    assert not named("National Gallery", "CA").known


def test_rows_of_the_gazetteer_that_lump_institutions_are_not_taken() -> None:
    assert named("Tate Modern").known != named("Tate Britain").known
    assert not named("University of Georgia").known & named("Georgia Tech").known
