import gzip
import json
from collections.abc import Callable

import pytest

from samarkand.collate.identity import settle_ids
from samarkand.collate.parse.formats import parse_snapshot
from samarkand.collate.parse.row import MAX_CHARACTERS
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal


def known(code: str) -> bool:
    return code in {"AA", "BB"}


def parse(data: bytes, file: str = "f.jsonl") -> tuple[list[Document], list[Refusal]]:
    rows = list(parse_snapshot(data, file, known))
    return [r for r in rows if isinstance(r, Document)], [r for r in rows if isinstance(r, Refusal)]


def line(**values: object) -> bytes:
    return json.dumps({"id": "d", "text": "Some text."} | values, ensure_ascii=False).encode() + b"\n"


GOOD = line(id="good")
REFUSED = [
    ("broken JSON", b'{"id": "a", "text": \n', "json"),
    ("an array", b"[1, 2]\n", "json"),
    ("deep nesting", b"[" * 100_000 + b"\n", "json"),
    ("no text", b'{"id": "a"}\n', "text"),
    ("empty text", line(text="  \n "), "text"),
    ("text of a wrong kind", line(text=7), "text"),
    ("wrong encoding", '{"id": "a", "text": "Zürich"}\n'.encode("latin-1"), "encoding"),
    ("a huge text", line(text="x" * (MAX_CHARACTERS + 1)), "size"),
    ("a 50 MB line", line(text="x" * 50_000_000), "size"),
]


@pytest.mark.parametrize(("name", "bad", "kind"), REFUSED, ids=[r[0] for r in REFUSED])
def test_a_bad_line_is_refused_alone_with_its_row(name: str, bad: bytes, kind: str) -> None:
    documents, refused = parse(GOOD + bad + line(id="after"))
    assert [d.id for d in documents] == ["good", "after"]
    assert [(r.file, r.row, r.kind, r.kept) for r in refused] == [("f.jsonl", 2, kind, False)]


KEPT = [
    ("the year 0025", line(date="0025-01-01"), "date"),
    ("no date at all", line(date="last spring"), "date"),
    ("an unknown country", line(country="QQ"), "country"),
]


@pytest.mark.parametrize(("name", "odd", "kind"), KEPT, ids=[k[0] for k in KEPT])
def test_an_odd_value_is_left_out_and_the_document_kept(name: str, odd: bytes, kind: str) -> None:
    documents, refused = parse(odd)
    assert (documents[0].period, documents[0].country) == (None, None)
    assert [(r.kind, r.kept) for r in refused] == [(kind, True)]


def test_values_are_read() -> None:
    (document,), refused = parse(
        line(
            lang="fr",
            publisher="P",
            country="aa",
            date="2024-05",
            url="https://a.example/1",
            title=" T ",
            reports_on={"document_id": "x", "publisher": "Q", "date": None},
        )
    )
    assert refused == []
    assert (document.lang_label, document.country, document.title) == ("fr", "AA", "T")
    assert str(document.period) == "2024-05"
    assert document.reports_on is not None
    assert (document.reports_on.publisher, document.reports_on.date) == ("Q", None)


def test_lone_surrogates_and_controls_are_replaced() -> None:
    (document,), _ = parse(b'{"id": "d", "text": "a\\ud800b\\u0000c\\r\\nd"}\n')
    assert document.text == "a?b c\nd"
    document.whole.encode()


def test_a_byte_order_mark_is_no_text() -> None:
    (document,), refused = parse(b"\xef\xbb\xbf" + GOOD)
    assert (document.id, refused) == ("good", [])


def test_packed_files_are_unpacked_and_torn_ones_end_with_a_word() -> None:
    many = b"".join(line(id=f"d{i}", text=f"Text {i} {i * 7919}") for i in range(3000))
    packed = gzip.compress(many)
    assert len(parse(packed, "f.jsonl.gz")[0]) == 3000
    documents, refused = parse(packed[: len(packed) // 2], "f.jsonl.gz")
    assert 0 < len(documents) < 3000
    assert refused[-1].kind == "damaged"


def test_csv_with_the_names_of_the_json_lines() -> None:
    documents, refused = parse(b'id,text,date\na,"Eins, zwei",2024\nb,,2024\n', "f.csv")
    assert [(d.id, d.text) for d in documents] == [("a", "Eins, zwei")]
    assert [(r.row, r.kind) for r in refused] == [(3, "text")]


def test_csv_without_texts_is_refused_whole() -> None:
    assert parse(b"a,b\n1,2\n", "f.csv")[1][0].kind == "columns"


def test_a_page_gives_its_main_text() -> None:
    body = "The museum opened its doors to guests from abroad. " * 8
    html = f"<html><head><title>News</title></head><body><nav>Home</nav><article><p>{body}</p></article></body></html>"
    (document,), _ = parse(html.encode(), "page.html")
    assert document.title == "News"
    assert "opened its doors" in document.text
    assert "Home" not in document.text


def test_plain_text_in_another_encoding_is_read_with_a_warning() -> None:
    (document,), refused = parse(
        "Überschrift\n\nDas Museum öffnet morgen für Gäste aus Übersee.".encode("cp1252"), "a.txt"
    )
    assert "öffnet" in document.text
    assert [(r.kind, r.kept) for r in refused] == [("encoding", True)]


@pytest.fixture
def settled() -> Callable[..., tuple[list[str], list[str]]]:
    def settle(*texts: tuple[str, str]) -> tuple[list[str], list[str]]:
        seen: dict[str, str] = {}
        rows = list(settle_ids((Document(i, t) for i, t in texts), seen, "f"))
        return [r.id for r in rows if isinstance(r, Document)], [r.kind for r in rows if isinstance(r, Refusal)]

    return settle


def test_two_texts_under_one_id_are_both_kept(settled: Callable[..., tuple[list[str], list[str]]]) -> None:
    ids, refused = settled(("a", "one"), ("a", "two"), ("a", "one"), ("a", "two"), ("b", "three"))
    assert ids[0] == "a"
    assert ids[1].startswith("a+")
    assert ids[2:] == ["b"]
    assert refused == ["same id", "repeated", "repeated"]


def test_the_row_of_a_second_text_is_its_own() -> None:
    lines = line(id="a") + line(id="b", date="0025-01-01") + b"{broken\n" + line(id="a", text="Other text.")
    rows = settle_ids(parse_snapshot(lines, "f.jsonl", known), {}, "f.jsonl")
    assert [(r.row, r.kind) for r in rows if isinstance(r, Refusal)] == [(2, "date"), (3, "json"), (4, "same id")]
