"""Feeds, sitemaps and list pages, as they are and as they should not be."""

import gzip
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.collect.feed import parse_feed
from samarkand.collect.list_page import parse_list
from samarkand.collect.listing import Asked, Listing
from samarkand.collect.sitemap import parse_sitemap
from samarkand.domain.capture import Item

AT = datetime(2024, 6, 1, 12, tzinfo=UTC)
ASKED = Asked("https://news.example.org/feed", AT)
Parser = Callable[[bytes, Asked], Listing]


def rss(*entries: str, head: str = "") -> bytes:
    return f"""<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>News</title>{"".join(entries)}</channel></rss>""".encode()


def entry(n: int, date: str = "Sat, 01 Jun 2024 09:00:00 +0200") -> str:
    return f"<item><title>Piece {n}</title><link>/piece/{n}</link><guid>urn:g{n}</guid><pubDate>{date}</pubDate></item>"


def kinds(listing: Listing) -> list[str]:
    return [refusal.kind for refusal in listing.refusals]


def test_a_feed_tells_address_title_date_and_its_own_name() -> None:
    told = parse_feed(rss(entry(1), entry(2)), ASKED)
    assert told.items[0] == Item("https://news.example.org/piece/1", "Piece 1", "2024-06-01T07:00:00+00:00", "urn:g1")
    assert (len(told.items), told.refusals, told.is_read) == (2, (), True)


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title type="html">A &amp;amp; B</title>
<link rel="alternate" href="https://news.example.org/é?x=1#top"/><id>urn:1</id><updated>2024-05-30T10:00:00Z</updated>
</entry></feed>"""


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-8-sig"])
def test_an_atom_feed_in_any_charset(charset: str) -> None:
    (item,) = parse_feed(ATOM.encode(charset), ASKED).items
    assert item.address == "https://news.example.org/é?x=1"
    assert item.date == "2024-05-30T10:00:00+00:00"


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/xml; charset=ascii", "image/png", ""])
def test_a_wrong_media_type_or_charset_of_a_feed_is_overlooked(kind: str) -> None:
    body = b'<?xml version="1.0" encoding="utf-8"?>' + rss("<item><title>Söhne</title><link>/1</link></item>")[21:]
    told = parse_feed(body, Asked(ASKED.address, AT, kind))
    assert [item.title for item in told.items] == ["Söhne"]


def test_a_charset_that_does_not_fit_leaves_the_links_whole() -> None:
    body = rss("<item><title>Söhne</title><link>/1</link></item>").decode().encode("latin-1")
    told = parse_feed(body, Asked(ASKED.address, AT, "application/rss+xml; charset=utf-8"))
    assert [item.address for item in told.items] == ["https://news.example.org/1"]


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f"<!ENTITY {b} '{10 * ('&' + a + ';')}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
XXE = '<!DOCTYPE l [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
HOSTILE = [
    rss("<item><title>&i;</title><link>/1</link></item>", head=LAUGHS),
    rss("<item><title>&i;</title><link>/1</link></item>", head=XXE),
    rss("<item><title>x</title><link>/1</link></item>", head=XXE).decode().encode("utf-16"),
    rss("<item><title>x</title><link>/1</link></item>", head=XXE).decode().encode("utf-32"),
    rss("<item><title>x</title><link>/1</link></item>", head=XXE.lower()),
    b"<?xml version='1.0'?><!-- <rss> --> <?style x?>\n" + XXE.encode() + rss(entry(1))[21:],
    b"<urlset><!ENTITY x SYSTEM 'http://10.0.0.1/'></urlset>",
    (XXE + "<urlset><url><loc>&i;</loc></url></urlset>").encode(),
    b"/etc/passwd",
    b"http://10.0.0.1/feed",
    b"",
    b"\x00\x01\x02",
    "<?xml version='1.0' encoding='cp037'?><rss/>".encode("cp037"),
    b"<!DOCTYPE html><html><body>Sign in</body></html>",
    b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>Gone</body></html>",
    b"<other/>",
    b"\x1f\x8bnot gzip",
    gzip.compress(rss(entry(1)))[:-20],
    gzip.compress(bytes(60_000_000)),
]


@pytest.mark.parametrize("parse", [parse_feed, parse_sitemap])
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_what_is_no_list_or_hides_something_is_refused_in_one_line(parse: Parser, number: int) -> None:
    began = time.monotonic()
    told = parse(HOSTILE[number], ASKED)
    assert (told.items, told.is_read, kinds(told)) == ((), False, ["unreadable"])
    assert told.refusals[0].file == ASKED.address
    assert "root:" not in told.refusals[0].reason
    assert time.monotonic() - began < 2


def test_a_page_quoted_whole_in_a_feed_is_no_declaration() -> None:
    quoted = "<description><![CDATA[<!DOCTYPE html><html><!ENTITY ok></html>]]></description>"
    told = parse_feed(rss(f"<item><title>x</title><link>/1</link>{quoted}</item>"), ASKED)
    assert (len(told.items), told.is_read) == (1, True)


def test_entries_dated_in_the_future_are_taken_and_flagged() -> None:
    told = parse_feed(
        rss(entry(1, "Mon, 01 Jan 2035 00:00:00 GMT"), entry(2), entry(3, "Sun, 02 Jun 2024 01:00:00 GMT")), ASKED
    )
    assert len(told.items) == 3
    assert [(r.kind, r.kept, r.row) for r in told.refusals] == [("future", True, 1)]


@pytest.mark.parametrize("date", ["yesterday", "Mon, 99 Xyz 99999 99:99:99", "9999999999999999", "", "0000-00-00"])
def test_a_date_nobody_can_read_is_told_as_it_is(date: str) -> None:
    (item,) = parse_feed(rss(entry(1, date)), ASKED).items
    assert item.date in (date, "") or item.date.endswith("+00:00")


def test_a_feed_that_breaks_off_gives_what_it_has_and_says_so() -> None:
    whole = rss(entry(1), entry(2), entry(3))
    told = parse_feed(whole[: whole.index(b"Piece 3")], ASKED)
    assert [item.title for item in told.items[:2]] == ["Piece 1", "Piece 2"]
    assert "malformed" in kinds(told)


@pytest.mark.parametrize(
    "link", ["", "javascript:alert(1)", "mailto:a@b.org", "file:///etc/passwd", "http://[::1", "ftp://a.org/x"]
)
def test_an_entry_without_a_page_is_counted(link: str) -> None:
    told = parse_feed(rss(f"<item><title>x</title><link>{link}</link></item>", entry(2)), ASKED)
    assert [item.title for item in told.items] == ["Piece 2"]
    assert kinds(told) == ["link"]


def test_ten_thousand_entries_and_each_address_once() -> None:
    told = parse_feed(rss(*(f"<item><link>/{n % 9_000}</link></item>" for n in range(10_000))), ASKED)
    assert [item.address.rpartition("/")[2] for item in told.items] == [str(n) for n in range(9_000)]


@given(st.binary(max_size=300))
def test_no_bytes_upset_a_parser(data: bytes) -> None:
    for parse in (parse_feed, parse_sitemap, parse_list):
        told = parse(data, ASKED)
        assert told.items or told.refusals or told.is_read


def sitemap(*urls: str, root: str = "urlset") -> bytes:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f"<?xml version='1.0' encoding='UTF-8'?><{root} {space}>{''.join(urls)}</{root}>".encode()


URLS = (
    "<url><loc>https://news.example.org/old</loc><lastmod>2019-01-01</lastmod></url>",
    "<url><loc> https://news.example.org/none </loc></url>",
    "<url><loc>https://news.example.org/new</loc><lastmod>2024-05-01T10:00:00+02:00</lastmod><news:news>"
    "<news:publication><news:name>N</news:name></news:publication><news:title>New</news:title>"
    "<news:publication_date>2024-04-30</news:publication_date></news:news></url>",
    "<url><lastmod>2024-05-01</lastmod></url>",
)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_sitemap_tells_the_newest_first(pack: Callable[[bytes], bytes]) -> None:
    told = parse_sitemap(pack(sitemap(*URLS)), ASKED)
    assert [item.address.rpartition("/")[2] for item in told.items] == ["new", "old", "none"]
    assert (told.items[0].title, told.items[0].date) == ("New", "2024-04-30")
    assert kinds(told) == ["link"]


def test_an_index_of_sitemaps_tells_lists() -> None:
    urls = [f"<sitemap><loc>/map-{n}.xml</loc><lastmod>202{n}-01-01</lastmod></sitemap>" for n in range(3)]
    told = parse_sitemap(sitemap(*urls, root="sitemapindex"), ASKED)
    assert told.items == ()
    assert [nested.address[-9:] for nested in told.lists] == ["map-2.xml", "map-1.xml", "map-0.xml"]
    assert told.lists[0].changed == datetime(2022, 1, 1, tzinfo=UTC)


PAGE = """<html><head><base href="/en/"><script>var a = '<h2><a href="/trap">x</a></h2>';</script></head><body>
<nav><a href="/about">About</a></nav><h2><a href="a">One
 <b>two</b></a></h2><h2><a href="a#again">One</a></h2><ul class=news><li><div><a href="https://other.example/b c">B</a></div></li></ul>
