"""The shipped gazetteer: it is what the sources and tables give, and it covers the world."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

import pytest

from samarkand.gazetteer.build import build_names, deserialise, payload, serialise, table
from samarkand.gazetteer.find import load
from samarkand.gazetteer.names import LANGUAGES, Name

LISTED = """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI KH CM CA CV CF TD
CL CN CO KM CG CR HR CU CY CZ CI DK DJ DM DO CD EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD
GT GN GW GY HT HN HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU
MG MW MY MV ML MT MH MR MU MX FM MD MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY
PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ
TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN YE ZM ZW
"""
MEMBERS = tuple(LISTED.split())
OTHERS = ("TW", "HK", "MO", "PS", "XK", "VA")


@cache
def names() -> tuple[Name, ...]:
    return tuple(build_names())


def shipped() -> bytes:
    return files("samarkand.gazetteer").joinpath("names.bin").read_bytes()


def test_checksum_of_the_shipped_file() -> None:
    written = files("samarkand.gazetteer").joinpath("names.sha256").read_text("utf-8")
    assert written.split()[0] == hashlib.sha256(shipped()).hexdigest()
    assert len(shipped()) < 6_000_000


def test_a_rebuild_gives_the_shipped_file() -> None:
    recorded = deserialise(shipped()).versions
    if recorded != {name: version(name) for name in recorded}:
        pytest.skip("built from other versions of the sources")
    assert payload(serialise()) == payload(shipped())


def test_every_country_has_a_name_in_every_language() -> None:
    countries = [name for name in names() if name.kind == "country"]
    named = {(name.code, lang) for name in countries for lang in name.lang or LANGUAGES}
    wanted = [(code, lang) for code in MEMBERS + OTHERS for lang in LANGUAGES]
    assert len(MEMBERS) == 193
    assert [pair for pair in wanted if pair not in named] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_country_has_a_people(lang: str) -> None:
    peoples = table(f"peoples/{lang}.toml")
    assert [code for code in MEMBERS + OTHERS if not peoples.get(code, {}).get("forms")] == []


def test_no_country_is_lost_in_the_automaton() -> None:
    for code in MEMBERS:
        forms = [name.form for name in names() if name.code == code and name.kind == "country"]
        assert any(code in {hit.code for hit in load().find(form, "en")} for form in forms), code


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a gazetteer file"):
        payload(b"something else")
