"""The page of a record shows who said what, where and when."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.publish import books
from tests.publish.html_pages import Node, parse, words

from samarkand.domain.document import Document, ReportsOn
from samarkand.domain.period import Period
from samarkand.publish import html
from samarkand.publish.chapters import compose
from samarkand.publish.ledger import Ledger
from samarkand.publish.record import citation_of, record_view

BOOK = books.world()


def _said(page: Node) -> list[tuple[Node, Node]]:
    """Each quote with the citation below it."""
    main = page.all("main")[0]
    parts = [c for c in main.children if isinstance(c, Node)]
    return [(a, b) for a, b in pairwise(parts) if a.tag == "blockquote"]


def test_every_quote_stands_on_its_page_with_publisher_date_and_address(world_pages: Mapping[str, Node]) -> None:
    seen = {"addressed": 0, "untraced": 0, "paraphrase": 0}
    for x in BOOK.exchanges:
        said = {quote.attrs["id"]: (quote, cite) for quote, cite in _said(world_pages[f"records/{x.id}.html"])}
        assert set(said) == set(x.mentions)
        for mention_id, (quote, cite) in said.items():
            mention = BOOK.mentions[mention_id]
            document = BOOK.documents[mention.document_id]
            assert "cite" in cite.attrs["class"]
            assert words(quote.text) == words(mention.quote.text)
            assert (quote.attrs["lang"], quote.attrs["dir"]) == (
                document.lang,
                "rtl" if document.lang == "ar" else "ltr",
            )
            links = [a.attrs["href"] for a in cite.all("a")]
            assert document.publisher in cite.text
            if told := document.reports_on:
                seen["paraphrase"] += 1
                assert f"paraphrase by {document.publisher}" in cite.text
                assert told.publisher in cite.text and (told.date or "no date told") in cite.text
                assert links == ([told.url] if told.url else [])
                assert (told.url or told.document_id) in cite.text
                continue
            assert str(document.period) in cite.text
            if document.url:
                seen["addressed"] += 1
                assert links == [document.url]
                assert document.url in cite.text
            else:
                seen["untraced"] += 1
                assert links == []
                assert document.title in cite.text and document.text_hash in cite.text
    assert min(seen.values()) >= 4, seen


def test_quotes_of_all_nine_languages_and_both_han_scripts_are_shown(world_pages: Mapping[str, Node]) -> None:
    langs = {q.attrs["lang"] for x in BOOK.exchanges for q, _ in _said(world_pages[f"records/{x.id}.html"])}
    assert langs == {"ar", "de", "en", "es", "fr", "it", "ru", "sv", "zh"}
    everything = "".join(page.text for path, page in world_pages.items() if path.startswith("records/"))
    for words_of in ("一家博物馆", "書法家", "ثلاث حفلات", "Реставраторы", "Kör från Fiji"):
        assert words_of in everything


def test_each_value_stands_with_those_who_assert_it(world_pages: Mapping[str, Node]) -> None:
    page = world_pages[f"records/{BOOK.exchanges[0].id}.html"]
    rows = {
        (words(tds[0].text), words(tds[1].text)): words(tds[2].text) for tr in page.all("tr") if (tds := tr.all("td"))
    }
    everybody = "Dakar Ministry of Culture, Hanoi Ministry of Culture, Original Paper"
    assert rows["party", "Vietnam"] == everybody
    assert rows["place", "Dakar, Senegal"] == "Dakar Ministry of Culture"
    assert ("type", f"A2 {BOOK.codebook.by_code['A2'].name}") in rows


def test_a_grade_is_told_in_words_and_to_screen_readers(world_pages: Mapping[str, Node]) -> None:
    for x in BOOK.exchanges:
        page = world_pages[f"records/{x.id}.html"]
        label = page.with_class("svg", "disc")[0].attrs["aria-label"]
        assert label == f"grade {x.grade}"
        assert f"{x.grade}: " in page.text


def test_independence_is_told_quote_by_quote() -> None:
    view = record_view(BOOK, BOOK.exchanges[0])
    assert [s.is_independent for s in view.said] == [False, False, True]


@pytest.mark.parametrize(
    ("document", "says", "address"),
    [
        (
            Document("d", "t", "T", publisher="Post", period=Period("2024"), url="https://a.example"),
            "Post, 2024",
            "https://a.example",
        ),
        (Document("d", "t", "T", publisher="Post"), "Post, no date told, “T”", None),
        (Document("d", "t"), "publisher not told, no date told, “untitled”", None),
        (
            Document("d", "t", publisher="Desk", reports_on=ReportsOn("o1", "Post", "2024-01-02")),
            "paraphrase by Desk of a report by Post, 2024-01-02, o1",
            None,
        ),
    ],
)
def test_how_a_document_is_cited(document: Document, says: str, address: str | None) -> None:
    citation, found = citation_of(document)
    assert citation.startswith(says)
    assert found == address


def _pages_with(url: str) -> Node:
    x = BOOK.exchanges[0]
    documents = {key: replace(d, url=url, reports_on=None) for key, d in BOOK.documents.items()}
    book = replace(BOOK, exchanges=(x,), documents=documents)
    ledger = Ledger(book.measurements)
    return parse(dict(html.pages(book, compose(book, ledger), ledger))[f"records/{x.id}.html"])


def test_an_address_cannot_break_out_of_its_attribute() -> None:
    page = _pages_with('https://a.example/"><script>alert(1)</script>')
    assert not page.all("script")


def test_an_address_that_is_no_web_address_is_not_a_link() -> None:
    page = _pages_with("javascript:alert(1)")
    assert not [a for a in page.all("a") if a.attrs["href"].startswith("javascript:")]


def test_the_address_of_a_paraphrase_is_written_once(world_pages: Mapping[str, Node]) -> None:
    cites = [
        cite
        for x in BOOK.exchanges
        for _, cite in _said(world_pages[f"records/{x.id}.html"])
        if "https://original.example" in cite.text
    ]
    assert cites
    assert all(cite.text.count("https://original.example") == 1 for cite in cites)
