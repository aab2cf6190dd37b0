"""Names of institutions: where they begin and end, what they are, and what is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.codebook.languages import load_languages
from samarkand.gazetteer.find import load
from samarkand.gazetteer.landmarks import is_landmark
from samarkand.read.abbreviations import with_abbreviation
from samarkand.read.organisations import MAX_NAMES, Organisation, organisations_of, organisations_with_type
from samarkand.read.passages import Passage

LANGUAGES = load_languages()


def passage(text: str, lang: str, start: int = 0) -> Passage:
    hits = (hit._replace(start=hit.start + start, end=hit.end + start) for hit in load().find(text, lang))
    return Passage(1, start, start + len(text), text, (), tuple(hits))


def found(text: str, lang: str) -> tuple[Organisation, ...]:
    return organisations_with_type(passage(text, lang), LANGUAGES[lang])


NAMES = [
    ("en", "Rooms were lent by the Museum of Art and History in Quito.", "Museum of Art and History", "museum"),
    ("en", "He met the Ministry of Foreign Affairs and Trade.", "Ministry of Foreign Affairs and Trade", "ministry"),
    ("en", "Tea at the Embassy of Peru in Norway was long.", "Embassy of Peru in Norway", "embassy"),
    ("en", "A loan from the Federal Office of Culture (FOC) came.", "Federal Office of Culture (FOC)", "agency"),
    ("en", "The Rector of Nairobi University spoke.", "Nairobi University", "university"),
    ("en", "A choir thanked the Doris Finch Animal Foundation.", "Doris Finch Animal Foundation", "foundation"),
    ("fr", "Le fonds va au musée du Louvre.", "musée du Louvre", "museum"),
    ("fr", "L'École suisse d'archéologie en Grèce (ESAG) prête.", "École suisse d'archéologie en Grèce (ESAG)", "school"),
    ("fr", "Il salue l’Office fédéral de la culture.", "Office fédéral de la culture", "agency"),
    ("fr", "Elle écrit à l'ambassade d'Italie en Suisse.", "ambassade d'Italie en Suisse", "embassy"),
    ("de", "Das Landesmuseum Zürich leiht aus.", "Landesmuseum Zürich", "museum"),
    ("de", "Es dankt dem Kultur- und Bildungsministerium.", "Kultur- und Bildungsministerium", "ministry"),
    ("de", "Das Staatssekretariat für Bildung, Forschung und Innovation zahlt.",
     "Staatssekretariat für Bildung, Forschung und Innovation", "agency"),
    ("it", "La mostra del Museo nazionale di Tirana chiude.", "Museo nazionale di Tirana", "museum"),
    ("it", "Scrive al Dipartimento federale degli affari esteri (DFAE).",
     "Dipartimento federale degli affari esteri (DFAE)", "ministry"),
    ("es", "Firma la Universidad de Chile.", "Universidad de Chile", "university"),
    ("es", "Habla el Ministerio de Cultura.", "Ministerio de Cultura", "ministry"),
    ("sv", "Den finska Utbildnings- och kulturdepartementet svarar.",
     "finska Utbildnings- och kulturdepartementet", "ministry"),
    ("sv", "Lånet gick till Göteborgs universitet.", "Göteborgs universitet", "university"),
    ("sv", "Verken visas på Nationalmuseum.", "Nationalmuseum", "museum"),
    ("ru", "Гости пришли в посольство Японии.", "посольство Японии", "embassy"),
    ("ru", "Премьера прошла в театре «Луна».", "театре «Луна»", "theatre"),
    ("ru", "Ректор Казанского федерального университета уехал.", "Казанского федерального университета", "university"),
    ("ru", "Письмо пришло из министерства культуры.", "министерства культуры", "ministry"),
    ("ar", "زار الوفد بمتحف اللوفر أبوظبي", "متحف اللوفر أبوظبي", "museum"),
    ("ar", "رحبت وزارة الثقافة والإعلام بالضيوف", "وزارة الثقافة والإعلام", "ministry"),
    ("ar", "نظمته والسفارة السعودية بطوكيو أمس", "السفارة السعودية بطوكيو", "embassy"),
    ("ar", "وقعت جامعة الملك عبدالعزيز مذكرة", "جامعة الملك عبدالعزيز", "university"),
    ("zh", "展览由文化和旅游部举办", "文化和旅游部", "ministry"),
    ("zh", "她在河内国家大学任教", "河内国家大学", "university"),
    ("zh", "画展在马德里中国文化中心开幕", "马德里中国文化中心", "centre"),
    ("zh", "活动由法国驻华使馆主办", "法国驻华使馆", "embassy"),
    ("de", "Sie spricht an der Academy of Marine Arts and Sciences.", "Academy of Marine Arts and Sciences", "school"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "name", "kind"), NAMES, ids=[f"{n[0]}: {n[2]}" for n in NAMES])
def test_a_name_as_written_and_what_it_is(lang: str, text: str, name: str, kind: str) -> None:
    assert [(o.name, o.kind) for o in found(text, lang)] == [(name, kind)]


NONE = [
    ("en", "Every museum in the city was open."),
    ("en", "Maria Lopez travelled to Lima with her brother."),
    ("en", "The Swiss Society is growing older."),
    ("en", "They won an Academy Award for it."),
    ("en", "It fell to the United Arab Emirates."),
    ("fr", "Le spectacle, sous la direction de Claire Martin, plaît."),
    ("de", "Das Museum zeigt Werke."),
    ("de", "Gestern sprach Bundesrat Muster."),
    ("it", "Il centro di Lima era vuoto."),
    ("sv", "Ett museum i en liten by."),
    ("ru", "Они гуляли в центре Иерусалима."),
    ("ru", "Российские школы закрыты."),
    ("ar", "قالت الجامعة إنها سعيدة"),
    ("zh", "大学生参观了一所学校"),
    ("zh", "他们登上长城"),
]


@pytest.mark.parametrize(("lang", "text"), NONE, ids=[f"{n[0]}: {n[1]}" for n in NONE])
def test_no_person_no_place_alone_no_common_noun(lang: str, text: str) -> None:
    assert found(text, lang) == ()


def test_offsets_count_from_the_start_of_the_document() -> None:
    text = "We thank the Museum of Modern Art, Lagos."
    (one,) = organisations_with_type(passage(text, "en", start=100), LANGUAGES["en"])
    assert text[one.start - 100 : one.end - 100] == one.name == "Museum of Modern Art"


def test_two_names_joined_by_and_stay_two() -> None:
    names = [o.name for o in found("Talks between Nairobi University and Oslo University ended.", "en")]
    assert names == ["Nairobi University", "Oslo University"]


def test_at_most_six_and_each_once() -> None:
    cities = ("Oslo", "Lima", "Quito", "Nairobi", "Dakar", "Hanoi", "Riga", "Oslo")
    text = ", ".join(f"the {city} Museum" for city in cities)
    names = organisations_of(passage(text, "en"), LANGUAGES["en"])
    assert len(names) == MAX_NAMES == len(set(names))


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("Office of Song (OS) today", 14, 19),
        ("Office of Song and Dance (OSD) today", 14, 30),
        ("Office of Song (today)", 14, 14),
        ("Office of Song met the Union of Writers (UW)", 14, 14),
    ],
)
def test_an_abbreviation_belongs_to_the_name_it_spells(text: str, end: int, expected: int) -> None:
    assert with_abbreviation(text, 0, end) == expected


def test_a_landmark_takes_part_in_nothing() -> None:
    assert is_landmark("Great Wall") and is_landmark("长城") and not is_landmark("British Museum")


PIECES = st.sampled_from(
    [
        *("Museum", "of", "the", " ", " ", " ", ", ", "(ABC)", "«", "»", "'", "d'", "- och ", "\n", "\u202e", "\x00"),
        *(
            "博物馆",
            "中国",
            "和",
            "大学",
            "جامعة",
            "الثقافة",
            "و",
            "театр",
            "Москвы",
            "Universität",
            "für",
            "Kultur",
            "&",
        ),
    ]
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=30), st.sampled_from(sorted(LANGUAGES)))
def test_whatever_the_text_a_name_stands_in_it(pieces: list[str], lang: str) -> None:
    text = "".join(pieces)
    names = found(text, lang)
    assert all(text[o.start : o.end] == o.name for o in names)
    assert all(one.end <= other.start for one, other in pairwise(names))


def test_every_head_has_a_type_and_a_sector() -> None:
    for language in LANGUAGES.values():
        assert all(head.type and head.kind and head.term for head in language.organisations)
        assert {"museum", "university", "ministry", "embassy", "festival"} <= {h.type for h in language.organisations}
