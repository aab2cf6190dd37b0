import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.codebook.languages import load_languages
from samarkand.text.numbers import find_numbers

LANGUAGES = load_languages()

COUNTS = [
    ("en", "about 1,200 guests", [1200]),
    ("en", "two hundred and fifty dancers, 3.5 million viewers", [250, 3_500_000]),
    ("en", "twenty-two plays, a dozen choirs, a hundred pipers", [22, 12, 100]),
    ("en", "one hundred and one lanterns", [101]),
    ("en", "a three-day fair with 12-member troupes", [3, 12]),
    ("zh", "20余件、1万人次、3000多名、百余位", [20, 10_000, 3000, 100]),
    ("zh", "二十五场演出，约四万人，1.2亿元", [25, 40_000, 120_000_000]),
    ("zh", "一千二百名学生和三万五千册书", [1200, 35_000]),
    ("fr", "1 200 curieux, quatre-vingt-dix gravures", [1200, 90]),
    ("fr", "1\u202f200 curieux, deux cents élèves, une centaine d'invités", [1200, 200, 100]),
    ("fr", "vingt et un tambours, soixante-quinze harpes, 1,6 million", [21, 75, 1_600_000]),
    ("de", "1'200 Gäste, 1.200 Gäste, 1’200 Gäste", [1200, 1200, 1200]),
    ("de", "3,5 Millionen, zweiundzwanzig, zweihundertfünfzig, zwanzig", [3_500_000, 22, 250, 20]),
    ("de", "ein dreitägiges Treffen, zweitausend Karten", [3, 2000]),
    ("it", "ventidue arpe, duecento flauti, tremila voci, ventuno cori", [22, 200, 3000, 21]),
    ("it", "2,5 milioni e 1.200", [2_500_000, 1200]),
    ("es", "treinta y dos coros, doscientos cincuenta libros, 3.000 butacas", [32, 250, 3000]),
    ("es", "mil faroles, 2,5 millones", [1000, 2_500_000]),
    ("ru", "двести двадцать пять, 20 тыс. человек, 1,6 миллиона", [225, 20_000, 1_600_000]),
    ("ru", "трёхдневный, сто, 1 200", [3, 100, 1200]),
    ("ar", "١٢٠٠ زائر و٣٠٠ ألف", [1200, 300_000]),
    ("ar", "ثلاثة أعوام، خمسة وعشرين كرسيا، ثلاثة آلاف", [3, 25, 3000]),
    ("sv", "tjugotvå körer, 1 200 gäster, tvåhundra, 5 miljoner", [22, 1200, 200, 5_000_000]),
    ("sv", "en tredagars mässa", [3]),
]

NONE = [
    ("en", "dozens of flags, several hundred lamps, hundreds of kites"),
    ("en", "the 20th edition in 2023, on 5 May at 8 p.m., 12% of G20, COP28, tel. +41 58 462 21 11"),
    ("en", "one of them scored 3:1 at 19:30, see article 5 and https://example.org/12"),
    ("zh", "第六届、2024年5月3日、百分之二十、数百项、第二十一次、30周年"),
    ("zh", "一起、统一、三亚、一带一路、十分"),
    ("fr", "la 42e édition, le 3 mai 2022 à 19h30, 20 % et 5 pour cent, plusieurs milliers, article 7"),
    ("de", "die 53. Ausgabe am 3. Mai 2022 um 19 Uhr, 20 Prozent, Nr. 7, einige hundert"),
    ("it", "la 12ª edizione del 3 maggio 2022, il 20 per cento, alle 19:30, centinaia"),
    ("es", "la 12ª edición del 3 de mayo de 2022, el 20 por ciento, a las 19:30, decenas"),
    ("ru", "53-й фестиваль 3 мая 2022 года, 20 процентов, в 19:30, несколько тысяч, № 7"),
    ("ar", "الدورة الـ53 في 12 آذار 2024، 20 في المئة، عشرات اللوحات"),
    ("sv", "den 3:e maj 2022 kl. 19.30, 20 procent, några hundra, nr 7"),
]


@pytest.mark.parametrize(("lang", "text", "expected"), COUNTS)
def test_counts_are_read(lang: str, text: str, expected: list[float]) -> None:
    assert [n.value for n in find_numbers(text, LANGUAGES[lang])] == expected


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_what_is_no_count_is_left_out(lang: str, text: str) -> None:
    assert find_numbers(text, LANGUAGES[lang]) == []


@pytest.mark.parametrize(
    ("lang", "text", "low", "high"),
    [
        ("en", "20 to 30 painters", 20, 30),
        ("en", "2 to 3 million", 2_000_000, 3_000_000),
        ("de", "20 bis 30 Gäste", 20, 30),
        ("fr", "de 20 à 30 voix", 20, 30),
        ("zh", "20至30名", 20, 30),
        ("ru", "20–30 картин", 20, 30),
    ],
)
def test_a_range_gives_its_near_end_and_keeps_the_far_one(lang: str, text: str, low: float, high: float) -> None:
    assert [(n.value, n.upper) for n in find_numbers(text, LANGUAGES[lang])] == [(low, high)]


PIECES = [
    "1.200",
    "3,5",
    "Millionen",
    "二十",
    "百余",
    "件",
    "١٢٠",
    "ألف",
    "vingt",
    "and",
    "2024",
    ":",
    "\u0000",
    "\ud800",
    "%",
    "\u202e",
]


@given(
    st.sampled_from(sorted(LANGUAGES)),
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)),
)
def test_any_text_gives_positive_values_inside_it(lang: str, text: str) -> None:
    end = 0
    for number in find_numbers(text, LANGUAGES[lang]):
        assert end <= number.start < number.end <= len(text)
        assert number.value > 0
        assert number.upper is None or number.upper > number.value
        end = number.end


@given(st.integers(2, 999_999))
def test_the_same_number_grouped_in_each_way_is_one(number: int) -> None:
    if 1900 <= number < 2080:
        return
    for lang, mark in (("en", ","), ("de", "."), ("de", "'"), ("fr", "\u202f"), ("sv", " "), ("it", "."), ("zh", ",")):
        written = f"{number:,}".replace(",", mark)
        assert [n.value for n in find_numbers(f"({written})", LANGUAGES[lang])] == [number], (lang, written)
