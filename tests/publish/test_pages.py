"""What holds for every page of an edition."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.publish import books
from tests.publish.html_pages import Node, is_outside, pages_of, resolved, words

from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.scale import Layer
from samarkand.publish import html
from samarkand.publish.book import Book
from samarkand.publish.chapters import NOTHING, compose
from samarkand.publish.ledger import Ledger
from samarkand.publish.tables import csv_text
from samarkand.publish.yearbook import publish

_ADDRESSES = {
    "a": "href",
    "link": "href",
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
    "object": "data",
}
_LAYERLESS = "not of this layer"


def no_pdf(_: str, __: Mapping[str, bytes]) -> bytes:
    return b"%PDF-none"


@pytest.fixture(scope="module", params=["world", "pair", "unread", "searched_in_vain"])
def files(request: pytest.FixtureRequest) -> Mapping[str, bytes]:
    if request.param in {"world", "pair"}:
        ready: Mapping[str, bytes] = request.getfixturevalue(f"{request.param}_files")
        return ready
    return dict(publish(getattr(books, request.param)(), no_pdf))


@pytest.fixture(scope="module")
def pages(files: Mapping[str, bytes]) -> Mapping[str, Node]:
    return pages_of(files)


def test_internal_links_lead_to_files_of_the_edition(files: Mapping[str, bytes], pages: Mapping[str, Node]) -> None:
    ids = {path: {n.attrs["id"] for n in page.walk() if "id" in n.attrs} for path, page in pages.items()}
    for path, page in pages.items():
        for node in page.walk():
            address = node.attrs.get(_ADDRESSES.get(node.tag, ""), "")
            if node.tag not in _ADDRESSES or is_outside(address):
                continue
            target = resolved(path, address)
            assert target in files, f"{path}: {address}"
            fragment = address.partition("#")[2]
            assert not fragment or fragment in ids[target], f"{path}: {address}"


def test_nothing_is_fetched_from_elsewhere(files: Mapping[str, bytes], pages: Mapping[str, Node]) -> None:
    for path, page in pages.items():
        assert not page.all("script") and not page.all("iframe"), path
        for node in page.walk():
            if node.tag != "a":
                assert not is_outside(node.attrs.get("src", "")) and not is_outside(node.attrs.get("href", "")), path
            assert "url(" not in node.attrs.get("style", ""), path
    css = files["style.css"].decode()
    assert "url(" not in css and "@import" not in css
    for path, data in files.items():
        if path.endswith(".svg"):
            assert not re.search(rb"(?:href|src)=\"(?:https?:)?//", data), path


def test_no_slip_of_the_programme_shows(pages: Mapping[str, Node]) -> None:
    for path, page in pages.items():
        assert not re.search(
            r"\bNone\b(?! of)|\bnan\b|\bNaN\b|[{}]|\bundefined\b|<[A-Za-z]|Grade\.|Stage\.", page.text
        ), path
        for node in page.walk():
            for value in node.attrs.values():
                assert not re.search(r"\bNone\b|\bnan\b|[{}]", value), path


def test_ids_are_unique_on_a_page(pages: Mapping[str, Node]) -> None:
    for path, page in pages.items():
        ids = [n.attrs["id"] for n in page.walk() if "id" in n.attrs]
        assert len(ids) == len(set(ids)), path


def test_what_is_missing_says_why(pages: Mapping[str, Node]) -> None:
    missing = 0
    for path, page in pages.items():
        for cell in page.all("td"):
            text = words(cell.text)
            assert text or cell.all("svg"), f"{path}: an empty cell"
            is_na = "na" in cell.attrs.get("class", "").split()
            missing += is_na
            assert not is_na or text == _LAYERLESS or re.fullmatch(r"NA: \S.{3,}", text), f"{path}: {text}"
            assert is_na or not text.startswith("NA"), f"{path}: {text}"
        for lead in page.with_class("p", "na"):
            assert re.fullmatch(r"NA: \S.{3,}", words(lead.text)), path
    assert missing


@pytest.mark.parametrize("path", ["partners.html", "field-a.html"])
def test_none_evidenced_is_not_called_foreign_to_the_indicator(path: str, world_pages: Mapping[str, Node]) -> None:
    assert "not part of this indicator" not in world_pages[path].text


def test_each_page_has_one_title_one_heading_and_a_way_to_the_text(pages: Mapping[str, Node]) -> None:
    for path, page in pages.items():
        assert len(page.all("h1")) == 1 and words(page.all("title")[0].text), path
        assert page.all("html")[0].attrs["lang"] == "en"
        assert page.with_class("a", "skip")[0].attrs["href"] == "#main"
        assert all(img.attrs.get("alt") for img in page.all("img")), path
        assert all(th.attrs.get("scope") for th in page.all("th")), path


def test_a_page_a_measurement_and_a_record(world_files: Mapping[str, bytes]) -> None:
    book = books.world()
    assert {f"m/{m.id}.html" for m in book.measurements} == {p for p in world_files if p.startswith("m/")}
    assert {f"records/{x.id}.html" for x in book.exchanges} == {p for p in world_files if p.startswith("records/")}
    assert len(world_files["tables/measurements.csv"].splitlines()) == len(book.measurements) + 1


def test_every_cell_carries_its_heading_for_narrow_screens(pages: Mapping[str, Node]) -> None:
    for path, page in pages.items():
        for table in page.all("table"):
            heads = [words(th.text) for th in table.all("th")]
            for row in table.all("tbody")[0].all("tr"):
                assert [td.attrs["data-h"] for td in row.all("td")] == heads, path


def test_layers_stand_in_their_order(world_pages: Mapping[str, Node]) -> None:
    table = world_pages["indicators.html"].all("table")[0]
    header = [words(th.text) for th in table.all("thead")[0].all("th")]
    assert header == ["Indicator", "Claimed", "Evidenced", "Statistical", "Claim–evidence gap", "Unit"]
    ledger = Ledger(books.world().measurements)
    rows = table.all("tbody")[0].all("tr")
    assert len(rows) == sum(card.question is None for card in books.world().indicators.values())
    for row in rows:
        for layer, cell in zip((Layer.CLAIMED, Layer.EVIDENCED, Layer.STATISTICAL), row.all("td")[1:4], strict=True):
            for link in cell.with_class("a", "q"):
                assert ledger.by_id[link.attrs["data-id"]].layer is layer
    alt = world_pages["index.html"].all("img")[0].attrs["alt"]
    assert 0 < alt.find("claimed") < alt.find("evidenced")


def test_a_book_in_which_nothing_was_read_says_so() -> None:
    pages = pages_of(dict(publish(books.unread(), no_pdf)))
    assert NOTHING in words(pages["index.html"].text)
    assert not pages["index.html"].with_class("ol", "findings")
    assert "no documents were read" in pages["indicators.html"].text
    assert not [path for path in pages if path.startswith(("field-", "records/"))]


def test_a_book_in_which_nothing_was_found_counts_nought() -> None:
    pages = pages_of(dict(publish(books.searched_in_vain(), no_pdf)))
    assert "tell of 0 exchanges" in words(pages["index.html"].text)
    assert not [path for path in pages if path.startswith(("field-", "records/"))]
    assert "Harbour Post" in pages["sources.html"].text


def test_a_field_without_exchanges_says_so(pair_pages: Mapping[str, Node]) -> None:
    assert "no exchange of this field was found" in words(pair_pages["field-t.html"].text)


def test_a_chapter_without_its_figure_says_why() -> None:
    book = replace(books.world(), measurements=books.book(books.WORLD, books.ACTS, (), ()).measurements)
    sections = {s.key: s for s in compose(book, Ledger(book.measurements)).sections}
    rate = sections["rate"]
    assert not rate.figures and (rate.lead or rate.paragraphs or rate.unknown)


def test_both_sides_are_heard_in_a_pair(pair_pages: Mapping[str, Node]) -> None:
    book = books.pair()
    page = pair_pages["both-sides.html"]
    groups = {words(t.all("caption")[0].text): t.all("tbody")[0].all("tr") for t in page.all("table")}
    assert [len(rows) for rows in groups.values()] == [2, 2, 2, 2]
    assert list(groups) == [
        "Told by both sides",
        "Told by Senegal alone of the two",
        "Told by Vietnam alone of the two",
        "Told by others only",
    ]
    linked = [a.attrs["href"] for rows in groups.values() for row in rows for a in row.all("a")]
    assert sorted(linked) == sorted(f"records/{x.id}.html" for x in book.exchanges)


def test_names_keep_their_capitals_in_the_lead_of_both_sides(pair_pages: Mapping[str, Node]) -> None:
    lead = words(pair_pages["both-sides.html"].with_class("p", "lead")[0].text)
    assert "Senegal" in lead and "Vietnam" in lead


def test_only_a_pair_has_two_sides(world_files: Mapping[str, bytes]) -> None:
    assert "both-sides.html" not in world_files


@pytest.mark.parametrize(
    ("focus", "subject"),
    [
        (Focus(FocusKind.COUNTRY, ("PE",), 2023, 2024), "with Peru"),
        (Focus(FocusKind.REGION, ("FJ", "WS", "NZ"), 2024, 2024), "with the region"),
    ],
)
def test_other_focuses_make_a_yearbook_too(focus: Focus, subject: str) -> None:
    book = books.book(focus)
    assert book.exchanges
    ledger = Ledger(book.measurements)
    made = compose(book, ledger)
    assert subject in made.subtitle
    assert pages_of(dict(html.pages(book, made, ledger)))["index.html"].with_class("ol", "findings")


HOSTILE = "<script>alert(1)</script> & \"two\" 'one' {{ 7 * 7 }} {% raw %}"


def test_titles_are_text_and_never_markup() -> None:
    book = books.titled(HOSTILE)
    ledger = Ledger(book.measurements)
    pages = pages_of(dict(html.pages(book, compose(book, ledger), ledger)))
    assert not any(page.all("script") for page in pages.values())
    assert words(pages[f"records/{book.exchanges[0].id}.html"].all("h1")[0].text) == HOSTILE


def _tables(book: Book) -> list[tuple[str, int]]:
    made = compose(book, Ledger(book.measurements))
    return [(csv_text(t), len(t.rows)) for s in made.sections for t in s.tables]


def test_tables_as_csv_have_a_line_a_row() -> None:
    for text, rows in _tables(books.world()):
        lines = list(csv.reader(io.StringIO(text)))
        assert len(lines) == rows + 1
        assert len({len(line) for line in lines}) == 1
