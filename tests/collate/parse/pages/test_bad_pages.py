import time

import pytest

from samarkand.collate.parse.formats import parse_snapshot
from samarkand.collate.parse.pages.markup import MAX_MARKUP
from samarkand.collate.parse.pages.read import Told, read_page
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal

LINE = "The hall by the lake was opened by both ministers, and the first guests came from the other shore. "
LONG = LINE * 20
LIMIT = 10
"""Seconds; the slowest of these takes about one."""

REFUSED = [
    ("empty", b"", "empty"),
    ("spaces", b" \n\t ", "empty"),
    ("only a comment", b"<!-- nothing -->", "no element"),
    ("frames", b'<html><frameset cols="1,2"><frame src="a.htm"></frameset></html>', "frames"),
    ("scripts only", b"<html><body><script>draw()</script></body></html>", "scripts"),
    ("no body", b"<html><head><title>x</title></head></html>", "no text"),
    ("signs only", b"<p>*** --- ***</p>", "no text"),
    ("an unclosed script", b"<script>" + b"x" * 1_000_000, "scripts"),
    ("zeros", b"\x00" * 5000, "not a page"),
    ("a picture", bytes(range(256)) * 40, "not a page"),
    ("a PDF", b"%PDF-1.7 and so on", "not a page"),
    ("styles that HTML repeats without end", "".join(f"<p><font size={i}>" for i in range(20_000)).encode() + b"x", "nests"),
    ("over the limit", b"x" * (MAX_MARKUP + 1), "limit"),
]  # fmt: skip


AS_A_FILE = {"empty": "empty", "a PDF": "damaged"}
"""Kinds of refusal where a file's content already says that it is no page."""


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED, ids=[r[0] for r in REFUSED])
def test_a_page_without_text_is_refused_with_the_reason(name: str, data: bytes, reason: str) -> None:
    began = time.monotonic()
    assert reason in read_page(data).refused
    rows = list(parse_snapshot(data, "a.html", lambda code: True))
    assert [r.kind for r in rows if isinstance(r, Refusal) and not r.kept] == [AS_A_FILE.get(name, "text")]
    assert not any(isinstance(r, Document) for r in rows)
    assert time.monotonic() - began < LIMIT


READ = [
    ("10,000 elements deep", ("<div>" * 10_000 + LONG).encode()),
    ("deep and closed again", ("<div>" * 10_000 + LONG + "</div>" * 10_000).encode()),
    ("100,000 styles deep", ("<b>" * 100_000 + LONG).encode()),
    ("1.5 MB of paragraphs", b"<article>" + f"<p>{LINE}</p>".encode() * 15_000),
    ("2 MB of one line", f"<p>{LINE * 20_000}".encode()),
    ("a class of 1 MB", b'<div class="' + b"nav " * 250_000 + f'"></div><p>{LONG}</p>'.encode()),
    ("50,000 headings", b"<h1>The lake</h1>" * 50_000 + f"<p>{LONG}</p>".encode()),
    ("50,000 times", b'<time datetime="x">then</time>' * 50_000 + f"<p>{LONG}</p>".encode()),
    ("JSON-LD that nests without end", f'<script type="application/ld+json">{"[" * 100_000}</script><p>{LONG}</p>'.encode()),
    ("a title of joints", f"<title>{' | ' * 50_000}</title><p>{LONG}</p>".encode()),
    ("entities that call each other", f'<!DOCTYPE html [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><p>&b; {LONG}</p>'.encode()),
    ("no element at all", LONG.encode()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data"), READ, ids=[r[0] for r in READ])
def test_an_odd_page_is_read_in_time(name: str, data: bytes) -> None:
    began = time.monotonic()
    found = read_page(data, "http://[broken", Told(date="soon", charset="no-such-charset"))
    assert "opened by both ministers" in found.text
    assert time.monotonic() - began < LIMIT


GERMAN = "Das Museum am See öffnet für Gäste aus Übersee, und die ersten Boote mit ihnen legen schon heute früh an."
RUSSIAN = "Музей у озера открылся для гостей с другого берега, и первые лодки с ними причалили уже сегодня утром."
ENCODED = [
    ("as the server says", GERMAN, GERMAN.encode("latin-1"), "iso-8859-1"),
    ("UTF-8, whatever the server says", GERMAN, GERMAN.encode(), "iso-8859-1"),
    ("as the page says", RUSSIAN, b"<meta charset=koi8-r><p>" + RUSSIAN.encode("koi8-r"), ""),
    (
        "as the page says, the server being wrong",
        RUSSIAN,
        b"<meta charset=koi8-r><p>" + RUSSIAN.encode("koi8-r"),
        "ascii",
    ),
    ("as it looks", GERMAN, GERMAN.encode("cp1252"), ""),
    ("as it looks, the page naming nonsense", GERMAN, b"<meta charset=klingon>" + GERMAN.encode("cp1252"), "rot13"),
    ("two bytes a letter", GERMAN, f"<p>{GERMAN}".encode("utf-16"), ""),
    ("a mark in front", GERMAN, b"\xef\xbb\xbf" + GERMAN.encode(), ""),
]


@pytest.mark.parametrize(("name", "text", "data", "charset"), ENCODED, ids=[e[0] for e in ENCODED])
def test_the_encoding_is_found(name: str, text: str, data: bytes, charset: str) -> None:
    assert read_page(data, told=Told(charset=charset)).text == text


def test_another_encoding_is_noted_and_the_page_kept() -> None:
    rows = list(parse_snapshot(GERMAN.encode("cp1252"), "a.html", lambda code: True))
    assert [(r.kind, r.kept) for r in rows if isinstance(r, Refusal)] == [("encoding", True)]
    assert [d.text for d in rows if isinstance(d, Document)] == [GERMAN]


def test_controls_and_lone_surrogates_are_no_text() -> None:
    found = read_page(f"<p>The hall\x01 by\ud800 the lake\x7f. {LINE}</p>")
    assert found.text.startswith("The hall by the lake .")
