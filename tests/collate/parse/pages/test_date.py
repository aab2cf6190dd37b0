import datetime
import json

import pytest

from samarkand.collate.parse.pages.date import read_address, read_stamp
from samarkand.collate.parse.pages.read import Page, Told, read_page
from samarkand.domain.dating import DateSource, Doubt

CAPTURED = datetime.date(2024, 6, 1)
TEXT = "The archive of the river port and its sister archive abroad exchange copies of their oldest maps from today on."
ADDRESS = "https://news.example/culture/maps"


def ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


def read(
    head: str = "", inner: str = "", address: str = ADDRESS, lang: str = "en", told: str = "", text: str = TEXT
) -> Page:
    markup = f'<html lang="{lang}"><head>{head}</head><body>{inner}<div><p>{text}</p><p>{text}</p></div></body></html>'
    return read_page(markup, address, Told(date=told, captured=CAPTURED))


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


METADATA = [
    ("JSON-LD", ld(**{"@type": "NewsArticle", "datePublished": "2024-05-02T23:30:00-05:00"})),
    ("JSON-LD within a graph", ld(**{"@graph": [{"@type": "Organization"}, {"@type": "Article", "datePublished": "2024-05-02"}]})),
    ("an article before its page", ld(**{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, {"@type": "BlogPosting", "datePublished": "2024-05-02"}]})),
    ("JSON-LD with a line break in a text", '<script type="application/ld+json">{"headline": "a\nb", "datePublished": "2024-05-02"}</script>'),
    ("broken JSON-LD beside a meta element", '<script type="application/ld+json">{"datePublished": </script>' + meta("article:published_time", "2024-05-02")),
    ("Open Graph", meta("article:published_time", "2024-05-02T08:00:00Z")),
    ("Dublin Core", '<meta name="DC.date.issued" content="2024-05-02">'),
    ("an old name", '<meta name="pubdate" content="20240502">'),
    ("a stamp of mail", '<meta name="date" content="Thu, 02 May 2024 10:00:00 GMT">'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "head"), METADATA, ids=[m[0] for m in METADATA])
def test_metadata_date_a_page(name: str, head: str) -> None:
    found = read(head)
    assert (str(found.period), found.dated_by, found.doubt) == ("2024-05-02", DateSource.METADATA, ())


