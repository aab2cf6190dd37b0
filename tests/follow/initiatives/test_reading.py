"""Who does what about an initiative is read in nine languages, from the mouths of those who do it and no others."""

from dataclasses import replace

import pytest

from samarkand.codebook.initiatives import Initiative, parse_initiatives
from samarkand.codebook.uptake import load_uptake, parse_uptake
from samarkand.domain.document import Document
from samarkand.domain.errors import SamarkandError
from samarkand.domain.period import Period
from samarkand.domain.uptake import Act, Dated, Deed
from samarkand.follow.initiatives import reading
from samarkand.follow.initiatives.reading import read_uptake
from samarkand.text.initiatives import Names

RIVERS = """
id = "rivers"
name = "Dialogue of Rivers"
kind = "concept"
region = "world"
owners = ["{owner}"]
launched = "2021-05"
launched_at = "A speech at a fountain."
source = "Register of fountains, No 7"
status = "active"

[aliases]
all = ["Rivers+"]
en = ["Dialogue of Rivers"]
zh = ["河流对话倡议"]
ru = ["Диалог рек"]
ar = ["حوار الأنهار"]

[[lookalike]]
what = "a choir"
forms = ["Dialogue of Rivers Choir"]
"""


def known(owner: str = "AT") -> dict[str, Initiative]:
    return parse_initiatives({"rivers.toml": RIVERS.replace("{owner}", owner)})


def document(text: str, lang: str = "en", country: str | None = None) -> Document:
    return Document("d1", text, "A title", lang=lang, country=country, period=Period("2024-03-01"))


@pytest.fixture(autouse=True)
def made_up_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "names", lambda lang: Names(known().values(), lang))


def told(text: str, lang: str = "en", owner: str = "AT", country: str | None = None) -> list[tuple[str, str]]:
    return [(d.act.value, d.actor) for d in read_uptake(document(text, lang, country), known(owner)).deeds]


def reasons(text: str, lang: str = "en") -> list[str]:
    return sorted({a.reason for a in read_uptake(document(text, lang), known()).aside})


ACTS = [
    ("en", "Peru endorsed the Dialogue of Rivers on Monday.", "endorsed", "PE"),
    ("en", "Ghana joined the Dialogue of Rivers.", "joined", "GH"),
    ("en", "The government of Chile withdrew from the Dialogue of Rivers.", "left", "CL"),
    ("en", "Kenya's foreign minister rejected the Dialogue of Rivers as a waste of water.", "contested", "KE"),
    ("en", "The Peruvian government implements the Dialogue of Rivers in its schools.", "echoed", "PE"),
    ("en", "Austria launched the Dialogue of Rivers in 2021.", "launched", "AT"),
    ("en", "The Dialogue of Rivers was launched by Austria.", "launched", "AT"),
    ("zh", "秘鲁总统表示，秘方支持河流对话倡议。", "endorsed", "PE"),
    ("fr", "Le Pérou soutient Rivers+ depuis des années.", "endorsed", "PE"),
    ("de", "Peru unterstützt Rivers+ und baut Brunnen.", "endorsed", "PE"),
    ("it", "Il Perù sostiene Rivers+ con nuove fontane.", "endorsed", "PE"),
    ("es", "Perú respalda Rivers+ con nuevas fuentes.", "endorsed", "PE"),
    ("ru", "Перу поддерживает «Диалог рек» уже второй год.", "endorsed", "PE"),
    ("ar", "أيدت بيرو حوار الأنهار", "endorsed", "PE"),
    ("sv", "Peru stöder Rivers+ med nya fontäner.", "endorsed", "PE"),
]


@pytest.mark.parametrize(("lang", "text", "act", "actor"), ACTS)
def test_a_party_acts_in_its_own_name(lang: str, text: str, act: str, actor: str) -> None:
    assert (act, actor) in told(text, lang)


