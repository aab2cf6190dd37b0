import pytest

from samarkand.codebook.languages import load_languages
from samarkand.domain.period import Period
from samarkand.text.dates import find_dates, find_figures
from samarkand.text.folding import fold

DAY = "2024-05-15"  # a Wednesday

CASES = [
    ("en", "The show opens on 1 October 2021 in the capital.", DAY, ["2021-10-01"]),
    ("en", "on October 1, 2021", DAY, ["2021-10-01"]),
    ("en", "from 1 July to 31 October", DAY, ["2024-07-01/2024-10-31"]),
    ("en", "between 9th Sep. 2024 to 13th Sep. 2024", DAY, ["2024-09-09/2024-09-13"]),
    ("en", "signed today", DAY, ["2024-05-15"]),
    ("en", "will travel next week", DAY, ["2024-05-20/2024-05-26"]),
    ("en", "next Friday", DAY, ["2024-05-17"]),
    ("en", "in 1985 and in May 2023", DAY, ["1985", "2023-05"]),
    ("en", "a budget of 2024.5 million", DAY, []),
    ("zh", "2024年5月28日至31日", DAY, ["2024-05-28/2024-05-31"]),
    ("zh", "9月27日", "2024-09-28", ["2024-09-27"]),
    ("zh", "今天(4月10日)", "2023-04-10", ["2023-04-10", "2023-04-10"]),
    ("zh", "昨晚(12月9日)", "2025-12-10", ["2025-12-09", "2025-12-09"]),
    ("zh", "将于明年3月举行", DAY, ["2025-03"]),
    ("zh", "12月", "2024-01-05", ["2023-12"]),
    ("zh", "8日在国家音乐厅举行", "2026-02-10", ["2026-02-08"]),
    ("zh", "30日", "2024-05-01", ["2024-04-30"]),
    ("de", "vom 1. Juli bis 31. Oktober", DAY, ["2024-07-01/2024-10-31"]),
    ("de", "am 3.5.2024", DAY, ["2024-05-03"]),
    ("de", "im März 2023", DAY, ["2023-03"]),
    ("fr", "le 1er juillet 2024", DAY, ["2024-07-01"]),
    ("fr", "du 3 au 5 mai", DAY, ["2024-05-03/2024-05-05"]),
    ("fr", "le mois dernier", DAY, ["2024-04"]),
    ("it", "il 14 novembre 2024", DAY, ["2024-11-14"]),
    ("es", "el 5 de mayo de 2023", DAY, ["2023-05-05"]),
    ("sv", "den 15–16 maj", DAY, ["2024-05-15/2024-05-16"]),
    ("sv", "i juni 2025", DAY, ["2025-06"]),
    ("ru", "20 ноября", "2024-11-01", ["2024-11-20"]),
    ("ru", "в мае 2023 года", DAY, ["2023-05"]),
    ("ar", "في 12 آذار 2024", DAY, ["2024-03-12"]),
    ("zh", "上周二", DAY, ["2024-05-07"]),
    ("zh", "下星期五", DAY, ["2024-05-24"]),
    ("zh", "上週二", DAY, ["2024-05-07"]),
    ("zh", "下周日", DAY, ["2024-05-26"]),
    ("zh", "下周日本乐团到访", DAY, ["2024-05-20/2024-05-26"]),
    ("zh", "上周二本市", DAY, ["2024-05-07"]),
    ("zh", "本周", DAY, ["2024-05-13/2024-05-19"]),
    ("zh", "二〇二四年三月十二日", DAY, ["2024-03-12"]),
    ("zh", "五月二十八日至三十一日", DAY, ["2024-05-28/2024-05-31"]),
    ("zh", "十月廿一日", "2024-10-30", ["2024-10-21"]),
    ("zh", "3月12號", DAY, ["2024-03-12"]),
    ("zh", "三个月的巡演，一日游", DAY, []),
    ("sv", "från den 3 till den 9 juni", DAY, ["2024-06-03/2024-06-09"]),
    ("ar", "يوم ١٢ مارس ٢٠٢٤", DAY, ["2024-03-12"]),
]


@pytest.mark.parametrize(("lang", "text", "written", "expected"), CASES)
def test_dates_as_each_language_writes_them(lang: str, text: str, written: str, expected: list[str]) -> None:
    if lang not in load_languages():
        pytest.skip(f"no cues for {lang} yet")
    found = find_dates(fold(text), load_languages()[lang], Period.parse(written))
    assert [str(f.period) for f in found] == expected


def test_words_that_lean_on_the_day_stay_silent_where_it_is_unknown() -> None:
    english = load_languages()["en"]
    assert find_dates("signed today, opens in june", english, None) == []
    assert find_dates("signed today", english, Period("2024-05")) == []
    assert [str(f.period) for f in find_dates("opens on 3 june", english, Period("2024-05"))] == ["2024-06-03"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02/05/2024 às 10h", ["2024-05-02"]),
        ("05/31/2024", ["2024-05-31"]),
        ("2024-05-02, 03.05.2024", ["2024-05-02", "2024-05-03"]),
        ("۱۴۰۳ / 45.45.2024", []),
    ],
)
def test_figures_are_read_in_any_language(text: str, expected: list[str]) -> None:
    assert [str(found.period) for found in find_figures(text)] == expected