def test_the_first_time_element_is_metadata() -> None:
    found = read(inner='<time datetime="2024-05-02">yesterday</time>')
    assert (str(found.period), found.dated_by) == ("2024-05-02", DateSource.METADATA)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/2024/05/02/maps", "2024-05-02"),
        ("https://a.example/2024/5/2/maps.html", "2024-05-02"),
        ("https://a.example/maps-2024-05-02", "2024-05-02"),
        ("https://a.example/a/20240502/c_1.htm", "2024-05-02"),
        ("https://a.example/art/t20240502_77.html", "2024-05-02"),
        ("https://a.example/2024/05/maps", "2024-05"),
        ("https://a.example/2024/13/45/maps", None),
        ("https://a.example/story/20241399", None),
        ("https://a.example/maps?day=2024-05-02", None),
        ("https://a.example/room/1970/01/01/x", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_an_address_may_hold_the_day(address: str, expected: str | None) -> None:
    found = read_address(address)
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize(
    "raw", ["", "yesterday", "2024-02-31", "1970-01-01T00:00:00Z", "0001-01-01", "12345678901234567890"]
)
def test_what_is_no_stamp_is_none(raw: str) -> None:
    assert read_stamp(raw) is None


SHOWN = [
    ("en", "Published 2 May 2024, 10:00"),
    ("de", "Veröffentlicht am 2. Mai 2024"),
    ("fr", "Publié le 2 mai 2024"),
    ("es", "Publicado el 2 de mayo de 2024"),
    ("it", "Pubblicato il 2 maggio 2024"),
    ("sv", "Publicerad 2 maj 2024"),
    ("ru", "Опубликовано 2 мая 2024"),
    ("ar", "نشر في 2 مايو 2024"),
    ("zh", "发布时间：2024年5月2日"),
    ("pt", "02/05/2024 - 10h00"),
]
OPENINGS = {
    "en": TEXT,
    "de": "Das Archiv am Hafen und sein Partner im Ausland tauschen von heute an Kopien ihrer ältesten Karten miteinander aus.",
    "fr": "Les archives du port et leurs partenaires à l'étranger échangent désormais des copies de leurs plus vieilles cartes.",
    "es": "El archivo del puerto y su socio en el extranjero intercambian desde ahora copias de sus mapas más antiguos y raros.",
    "it": "L'archivio del porto e il suo partner all'estero si scambiano da ora le copie delle loro carte geografiche più antiche.",
    "sv": "Arkivet vid hamnen och dess partner utomlands byter från och med nu kopior av sina äldsta kartor med varandra varje år.",
    "ru": "Архив речного порта и его зарубежный партнёр отныне обмениваются копиями своих старейших карт и готовят выставку.",
    "ar": "يتبادل أرشيف الميناء النهري وشريكه في الخارج من الآن فصاعدا نسخا من أقدم خرائطهما ويعدان معا معرضا مشتركا للزوار.",
    "zh": "河港档案馆与其国外的姊妹档案馆从现在起互换各自最古老地图的副本，双方还将共同筹办一个面向公众的展览，并出版图录。",
    "pt": "O arquivo do porto e o seu parceiro no estrangeiro trocam a partir de agora cópias dos seus mapas mais antigos e raros.",
}


@pytest.mark.parametrize(("lang", "line"), SHOWN, ids=[s[0] for s in SHOWN])
def test_a_line_near_the_title_dates_a_page(lang: str, line: str) -> None:
    inner = f"<p>01.01.2001</p><ul><li>x</li></ul><h1>Maps</h1><div>{line}</div>"
    found = read(inner=inner, lang=lang, text=OPENINGS[lang])
    assert (str(found.period), found.dated_by) == ("2024-05-02", DateSource.PAGE)


def test_figures_that_can_be_read_both_ways_are_passed_over_in_english() -> None:
    assert read(inner="<h1>Maps</h1><div>02/05/2024</div>").period is None
    assert str(read(inner="<h1>Maps</h1><div>25/05/2024</div>").period) == "2024-05-25"


def test_the_opening_of_the_text_dates_a_page_last() -> None:
    found = read(text=f"PORT CITY, 2 May 2024. {TEXT}")
    assert (str(found.period), found.dated_by) == ("2024-05-02", DateSource.TEXT)


def test_a_feed_comes_before_the_address_and_after_metadata() -> None:
    address = "https://a.example/2024/05/02/maps"
    assert read(address=address, told="2024-05-03T01:00:00Z").dated_by is DateSource.FEED
    assert read(address=address).dated_by is DateSource.ADDRESS
    assert read(meta("article:published_time", "2024-05-02"), told="2024-05-03").dated_by is DateSource.METADATA


def test_a_day_is_better_than_a_month() -> None:
    found = read(address="https://a.example/2024/05/maps", inner="<h1>Maps</h1><div>2 May 2024</div>")
    assert (str(found.period), found.dated_by) == ("2024-05-02", DateSource.PAGE)
    assert str(read(address="https://a.example/2024/05/maps").period) == "2024-05"


DOUBTS = [
    ("in the future", meta("article:published_time", "2031-05-02"), ADDRESS, "2031-05-02", (Doubt.FUTURE,)),
    ("tomorrow, which may be today elsewhere", meta("article:published_time", "2024-06-02"), ADDRESS, "2024-06-02", ()),
    ("in the future, and the address knows better", meta("article:published_time", "2031-05-02"), "https://a.example/2024/05/02/x", "2024-05-02", (Doubt.DISAGREE,)),
    ("two sources far apart", meta("article:published_time", "2024-05-02"), "https://a.example/2024/04/02/x", "2024-05-02", (Doubt.DISAGREE,)),
    ("two sources a day apart", meta("article:published_time", "2024-05-02"), "https://a.example/2024/05/01/x", "2024-05-02", ()),
    ("only a change", ld(**{"@type": "Article", "dateModified": "2024-05-02"}), ADDRESS, "2024-05-02", (Doubt.MODIFIED_ONLY,)),
    ("only a change, in the future", meta("article:modified_time", "2031-05-02"), ADDRESS, "2031-05-02", (Doubt.FUTURE, Doubt.MODIFIED_ONLY)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "head", "address", "date", "doubt"), DOUBTS, ids=[d[0] for d in DOUBTS])
def test_doubts_are_flagged(name: str, head: str, address: str, date: str, doubt: tuple[Doubt, ...]) -> None:
    found = read(head, address=address)
    assert (str(found.period), found.doubt) == (date, doubt)


def test_an_undated_page_stays_undated() -> None:
    found = read()
    assert (found.period, found.dated_by, found.doubt) == (None, None, ())
