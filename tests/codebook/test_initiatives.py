"""The initiatives are whole and balanced, each name is one initiative's, and a broken file is named."""

from collections import Counter

import pytest

from samarkand.codebook.initiatives import (
    EVERY,
    REGIONS,
    Alias,
    initiatives_digest,
    load_initiatives,
    parse_initiative,
    parse_initiatives,
)
from samarkand.codebook.languages import load_languages
from samarkand.domain.errors import SamarkandError
from samarkand.domain.period import Period
from samarkand.gazetteer.labels import party_names

KNOWN = load_initiatives()
ANYBODYS = {"culture-year", "cultural-season"}

RIVERS = """
id = "rivers"
name = "Dialogue of Rivers"
kind = "concept"
region = "world"
owners = ["UN"]
launched = "2031-05"
launched_at = "A speech at a fountain."
source = "Register of fountains, No 7"
status = "active"
members = ["AT", "HU"]

[aliases]
all = ["Rivers+"]
en = ["Dialogue of Rivers", "River dialogue*"]

[[only_near]]
langs = ["en", "de"]
forms = ["DOR"]
near = ["river", "fluss"]

[[lookalike]]
what = "a choir"
forms = ["Dialogue of Rivers Choir"]
"""


def test_a_file_says_who_launched_what_and_how_it_is_called() -> None:
    rivers = parse_initiative(RIVERS, "rivers.toml")
    assert (rivers.owners, rivers.members, rivers.parent, rivers.ended) == (("UN",), ("AT", "HU"), None, None)
    assert rivers.launched == Period("2031-05")
    assert Alias("River dialogue*", "en") in rivers.aliases
    assert [a for a in rivers.aliases if a.near] == [Alias("DOR", lang, ("river", "fluss")) for lang in ("en", "de")]
    assert rivers.lookalikes[0].forms == ("Dialogue of Rivers Choir",)


BROKEN = [
    ("not TOML", RIVERS.replace('"rivers"', ""), "not a usable initiative"),
    ("a key is missing", RIVERS.replace("source =", "# source ="), "source"),
    ("a key nobody knows", RIVERS.replace("launched_at", "lanched_at"), "lanched_at"),
    ("a kind nobody knows", RIVERS.replace('"concept"', '"idea"'), "'idea' is none of concept"),
    ("a region nobody knows", RIVERS.replace('"world"', '"moon"'), "'moon' is none of"),
    ("a status nobody knows", RIVERS.replace('"active"', '"asleep"'), "'asleep' is none of"),
    ("a date that is none", RIVERS.replace("2031-05", "May 2031"), "May 2031"),
    ("a name without a letter", RIVERS.replace("Rivers+", "2031"), "without a letter"),
    ("names that are no table", RIVERS.replace("[aliases]\nall", "aliases = 1\n[x]\nall"), "not a usable initiative"),
]


@pytest.mark.parametrize(("text", "said"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_broken_file_is_named(text: str, said: str) -> None:
    with pytest.raises(SamarkandError) as told:
        parse_initiative(text, "rivers.toml")
    assert "rivers.toml" in str(told.value)
    assert said in str(told.value)
    assert "docs/initiatives.md" in str(told.value)


LAKES = RIVERS.replace('"rivers"', '"lakes"').replace("Rivers", "Lakes").replace("River", "Lake").replace("DOR", "DOL")


def test_two_files_are_two_initiatives_in_the_order_of_their_ids() -> None:
    assert list(parse_initiatives({"a.toml": RIVERS, "b.toml": LAKES})) == ["lakes", "rivers"]


AT_ODDS = [
    ("one id twice", {"a": RIVERS, "b": RIVERS}, "a second initiative with the id rivers"),
    ("one name twice", {"a": RIVERS, "b": LAKES.replace("DOL", "dor")}, "'dor' is also one of rivers"),
    ("no such parent", {"a": 'parent = "seas"' + RIVERS}, "the parent seas is no initiative"),
    ("its own parent", {"a": 'parent = "rivers"' + RIVERS}, "the parent rivers is in a circle"),
    ("a circle", {"a": 'parent = "lakes"' + RIVERS, "b": 'parent = "rivers"' + LAKES}, "in a circle"),
]


@pytest.mark.parametrize(("texts", "said"), [a[1:] for a in AT_ODDS], ids=[a[0] for a in AT_ODDS])
def test_files_at_odds_are_refused(texts: dict[str, str], said: str) -> None:
    with pytest.raises(SamarkandError, match=said):
        parse_initiatives(texts)


@pytest.mark.parametrize("id_", KNOWN)
def test_every_initiative_is_whole(id_: str) -> None:
    initiative = KNOWN[id_]
    assert initiative.name
    assert initiative.launched_at.endswith(".")
    assert initiative.source
    assert (initiative.ended is not None) == (initiative.status == "ended")
    assert (initiative.launched is None) == (id_ in ANYBODYS), "known to the year at least, or anybody's"
    assert bool(initiative.holders) != (id_ in ANYBODYS)
    assert {*initiative.owners, *initiative.members} <= party_names().keys()
    assert {alias.lang for alias in initiative.aliases} <= {*load_languages(), EVERY}
    assert all(word == word.lower() for alias in initiative.aliases for word in alias.near)
    if initiative.launched and initiative.ended:
        assert initiative.launched.first <= initiative.ended.last


def test_no_owner_has_the_floor() -> None:
    owners = Counter(holder for initiative in KNOWN.values() for holder in initiative.holders)
    assert len(KNOWN) >= 60
    assert len(owners) >= 30
    assert max(owners.values()) <= 6, owners.most_common(3)


LEAST = [
    ("africa", 10),
    ("arab_states", 8),
    ("asia_pacific", 20),
    ("europe_north_america", 20),
    ("latin_america_caribbean", 12),
    ("world", 15),
]


@pytest.mark.parametrize(("region", "least"), LEAST)
def test_every_region_is_there(region: str, least: int) -> None:
    counts = Counter(initiative.region for initiative in KNOWN.values())
    assert counts[region] >= least
    assert counts[region] <= len(KNOWN) * 0.4
    assert {region for region, _ in LEAST} == set(REGIONS)


@pytest.mark.parametrize("lang", sorted(load_languages()))
def test_every_language_has_names(lang: str) -> None:
    named = [i for i in KNOWN.values() if any(alias.lang in (lang, EVERY) for alias in i.aliases)]
    assert len(named) >= 60


def test_the_digest_is_stable() -> None:
    assert initiatives_digest() == initiatives_digest()
    assert initiatives_digest().startswith("initiatives-")
