"""Every number opens to its measurement and from there to words somebody wrote."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.publish import books
from tests.publish.html_pages import Node, resolved, words

from samarkand.domain.exchange import Exchange
from samarkand.domain.finding import Finding
from samarkand.domain.scale import Grade, Layer
from samarkand.publish import findings, html
from samarkand.publish.book import Book
from samarkand.publish.ledger import Ledger, shown

YEAR_OR_BASE = re.compile(r"(?<!\d)(?:20\d\d|10,000)(?!\d)")


def _record_links(page: Node, path: str) -> list[str]:
    return [target for a in page.all("a") if (target := resolved(path, a.attrs["href"])).startswith("records/")]


def _quotes(book: Book, exchange_id: str) -> set[str]:
    exchange: Exchange = next(x for x in book.exchanges if x.id == exchange_id)
    return {words(book.mentions[m].quote.text) for m in exchange.mentions}


@pytest.mark.parametrize("focus", ["world", "pair"])
def test_two_clicks_lead_from_a_number_to_a_quote(focus: str, request: pytest.FixtureRequest) -> None:
    book: Book = getattr(books, focus)()
    pages: Mapping[str, Node] = request.getfixturevalue(f"{focus}_pages")
    ledger = Ledger(book.measurements)
    links = [a for ol in pages["index.html"].with_class("ol", "findings") for a in ol.with_class("a", "q")]
    assert len(links) >= 8
    for link in links:
        measurement = ledger.by_id[link.attrs["data-id"]]
        first = resolved("index.html", link.attrs["href"])
        assert first == f"m/{measurement.id}.html"
        if measurement.layer is Layer.STATISTICAL or not measurement.value:
            continue
        records = _record_links(pages[first], first)
        assert records, f"{first} opens to no record"
        for record in records:
            found = {words(q.text) for q in pages[record].all("blockquote")}
            assert found == _quotes(book, record.removeprefix("records/").removesuffix(".html"))


def test_a_number_of_a_register_opens_to_the_cells_of_its_series(world_pages: Mapping[str, Node]) -> None:
    sites = Ledger(books.world().measurements).number("F5a", Layer.STATISTICAL, "year:2024")
    assert sites and sites.value == 6
    assert "whc.inscription:KE:2024" in world_pages[f"m/{sites.id}.html"].text


def test_every_number_that_is_shown_is_the_number_of_its_page(world_pages: Mapping[str, Node]) -> None:
    ledger = Ledger(books.world().measurements)
    cells = [(path, cell) for path, page in world_pages.items() for row in page.all("tr") for cell in row.all("td")]
    sentences = [
        (path, li)
        for path, page in world_pages.items()
        for ol in page.with_class("ol", "findings")
        for li in ol.all("li")
    ]
    for path, node in cells + sentences:
        for link in node.with_class("a", "q"):
            measurement = ledger.by_id[link.attrs["data-id"]]
            assert words(link.text) == (
                shown(measurement) if measurement.value is not None else f"NA: {measurement.reason}"
            ), path


def _finding(text: str, *values: tuple[str, str, str]) -> Finding:
    return Finding("made-up", "en", text, values, "by hand", 3, (), Grade.V0)


def test_a_number_without_an_id_is_refused() -> None:
    with pytest.raises(ValueError, match="has no id"):
        html.sentence(_finding("There are 7 [5–9].", ("n", "7 [5–9]", "")), "")


@pytest.mark.parametrize("text", ["There are many.", "There are 7 [5–8]."])
def test_a_number_that_is_not_in_its_sentence_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not in its sentence"):
        html.sentence(_finding(text, ("n", "7 [5–9]", "q-1")), "")


@pytest.mark.parametrize("pattern", ["There are {m}.", "There are {n} and {m}.", "There are many."])
def test_a_pattern_with_other_numbers_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="not those of its sentence"):
        html.sentence(replace(_finding("There are 7.", ("n", "7", "q-1")), pattern=pattern), "")


def test_a_placeholder_without_a_number_is_refused() -> None:
    measurement = books.world().measurements[0]
    with pytest.raises(KeyError):
        findings.finding("made-up", "There are {n} and {m}.", {"n": measurement}, "by hand")


def test_a_sentence_escapes_what_looks_like_markup() -> None:
    made = html.sentence(_finding("<b>7</b> & more", ("n", "7", "q-1")), "../")
    assert "&lt;b&gt;" in made and "&amp; more" in made and 'href="../m/q-1.html"' in made


def _outside_links(finding: Finding) -> str:
    return re.sub(r"<a [^>]*>.*?</a>", " ", str(html.sentence(finding, "")))


@pytest.mark.parametrize("book", [books.world(), books.pair()], ids=["world", "pair"])
def test_no_digit_stands_outside_a_link_but_years_and_the_base(book: Book) -> None:
    for finding in findings.summary(book, Ledger(book.measurements)):
        assert not re.search(r"\d", YEAR_OR_BASE.sub("", _outside_links(finding))), finding.text


def _link_of(finding: Finding, name: str) -> str:
    """The sentence up to the link of a number."""
    return re.sub(
        r"<[^>]*>", "", str(html.sentence(finding, "")).partition(f'id="{finding.id}-{name}"')[0].rpartition("<a")[0]
    )


def test_a_nought_is_not_linked_inside_a_year() -> None:
    book = books.searched_in_vain()
    first = findings.summary(book, Ledger(book.measurements))[0]
    assert first.template == "how-much"
    assert _link_of(first, "claimed").endswith("tell of ")


def test_a_net_of_two_is_not_linked_inside_a_year() -> None:
    book = books.world()
    rows = [replace(m, value=2.0) if m.indicator == "F1c" and m.cell == "year:2024" else m for m in book.measurements]
    made = findings.openness(findings.Source(book, Ledger(rows)))
    assert made and _link_of(made, "net").endswith("net ")


def test_a_sentence_has_at_most_ten_neighbours(world_pages: Mapping[str, Node]) -> None:
    items = world_pages["index.html"].with_class("ol", "findings")[0].all("li")
    assert 5 <= len(items) <= findings.MAX_FINDINGS
    assert len({li.attrs["id"] for li in items}) == len(items)


def test_findings_as_data_hold_what_the_pages_say(
    world_files: Mapping[str, bytes], world_pages: Mapping[str, Node]
) -> None:
    told = [json.loads(line) for line in world_files["findings.jsonl"].decode().splitlines()]
    on_pages = {
        words(li.all("p")[0].text)
        for page in world_pages.values()
        for ol in page.with_class("ol", "findings")
        for li in ol.all("li")
    }
    assert {words(row["text"]) for row in told} == on_pages
    known = Ledger(books.world().measurements).by_id
    assert all(value["measurement"] in known for row in told for value in row["values"])


def test_the_count_of_a_field_is_what_the_record_holds() -> None:
    book = books.world()
    ledger = Ledger(book.measurements)
    for field in "GMAPHXEDT":
        claimed, evidenced = (
            ledger.get("N", Layer.CLAIMED, f"field:{field}"),
            ledger.get("N", Layer.EVIDENCED, f"field:{field}"),
        )
        inside = [x for x in book.exchanges if x.field == field]
        assert claimed and claimed.value == len(inside)
        assert evidenced and evidenced.value == sum(x.grade.is_evidenced for x in inside)


def test_the_visa_sentence_names_the_states_that_were_compared() -> None:
    book = books.world()
    made = findings.openness(findings.Source(book, Ledger(book.measurements)))
    assert made
    method = Ledger(book.measurements).by_id[made.values[0][2]].method
    assert "2024-01 against 2025-01" in method
    assert "January 2025" in made.text


def test_no_partner_is_singled_out_among_equals() -> None:
    acts = [
        replace(act, parties=pair)
        for act, pair in zip(books.ACTS[8:12], [("CL", "NO"), ("FJ", "GE"), ("MA", "PE"), ("IS", "TZ")], strict=True)
    ]
    book = books.book(books.WORLD, acts)
    made = findings.by_partner(findings.Source(book, Ledger(book.measurements)))
    assert made is None or "Chile" not in made.text
