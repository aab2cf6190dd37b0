"""Text as it comes: whatever it is made of, the reader neither stops nor quotes what is not there."""

import json
import random
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from samarkand import wiring
from samarkand.cli import app
from samarkand.codebook.languages import load_languages
from samarkand.collate.attribute import SourceBook, attribute
from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.domain.period import Period
from samarkand.domain.quote import MAX_QUOTE

LANGUAGES = sorted(load_languages())
LONG = 200_000
LIMIT = 5.0
"""CPU seconds for one line of that many bytes."""

GOOD = {
    "en": "The national museum of Ghana opened an exhibition of Chilean textiles in Accra on 3 May 2024.",
    "fr": "Le musée national du Sénégal a inauguré à Dakar une exposition de tissus péruviens.",
    "de": "Das Nationalmuseum in Oslo eröffnete eine Ausstellung mit kenianischer Kunst.",
    "it": "Il museo di Lisbona ha inaugurato una mostra di artisti vietnamiti.",
    "es": "El museo nacional de Uruguay inauguró en Montevideo una exposición de arte marroquí.",
    "sv": "Nationalmuseum i Helsingfors öppnade en utställning med konst från Namibia.",
    "ru": "В Монголии открылась выставка художников из Эстонии.",
    "ar": "افتتح المتحف الوطني في الأردن معرضا للفنون من إندونيسيا.",
    "zh": "乌拉圭国家博物馆在蒙得维的亚举办肯尼亚艺术展，两国文化部长签署合作协议。",
}
NOISE = random.Random(11)


def _scanned(text: str) -> str:
    """As a poor scan reads it: letters mistaken, words broken and run together."""
    swaps = str.maketrans({"e": "c", "m": "rn", "l": "1", "o": "0", "и": "н", "国": "囯"})
    return "".join(NOISE.choice((c, c, c, c.translate(swaps), c + "-\n", "")) for c in text)


def _marked_up(text: str) -> str:
    return f"<div class='a'><p>{text.replace(' ', '&nbsp;')}</p><script>var x='{text}';</script><!-- {text}"


def _spiked(text: str, between: str) -> str:
    return between.join(text)


ALL = " ".join(GOOD.values())
CASES = {
    "several languages in one text": ALL,
    "no sentence ends": ALL.replace(".", "").replace("。", "").replace("，", ""),
    "a poor scan": _scanned(ALL),
    "HTML left in": _marked_up(ALL),
    "a tag that never ends": "<" * 3000 + GOOD["en"],
    "control characters": _spiked(GOOD["en"], "\x01") + "\x7f\x85\x1b[31m" + GOOD["zh"],
    "null bytes": _spiked(ALL, "\x00"),
    "bidirectional overrides": "\u202e" + GOOD["en"] + "\u202c\u2066" + GOOD["ar"] + "\u2069\u200f\u200e",
    "zero-width characters": _spiked(GOOD["en"], "\u200b") + _spiked(GOOD["ar"], "\u200d"),
    "byte order marks": "\ufeff" + ALL + "\ufeff\ufffe\uffff",
    "lone surrogates": "\ud83d" + GOOD["en"] + "\udc00" + GOOD["zh"] + "\ud800",
    "surrogates inside names": GOOD["en"].replace("Ghana", "Gha\ud800na"),
    "only punctuation": "…!?.,;:—«»\"'()[]{}" * 50,
    "only full stops": "." * 5000,
    "only digits": "0123456789" * 200,
    "only dates": "2024-05-03 3.5.2024 31/02/2024 99月99日 " * 50,
    "impossible days": GOOD["en"].replace("3 May", "99 May") + " 32月45日，2月30日 " + GOOD["zh"],
    "digits of other scripts": "٣٤٥ ۱۲۳ 123 ²³ ⅷ 〇零" * 50 + GOOD["ar"],
    "only white space": " \n\t\r\u2028\u2029\u00a0\u3000" * 50,
    "astral characters": "𝄞🎻👩🏽‍🎨🇰🇪" * 100 + GOOD["en"] + "𠀀𠀁" + GOOD["zh"],
    "combining marks": "".join(c + "\u0301\u0328" for c in ALL),
    "letters that grow when lowered": "İ" * 300 + GOOD["en"] + "İSTANBUL ẞ ŉ ǰ" * 20,
    "one letter": "a",
    "a quote of nothing": "“”",
    "every kind of line end": GOOD["en"].replace(" ", "\r\n") + GOOD["de"].replace(" ", "\u2028"),
}
TITLES = ("", " ", "\n", "\x00", "\u202e", "An exhibition of Chilean art in Ghana", "。", "\ud800")