<h3><a href="javascript:void(0)">no</a></h3></body></html>"""


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ("", [("https://news.example.org/en/a", "One two")]),
        ("ul.news li", [("https://other.example/b%20c", "B")]),
        ("nav a, ul.news a", [("https://news.example.org/about", "About"), ("https://other.example/b%20c", "B")]),
    ],
)
def test_a_list_page_tells_what_the_selector_finds(links: str, found: list[tuple[str, str]]) -> None:
    told = parse_list(PAGE.encode(), Asked("https://news.example.org/list", AT, "text/html", links))
    assert [(item.address, item.title) for item in told.items] == found


@pytest.mark.parametrize(("links", "said"), [("p.none a", "has the page changed?"), ("a[[", "mend `links`")])
def test_a_selector_that_finds_nothing_says_so(links: str, said: str) -> None:
    told = parse_list(PAGE.encode(), Asked("https://news.example.org/list", AT, "text/html", links))
    assert not told.is_read
    assert said in told.refusals[0].reason


@pytest.mark.parametrize(
    "kind", ["text/html; charset=windows-1251", "text/html; charset=utf-8", "text/html; charset=x", ""]
)
def test_a_list_page_in_a_wrong_charset_keeps_its_links(kind: str) -> None:
    body = "<html><body><h2><a href='/1'>Концерт в городе, новости и события культуры</a></h2></body></html>"
    told = parse_list(body.encode("cp1251"), Asked("https://news.example.org/list", AT, kind))
    assert [item.address for item in told.items] == ["https://news.example.org/1"]
    assert told.items[0].title.startswith("Концерт")
