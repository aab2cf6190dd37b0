"""What a name is taken apart into."""

import pytest

from samarkand.reconcile.organisations.form import Form, normal_form


def said(form: Form) -> tuple[set[str], set[str]]:
    return set(form.meanings), {u.spot.name or u.spot.code for u in form.places if u.spot} | {
        u.latin for u in form.names
    }


FORMS = [
    ("北京第二外国语学院", {"college", "foreign_languages"}, {"beijing"}),
    ("中国国家博物馆", {"museum", "national"}, {"CN"}),
    ("湖北民族学院", {"college", "ethnic"}, {"hubei"}),
    ("广东医学院", {"college", "medicine"}, {"guangdong"}),
    ("中国人民大学", {"university", "people"}, {"CN"}),
    ("Universität für Musik und darstellende Kunst Wien", {"academy", "music", "drama"}, {"vienna"}),
    ("Hamburgisches Nationaltheater", {"theatre", "national"}, {"hamburg"}),
    ("Naturhistoriska riksmuseet", {"museum", "history", "nature", "national"}, set()),
    ("Московский педагогический университет", {"university", "normal"}, {"moscow"}),
    ("Казахский национальный университет", {"university", "national"}, {"KZ"}),
    ("Министерство культуры Египта", {"ministry", "culture"}, {"EG"}),
    ("المتحف الوطني الصيني", {"museum", "national"}, {"CN"}),
    ("Museo Nacional de Bellas Artes", {"museum", "national", "art"}, set()),
    ("Ministry of Culture of the Russian Federation", {"ministry", "culture"}, {"RU"}),
]


@pytest.mark.parametrize(("name", "meanings", "units"), FORMS, ids=[f[0] for f in FORMS])
def test_parts_of_a_name(name: str, meanings: set[str], units: set[str]) -> None:
    assert said(normal_form(name)) == (meanings, units)


def test_a_number_is_a_number_in_words_and_figures() -> None:
    assert normal_form("杭州第二中学").numbers == normal_form("Hangzhou No. 2 Middle School").numbers == {2}


def test_what_a_house_is_named_after_is_marked() -> None:
    (name,) = normal_form("Университет имени Гумбольдта").names
    assert name.is_dedication and name.key == "humboldt"


def test_initials_and_short_forms() -> None:
    assert "esag" in normal_form("École suisse d'archéologie en Grèce (ESAG)").acronyms
    assert "hra" in normal_form("Harbour Research Association").initials


def test_points_and_article_do_not_count_in_arabic() -> None:
    assert normal_form("جَامِعَة حِمْص").plain == normal_form("جامعة حمص").plain
    assert normal_form("الجامعة اللبنانية").kinds == {"university"}


def test_a_script_nobody_reads_is_compared_as_written() -> None:
    assert normal_form("მუზეუმი").script == "other"
