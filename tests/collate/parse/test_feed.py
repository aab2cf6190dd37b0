"""Saved feeds: entries with a text are documents, the others leads."""

import time

import pytest
from tests.collate.made_files import rss
from tests.collate.parse.reading import read

from samarkand.domain.dating import DateSource, Doubt
from samarkand.domain.lead import LeadKind

FULL = {
    "title": "A joint show",
    "link": "https://a.example/show",
    "pubDate": "Thu, 02 May 2024 00:30:00 +0200",
    "description": "In short.",
    "content:encoded": "<![CDATA[<p>The museum opened a <b>joint</b> show.</p><script>alert(1)</script><p>It stays.</p>]]>",
}
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>N</title>
<entry><title>Une exposition</title><link href="https://a.example/expo"/><updated>2024-05-03T09:00:00Z</updated>
<summary type="html">&lt;p&gt;Le musée ouvre.&lt;/p&gt;</summary></entry></feed>""".encode()


def test_an_entry_with_a_text_is_a_document() -> None:
    came = read(rss([FULL]), "news.rss")
    (document,) = came.documents
    assert document.title == "A joint show"
    assert document.text.split() == ["The", "museum", "opened", "a", "joint", "show.", "It", "stays."]
    assert document.url == "https://a.example/show"
    assert document.lang_label == "en"
    assert (str(document.period), document.dated_by, document.doubt) == ("2024-05-02", DateSource.FEED, ())
    assert (came.leads, came.refusals) == ([], [])


def test_atom_with_a_day_of_change_only() -> None:
    (document,) = read(ATOM, "news.atom").documents
    assert (document.title, document.text) == ("Une exposition", "Le musée ouvre.")
    assert (str(document.period), document.doubt) == ("2024-05-03", (Doubt.MODIFIED_ONLY,))


def test_an_entry_without_a_text_is_a_lead() -> None:
    came = read(rss([{"title": "Only a headline", "link": "https://a.example/1", "pubDate": "2024-05-02"}]), "n.xml")
    (lead,) = came.leads
    assert (lead.address, lead.title, lead.kind) == ("https://a.example/1", "Only a headline", LeadKind.FEED)
    assert (str(lead.period), lead.language, lead.publisher, lead.found_in) == (
        "2024-05-02",
        "en",
        "a.example",
        "n.xml",
    )


@pytest.mark.parametrize("link", ["", "ftp://a.example/1", "javascript:alert(1)", "https://", "mailto:a@b.example"])
def test_an_entry_with_neither_is_refused(link: str) -> None:
    came = read(rss([FULL, {"title": "x", "link": link}]), "news.rss")
    assert (len(came.documents), came.kinds) == (1, [(2, "text", False)])


def test_ten_thousand_entries_are_read_in_bounded_time() -> None:
    items = [
        {"title": f"T{n}", "link": f"https://a.example/{n}", "description": f"Words of entry {n}."}
        for n in range(10_000)
    ]
    began = time.monotonic()
    came = read(rss(items), "news.rss")
    assert len(came.documents) == 10_000
    assert time.monotonic() - began < 60


LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
REFUSED = [
    ("billion laughs", rss([{"title": "&b;"}], head=LAUGHS), "entities"),
    ("an outside entity", rss([{"title": "&f;"}], head=OUTSIDE), "entities"),
    ("in UTF-16", rss([{"title": "&f;"}], head=OUTSIDE).decode().encode("utf-16"), "entities"),
    (
        "another kind of XML",
        b'<?xml version="1.0"?><urlset><url><loc>https://a.example/</loc></url></urlset>',
        "format",
    ),
    ("no XML", b"Dear reader", "format"),
    ("NUL bytes", b"\0" * 500, "format"),
]


@pytest.mark.parametrize(("name", "data", "kind"), REFUSED, ids=[r[0] for r in REFUSED])
def test_what_is_no_feed_or_dangerous_is_refused(name: str, data: bytes, kind: str) -> None:
    came = read(data, "news.xml")
    assert (came.documents, came.leads) == ([], [])
    assert came.gone == [kind]


def test_a_torn_feed_is_read_as_far_as_it_goes() -> None:
    data = rss([FULL, FULL | {"title": "Second"}, FULL | {"title": "Third"}])
    came = read(data[: data.index(b"Third")], "news.rss")
    assert [d.title for d in came.documents][:2] == ["A joint show", "Second"]
    assert (0, "malformed", True) in came.kinds


@pytest.mark.parametrize("day", ["Thu, 32 May 2024 00:00:00 GMT", "soon", "", "99999999999999", "0001-01-01"])
def test_a_day_that_is_none_leaves_the_document_undated(day: str) -> None:
    (document,) = read(rss([FULL | {"pubDate": day}]), "news.rss").documents
    assert document.period is None


def test_another_charset_is_read() -> None:
    data = rss([FULL | {"title": "Müze açıldı"}]).decode().replace("utf-8", "iso-8859-9").encode("iso-8859-9")
    assert read(data, "news.rss").documents[0].title == "Müze açıldı"
