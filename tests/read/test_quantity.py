import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.codebook.languages import load_languages
from samarkand.read.quantity import MAX_QUANTITIES, find_quantities, quantities_of

LANGUAGES = load_languages()

CASES = [
    (
        "en",
        "The fair drew 300 exhibitors from 24 countries in ten days.",
        [(300, "exhibitors"), (24, "countries"), (10, "days")],
    ),
    (
        "en",
        "A CHF 19.4 million grant pays for 40 young violinists and 12 film screenings.",
        [(19_400_000, "CHF"), (12, "screenings")],
    ),
    ("en", "$5 million for six Andean and Baltic museums", [(5_000_000, "USD"), (6, "museums")]),
    ("zh", "来自36个国家的120名青年画家带来300余件作品", [(36, "countries"), (120, "artists"), (300, "works")]),
    ("zh", "书展为期5天，吸引两万人次，签署7项合作协议", [(5, "days"), (20_000, "visits"), (7, "agreements")]),
    ("zh", "提供800个“四海一家”奖学金名额，举办“八仙杯”比赛", [(800, "scholarships")]),
    ("zh", "二十五位作家在今后3年互访", [(25, "writers"), (3, "years")]),
    (
        "fr",
        "Le salon a réuni 1 200 visiteurs et une centaine d'artistes de 15 pays.",
        [(1200, "visitors"), (100, "artists"), (15, "countries")],
    ),
    ("fr", "une aide de 2,5 millions d'euros pour trois nouvelles écoles", [(2_500_000, "EUR"), (3, "schools")]),
    (
        "de",
        "Ein zweiwöchiger Kurs mit 30 Studierenden aus sechs weiteren Ländern",
        [(2, "weeks"), (30, "students"), (6, "countries")],
    ),
    ("de", "Der Chor gab zwanzig Konzerte vor 3,5 Millionen Zuschauern", [(20, "concerts"), (3_500_000, "spectators")]),
    (
        "it",
        "La mostra espone ventidue opere e 75 fotografie per tre mesi",
        [(22, "works"), (75, "photographs"), (3, "months")],
    ),
    (
        "es",
        "Doscientos estudiantes y 40 becas, con 3 millones de euros",
        [(200, "students"), (40, "scholarships"), (3_000_000, "EUR")],
    ),
    ("ru", "В трёхдневном фестивале участвуют 25 театров, показали два спектакля", [(3, "days"), (2, "productions")]),
    ("ru", "На выставку привезли 120 картин, пришли 20 тыс. зрителей", [(120, "paintings"), (20_000, "spectators")]),
    (
        "ar",
        "يشارك في المعرض ١٢٠ فنانا من 15 دولة على مدى أربعة أيام",
        [(120, "artists"), (15, "countries"), (4, "days")],
    ),
    ("ar", "أقيمت ورشتان وحضر 3 آلاف طالب", [(2, "workshops"), (3000, "students")]),
    (
        "sv",
        "En tredagars mässa med 82 utställare och 1 200 besökare",
        [(3, "days"), (82, "exhibitors"), (1200, "visitors")],
    ),
    ("sv", "Stödet är 5 miljoner kronor till tjugotvå bibliotek", [(5_000_000, "SEK"), (22, "libraries")]),
]

NONE = [
    ("en", "The two countries met again ten years ago."),
    ("en", "The 12th edition, held every two years since 1998, returns on 5 May."),
    ("en", "Dozens of dancers; the past three days; 60 years of diplomatic relations."),
    ("zh", "两国元首在建交50年之际会面"),
    ("zh", "第二十五届艺术节于2024年5月3日开幕，过去三年没有举办"),
    ("fr", "Les deux pays fêtent la 12e édition, il y a dix ans."),
    ("de", "Die beiden Staaten, vor zehn Jahren, alle zwei Jahre, die 12. Ausgabe"),
    ("it", "I due paesi, dieci anni fa, ogni due anni"),
    ("es", "Los dos países, hace diez años, cada dos años"),
    ("ru", "Две страны, пять лет назад, каждые два года"),
    ("ar", "قبل عامين وقع البلدان، منذ خمسة أعوام"),
    ("sv", "De två länderna, för tio år sedan"),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_quantities_with_their_units(lang: str, text: str, expected: list[tuple[float, str]]) -> None:
    assert [(q.value, q.unit) for q in quantities_of(text, LANGUAGES[lang])] == expected


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_sides_history_and_ranks_size_nothing(lang: str, text: str) -> None:
    assert quantities_of(text, LANGUAGES[lang]) == ()


def test_the_same_quantity_is_told_once() -> None:
    assert len(quantities_of("40 films, again 40 films", LANGUAGES["en"])) == 1


def test_every_language_knows_the_commonest_units() -> None:
    for language in LANGUAGES.values():
        missing = {"visitors", "students", "artists", "countries", "films", "concerts", "days", "USD"} - set(
            language.units
        )
        assert not missing, language.code


def test_no_form_stands_for_two_units() -> None:
    for language in LANGUAGES.values():
        forms = [form for of_unit in language.units.values() for form in of_unit]
        assert len(forms) == len(set(forms)), language.code
        assert all(form == form.lower() for form in forms)


PIECES = [
    "300",
    "1.200",
    "films",
    "Tage",
    "国",
    "件作品",
    "二十",
    "ورشتان",
    "CHF",
    "$",
    "years",
    "ago",
    ".",
    "\u0000",
    "\ud800",
    "’",
]


@given(
    st.sampled_from(sorted(LANGUAGES)),
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)),
)
def test_any_text_gives_positive_values_inside_it(lang: str, text: str) -> None:
    for quantity in find_quantities(text, LANGUAGES[lang]):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.value > 0
        assert quantity.unit in LANGUAGES[lang].units or quantity.unit in {"items", "visits"}
    assert len(quantities_of(text, LANGUAGES[lang])) <= MAX_QUANTITIES
