"""Names of initiatives as texts write them: inflected, joined, quoted, beside look-alikes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.codebook.initiatives import EVERY, Alias, load_initiatives, parse_initiatives
from samarkand.codebook.languages import load_languages
from samarkand.text.initiatives import Names, names

KNOWN = load_initiatives()
LANGUAGES = sorted(load_languages())

BRI, FULBRIGHT, ERASMUS, WORLD = "belt-and-road", "fulbright-program", "erasmus-plus", "world-heritage-list"
CAPITAL, ARAB, INTANGIBLE = "european-capital-of-culture", "arab-capital-of-culture", "intangible-heritage-lists"

CASES = [
    ("en", "Two museums joined the Belt and Road alliance.", [BRI]),
    ("en", "A belt and road initiative loan, and the BELT AND ROAD FORUM", [BRI, BRI]),
    ("en", "The Chevening Scholars met a Fulbright grantee and a Fulbright scholar.", ["chevening", FULBRIGHT]),
    ("en", "Students left under the Colombo Plan, later the New Colombo Plan.", ["colombo-plan", "new-colombo-plan"]),
    ("en", "Saudi Arabia's Vision 2030 and, from Riyadh, Vision 2030 again", ["saudi-vision-2030"] * 2),
    ("en", "The Japan Exchange and Teaching Programme's alumni", ["jet-programme"]),
    ("en", "The town is on the Islamic World Heritage List.", ["islamic-world-heritage-list"]),
    ("zh", "双方愿推动共建“一带一路”和全球文明倡议。", [BRI, "global-civilization-initiative"]),
    ("zh", "两校参加了Erasmus+项目，古城列入世界文化遗产。", [ERASMUS, WORLD]),
    ("zh", "剪纸列入人类非物质文化遗产代表作名录，两国举办文化和旅游年。", [INTANGIBLE, "culture-year"]),
    ("fr", "Esch, capitale européenne de la culture, invite l’an prochain.", [CAPITAL]),
    ("fr", "La yole est au patrimoine culturel immatériel de l’humanité.", [INTANGIBLE]),
    ("fr", "Deux boursières Fulbright et le programme « Europe créative »", ["creative-europe"]),
    ("de", "der Neuen Seidenstrasse wegen, als Kulturhauptstadt Europas", [BRI, CAPITAL]),
    ("de", "Unter den Welterbestätten und mit Bundes-Exzellenz-Stipendien", [WORLD, "swiss-excellence-scholarships"]),
    ("de", "Mittel des Mattei-Plans, ein Erasmus+-Projekt, drei Erasmusprogramme", ["mattei-plan", ERASMUS, ERASMUS]),
    ("it", "Matera, già Capitale europea della cultura, e il Piano Mattei", [CAPITAL, "mattei-plan"]),
    ("it", "L'opera è patrimonio immateriale dell’umanità, la villa patrimonio dell’umanità.", [INTANGIBLE, WORLD]),
    ("es", "La coproducción ganó el apoyo de IBERMEDIA y de la Franja y la Ruta.", ["ibermedia", BRI]),
    ("es", "Recibió dos becas Fulbright y el Premio Casa de las Américas.", [FULBRIGHT, "casa-de-las-americas-prize"]),
    ("ru", "в рамках «Одного пояса, одного пути» и программы Фулбрайта", [BRI, FULBRIGHT]),
    ("ru", "город станет культурной столицей тюркского мира", ["turkic-culture-capital"]),
    ("ru", "о перекрёстных Годах культуры и о списке всемирного наследия", ["culture-year", WORLD]),
    (
        "ru",
        "Инициативой по глобальному развитию; памяти мира нет, а в «Памяти мира» есть",
        ["global-development-initiative", "memory-of-the-world"],
    ),
    ("ar", "وقعت المتاحف مذكرة ضمن مبادرة الحزام والطريق", [BRI]),
    ("ar", "اختيرت المدينة عاصمة للثقافة العربية بعد موقع للتراث العالمي", [ARAB, WORLD]),
    ("ar", "وبجائزة الملك فيصل وجائزه الشيخ زايد للكتاب", ["king-faisal-prize", "sheikh-zayed-book-award"]),
    ("sv", "Två Nordplusprojekt och Nordiska rådets litteraturpris", ["nordplus", "nordic-council-prizes"]),
    ("sv", "Staden blir Europas kulturhuvudstad och världsarvet bevaras.", [CAPITAL, WORLD]),
    ("pt", "A peça teve apoio do Iberescena e de um projeto Erasmus+.", ["iberescena", ERASMUS]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_a_name_is_found_as_it_stands(lang: str, text: str, expected: list[str]) -> None:
    assert [found.id for found in names(lang).find(text)] == expected


LOOKALIKES = [
    ("en", "Wear a seat belt and road signs will look friendlier."),
    ("en", "SEAT BELT AND ROAD RULES"),
    ("en", "Police closed the Silk Road online market; a caravan on the Silk Road; the Silk Road Fund"),
    ("en", "A new Marshall Plan for theatres; the Marshall Islands' choir"),
    ("en", "Norton Rose Fulbright advised the gallery, Senator Fulbright did not."),
    ("en", "Erasmus of Rotterdam taught at no Erasmus University."),
    ("en", "Guests at Chevening House spoke of the Turing Award."),
    ("en", "Qatar National Vision 2030, and the Vision 2030 of the Nordic ministers"),
    ("en", "The gas bri is not BRI, nor is ITEC a school in Boston, nor JET a jet."),
    ("en", "a capital of culture, a year of culture in one town"),
    ("zh", "他获得世界记忆锦标赛冠军，古渠列入世界灌溉工程遗产。"),
    ("zh", "古丝绸之路上的文化年夜饭，寒流来袭"),
    ("fr", "Un plan Marshall pour la culture; la route de la soie d’autrefois"),
    ("de", "Ein Marshallplan für Museen; die alte Seidenstraße; ein kreatives Europa"),
    ("de", "Er blickte weltwärts, und an Pasch wurde gewürfelt."),
    ("it", "Un piano Marshall; la via della seta di Marco Polo; il programma Piccolo Erasmus"),
    ("es", "El Plan Colombia y la antigua ruta de la seda"),
    ("ru", "Вспомнили «Русские сезоны Дягилева», план Маршалла и столицу культуры края."),
    ("ar", "عاصمة البلاد وطريق الحرير القديم والتراث الشعبي"),
    ("sv", "Marshallplanen, den gamla sidenvägen och kulturens år"),
]


@pytest.mark.parametrize(("lang", "text"), LOOKALIKES)
def test_a_look_alike_is_not_it(lang: str, text: str) -> None:
    assert names(lang).find(text) == []


def _every_name() -> list[tuple[str, str, Alias]]:
    return [
        (lang, initiative.id, alias)
        for initiative in KNOWN.values()
        for alias in initiative.aliases
        for lang in (LANGUAGES if alias.lang == EVERY else [alias.lang])
    ]


def test_every_name_of_the_table_names_its_initiative() -> None:
    missed = []
    for lang, id_, alias in _every_name():
        form = alias.form.removesuffix("*")
        text = f"— {form}, {' '.join(alias.near)}"
        found = [each for each in names(lang).find(text) if each.start == 2]
        if [(each.id, each.end) for each in found] != [(id_, 2 + len(form))]:
            missed.append((lang, id_, form, found))
    assert missed == []


def test_every_look_alike_of_the_table_is_nobody() -> None:
    forms = [form for each in KNOWN.values() for lookalike in each.lookalikes for form in lookalike.forms]
    assert [form for form in forms for lang in LANGUAGES if names(lang).find(f"({form})")] == []


SEEDS = """
id = "seeds"
name = "Seeds"
kind = "fund"
region = "world"
owners = []
launched_at = "Nowhere."
source = "None"
status = "active"
[aliases]
en = ["Seed Fund", "seed fund of the hills", "Saat*"]
[[only_near]]
langs = ["en"]
forms = ["SF"]
near = ["harvest"]
[[lookalike]]
what = "a bank"
forms = ["Seed Fund Bank"]
"""


@pytest.fixture
def seeds() -> Names:
    return Names(parse_initiatives({"seeds.toml": SEEDS}).values(), "en")


def _forms(seeds: Names, text: str, start: int = 0, end: int | None = None) -> list[str]:
    return [text[found.start : found.end] for found in seeds.find(text, start, end)]


SEEDS_CASES = [
    ("a capital must be a capital", "the seed fund, a Seed fund, a Seed FUND", ["Seed FUND"]),
    ("a small letter may be either", "The Seed Fund Of The Hills", ["Seed Fund Of The Hills"]),
    ("the longest wins", "the Seed Fund of the hills", ["Seed Fund of the hills"]),
    ("a look-alike that is longer wins", "the Seed Fund Bank and the Seed Fund", ["Seed Fund"]),
    ("the genitive belongs to it", "the Seed Fund's and Seed Fund’s", ["Seed Fund's", "Seed Fund’s"]),
    ("not within a word", "MySeed Fund, Seed Funding", []),
    ("an asterisk goes on", "Saatgut, Saat-Tag", ["Saatgut", "Saat"]),
    (
        "any space or dash between",
        "Seed\u00a0Fund, Seed\nFund, Seed  Fund",
        ["Seed\u00a0Fund", "Seed\nFund", "Seed  Fund"],
    ),
    ("an abbreviation without its word", "SF opened.", []),
    ("an abbreviation with its word", "SF opened after the Harvest.", ["SF"]),
    ("its word too far away", "SF " + "." * 400 + " harvest", []),
    ("beside a lone surrogate", "\ud800 Seed Fund \udfff", ["Seed Fund"]),
    ("nothing", "", []),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in SEEDS_CASES], ids=[c[0] for c in SEEDS_CASES])
def test_the_rules_of_a_name(seeds: Names, text: str, expected: list[str]) -> None:
    assert _forms(seeds, text) == expected


def test_a_stretch_sees_its_surroundings_and_tells_its_own(seeds: Names) -> None:
    text = "Seed Fund. SF grew. A harvest came. Seed Fund."
    assert _forms(seeds, text, 11, 19) == ["SF"]
    assert seeds.find(text, 11, 19)[0].start == 11
    assert _forms(seeds, text, 0, 4) == [], "a name cut in two is none"


def test_many_names_are_all_found(seeds: Names) -> None:
    assert len(seeds.find("Seed Fund, " * 3000)) == 3000


def test_without_initiatives_nothing_is_found() -> None:
    assert Names((), "en").find("Seed Fund") == []


@given(
    st.sampled_from([*LANGUAGES, "xx"]),
    st.lists(
        st.sampled_from(["Belt and Road ", "世界遗产", "пояс и путь, ", "للتراث العالمي ", "\n", "x"])
        | st.text(max_size=8)
    ).map("".join),
)
def test_any_text_gives_names_in_order_without_overlap(lang: str, text: str) -> None:
    found = names(lang).find(text)
    assert all(0 <= each.start < each.end <= len(text) and each.id in KNOWN for each in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