def read(document: Document) -> list[Mention]:
    ((same, found),) = list(wiring.reader(0.0).weigh([document]))
    assert same is document
    return [mention for mention, _ in found]


def assert_sound(document: Document) -> list[Mention]:
    """Reads it, and holds every quote against the text."""
    mentions = read(document)
    for mention in mentions:
        assert mention.quote.stands_in(document.whole)
        assert 0 < len(mention.quote.text) <= MAX_QUOTE
        assert mention.id
        assert 0.0 <= mention.confidence <= 1.0
    return mentions


@pytest.mark.parametrize("lang", [*LANGUAGES, "xx", None])
@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_every_text_is_read_in_every_language(text: str, lang: str | None) -> None:
    assert_sound(Document("d", text, "", lang=lang, country="KE", period=Period("2024-05-04")))


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_of_nothing_and_of_anything(title: str, lang: str) -> None:
    assert_sound(Document("d", GOOD[lang], title, lang=lang, country="KE"))
    assert_sound(Document("d", "", title, lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_good_sentence_among_the_bad_ones_is_still_quoted(lang: str) -> None:
    """Otherwise all of the above would hold for a reader that reads nothing."""
    text = f"\u202e…\x00\n{GOOD[lang]}\n<p>&nbsp;0123\n"
    wanted = Document("d", text, "", lang=lang)
    if assert_sound(Document("d", GOOD[lang], "", lang=lang)):
        assert any(mention.quote.text in GOOD[lang] for mention in assert_sound(wanted))


def _cut(line: str) -> str:
    return line.encode()[:LONG].decode("utf-8", "ignore")


_LINES = {
    "one word for ever": "a" * LONG,
    "one Han sign for ever": "文" * LONG,
    "one sentence for ever": (GOOD["en"].replace(".", "") + " ") * (LONG // 95),
    "one Chinese sentence for ever": GOOD["zh"].replace("，", "").replace("。", "") * (LONG // 35),
    "one Arabic sentence for ever": (GOOD["ar"].replace(".", "") + " ") * (LONG // 60),
    "one Russian sentence for ever": (GOOD["ru"].replace(".", "") + " ") * (LONG // 55),
    "spaces": " " * LONG,
    "spaces before a word": " " * LONG + "x",
    "line ends": "\n" * LONG,
    "full stops": "." * LONG,
    "full stops and spaces": ". " * (LONG // 2),
    "question marks and spaces": "? " * (LONG // 2),
    "closing quotes": "»" * LONG,
    "semicolons": ";" * LONG,
    "digits": "1" * LONG,
    "digits and hyphens": "1-" * (LONG // 2),
    "digits and spaces": "1 " * (LONG // 2),
    "open brackets": "<" * LONG,
    "capital letters": "A b " * (LONG // 4),
    "museums": "Museum " * (LONG // 7),
    "Chinese museums": "博物馆" * (LONG // 3),
    "letters that grow when lowered": "İ" * LONG,
    "signs of countries": "中法英德日韩" * (LONG // 6),
    "proclitics": "وبال" * (LONG // 4),
    "months": "May " * (LONG // 4),
    "names": "Ghana " * (LONG // 6),
    "noise": "".join(NOISE.choice("ab .,;\n文و1-") for _ in range(LONG)),
}
LINES = {name: _cut(line) for name, line in _LINES.items()}


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _timed(document: Document) -> float:
    began = _spent()
    assert_sound(document)
    return _spent() - began


@pytest.fixture(scope="module")
def warm() -> None:
    """What is built once, such as patterns and automata, is no part of a line's time."""
    for lang in LANGUAGES:
        read(Document("d", GOOD[lang], "", lang=lang, period=Period("2024-05-04")))


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_line_of_200_kb_takes_seconds_at_most(line: str) -> None:
    lang = next((lang for lang in ("zh", "ru", "ar") if GOOD[lang][:6] == line[:6]), "en")
    assert _timed(Document("d", line, "", lang=lang, country="KE", period=Period("2024-05-04"))) < LIMIT


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_line_of_200_kb_takes_seconds_at_most_in_every_language(line: str, lang: str) -> None:
    assert _timed(Document("d", line, "", lang=lang, country="KE", period=Period("2024-05-04"))) < LIMIT


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_title_of_200_kb_takes_seconds_at_most(lang: str) -> None:
    title = _cut((GOOD[lang].rstrip(".。") + " ") * 5000)
    assert _timed(Document("d", GOOD[lang], title, lang=lang, country="KE")) < LIMIT


@pytest.mark.usefixtures("warm")
def test_fifty_thousand_names_on_a_line() -> None:
    names = ["Ghana", "Chile", "Nepal", "Malta", "Fiji", "Oslo", "Accra", "Lima", "Kenyan", "UNESCO"]
    line = ", ".join(NOISE.choice(names) for _ in range(50_000)) + " opened an exhibition"
    assert _timed(Document("d", line, "", lang="en", country="KE")) < LIMIT * len(line) / LONG


PIECES = st.one_of(
    st.sampled_from([*GOOD.values(), *CASES.values()]).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(1, 160)).map(lambda at: text[at[0] :][: at[1]])
    ),
    st.sampled_from(["\x00", "\u202e", "\u2067", "\ud800", "\udfff", "\u200b", "\ufeff", "İ", "𝄞", "<p>", "&#0;"]),
    st.sampled_from(["。", ".", "\n", "\r", "\u2028", "\t", " ", "…", "; ", "-", "、"]),
    st.text(st.characters(codec=None), max_size=12),
)
TEXTS = st.lists(PIECES, max_size=8).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, title=st.lists(PIECES, max_size=2).map("".join), lang=st.sampled_from([*LANGUAGES, None]))
def test_mixtures_of_all_these_are_read(text: str, title: str, lang: str | None) -> None:
    assert_sound(Document("d", text, title, lang=lang, country="KE", period=Period("2024-05-04")))


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, title=st.lists(PIECES, max_size=2).map("".join))
def test_the_language_of_anything_is_settled(text: str, title: str) -> None:
    assert_sound(attribute(Document("d", text, title, lang_label="en"), SourceBook(())))


def _lines() -> Iterator[bytes]:
    """Everything above as one file of documents; surrogates as JSON escapes, as they come."""
    for number, text in enumerate([*CASES.values(), *LINES.values()]):
        row = {"id": f"d{number}", "lang": "en", "title": TITLES[number % len(TITLES)], "text": text}
        yield json.dumps(row).encode() + b"\n"


RAW = [
    b"\xff\xfe{\x00}\x00\n",
    b'{"id": "raw", "text": "Chile \xe9 Ghana"}\n',
    b'{"id": "raw", "text": "Chile \x00 Ghana"}\n',
    b"\n",
    b"[" * 5000 + b"\n",
    b'{"id": ["list"], "text": {"a": 1}, "title": 7}\n',
    b'{"id": "number", "text": 12, "title": null}\n',
    b'{"id": "no end", "text": "Gha',
]


def test_the_command_line_reads_them_all(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"".join([*_lines(), *RAW]))
    began = _spent()
    done = CliRunner().invoke(
        app, ["read", "--documents", str(source), "--out", str(out), "--threshold", "0", "--workers", "1"]
    )
    assert done.exit_code == 0, (done.output, done.exception)
    assert _spent() - began < LIMIT * len(LINES)
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    kept = {document.id: document.whole for document in _taken(source)}
    assert {row["id"] for row in rows} == kept.keys()
    for row in rows:
        assert all(kept[row["id"]][e["start"] : e["end"]] == e["quote"] for e in row["events"])
    assert sum(len(row["events"]) for row in rows) > 0


def _taken(source: Path) -> list[Document]:
    from samarkand.collate.parse.jsonl import parse_jsonl

    with source.open("rb") as lines:
        return [row for row in parse_jsonl(lines, source.name, lambda code: True) if isinstance(row, Document)]