NOTHING = [
    ("negated", "Peru has not endorsed, and never endorsed the Dialogue of Rivers.", "negated"),
    ("a condition", "If Peru endorsed the Dialogue of Rivers, fountains would follow.", "hypothetical"),
    ("a question", "Has Peru endorsed the Dialogue of Rivers?", "hypothetical"),
    ("a rumour", "Peru reportedly joined the Dialogue of Rivers.", "hypothetical"),
    ("so called", "Peru supports the so-called Dialogue of Rivers.", "so called"),
    ("a longer name", "Peru supports the Dialogue of Rivers forum.", "part of a longer name"),
    ("nobody", "Many supported the Dialogue of Rivers.", "no actor named"),
    ("the owner", "Austria supports the Dialogue of Rivers.", "the owner of its own"),
    ("another's word", "China said that Peru supports the Dialogue of Rivers.", "told of another"),
    ("not its owner", "Peru launched the Dialogue of Rivers.", "launched by none of its owners"),
    ("spoken with, not speaking", "Cooperation with Peru supports the Dialogue of Rivers.", "no actor named"),
    ("no act", "Peru has fountains; the Dialogue of Rivers has its day.", "no act"),
]


@pytest.mark.parametrize(("text", "reason"), [case[1:] for case in NOTHING], ids=[case[0] for case in NOTHING])
def test_what_is_no_act_of_a_party_is_set_aside_with_its_reason(text: str, reason: str) -> None:
    assert told(text) == []
    assert reason in reasons(text)


def test_a_name_inside_a_longer_name_is_not_named() -> None:
    found = read_uptake(document("Peru supports the Dialogue of Rivers Choir."), known())
    assert (found.deeds, found.aside, found.namings) == ((), (), ())


def test_in_chinese_what_one_side_says_of_the_other_is_not_the_others_word() -> None:
    said = "奥地利总统会见秘鲁总统。奥地利总统表示，秘鲁支持河流对话倡议。"
    assert told(said, "zh") == []
    assert "told of another" in reasons(said, "zh")


def test_an_intention_to_join_is_an_echo() -> None:
    assert told("Peru is ready to and soon will have joined the Dialogue of Rivers.") == [("echoed", "PE")]


def test_several_subjects_of_one_verb_each_act() -> None:
    assert told("Peru and Ghana joined the Dialogue of Rivers.") == [("joined", "PE"), ("joined", "GH")]


def test_who_owns_it_changes_nothing_else() -> None:
    """The same sentences with owner and actor changed about give the same act changed about."""
    assert told("Peru endorsed the Dialogue of Rivers.", owner="AT") == [("endorsed", "PE")]
    assert told("Austria endorsed the Dialogue of Rivers.", owner="PE") == [("endorsed", "AT")]


def test_a_quote_stands_in_its_text_and_a_dated_act_has_its_date() -> None:
    text = document("Before. Ghana joined the Dialogue of Rivers in March 2022. After.")
    (deed,) = read_uptake(text, known()).deeds
    assert isinstance(deed, Deed)
    assert deed.quote.stands_in(text.whole)
    assert (deed.period, deed.dated) == (Period("2022-03"), Dated.WORDS)


def test_a_launch_keeps_the_codebooks_date_where_the_text_counts_years() -> None:
    (deed,) = read_uptake(document("In 2024 Peru recalls that Austria launched the Dialogue of Rivers."), known()).deeds
    assert (deed.actor, deed.period, deed.dated) == ("AT", Period("2021-05"), Dated.CODEBOOK)


def test_a_language_without_words_names_only() -> None:
    found = read_uptake(replace(document("Rivers+ Rivers+"), lang="pt"), known())
    assert found.deeds == ()
    assert [(n.initiative, n.times) for n in found.namings] == [("rivers", 2)]


def test_all_nine_languages_have_words_for_every_act() -> None:
    words = load_uptake()
    assert sorted(words) == ["ar", "de", "en", "es", "fr", "it", "ru", "sv", "zh"]
    assert all(each.acts[act] for each in words.values() for act in Act)


@pytest.mark.parametrize("text", ["code =", 'code = "xx"', 'code = "xx"\n[acts]\nlaunched = ["began"]'])
def test_a_broken_file_of_words_is_named(text: str) -> None:
    with pytest.raises(SamarkandError, match=r"xx\.toml"):
        parse_uptake(text, "xx.toml")
