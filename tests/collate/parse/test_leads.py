"""Lists of GDELT and Media Cloud: addresses, never documents."""

import csv
import io
import json
from collections.abc import Mapping, Sequence

import pytest
from tests.collate import made_files as made
from tests.collate.parse.reading import read

from samarkand.domain.lead import LeadKind

A, B = "https://a.example/1", "https://b.example/2"


def as_csv(rows: Sequence[Mapping[str, object]], separator: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("columns", [58, 61])
def test_events_name_each_article_once_under_the_day_it_was_seen(columns: int) -> None:
    rows = [made.gdelt_event(columns, address, number=100_000 + n) for n, address in enumerate((A, A, B))]
    came = read("\n".join(rows).encode(), "20240502.export.CSV")
    assert came.documents == []
    assert [(lead.address, str(lead.period), lead.publisher) for lead in came.leads] == [
        (A, "2024-05-02", "a.example"),
        (B, "2024-05-02", "b.example"),
    ]
    assert came.leads[0].kind is LeadKind.GDELT_EVENTS
    assert came.kinds == [(0, "repeated", True)]


def test_the_knowledge_graph_tells_title_and_language() -> None:
    rows = [
        made.gdelt_gkg(A, translated="fra", title="Le mus&#xE9;e ouvre"),
        made.gdelt_gkg(B),
        made.gdelt_gkg("BBC Monitoring, 2 May", collection="2"),
    ]
    came = read("\n".join(rows).encode(), "20240502101500.gkg.csv")
    first, second = came.leads
    assert (first.title, first.language, first.kind) == ("Le musée ouvre", "fr", LeadKind.GDELT_GKG)
    assert (second.title, second.language) == ("", "en")
    assert came.kinds == [(3, "address", False)]


BAD_ROWS = [
    ("too few columns", "1\t2\t3", "columns"),
    ("events before addresses", "\t".join(["1"] * 57), "columns"),
    ("no address", made.gdelt_event(61, "BBC Monitoring"), "address"),
    ("another scheme", made.gdelt_event(61, "ftp://a.example/1"), "address"),
    ("a broken address", made.gdelt_event(61, "http://[::1"), "address"),
    ("a huge address", made.gdelt_event(61, "https://a.example/" + "x" * 5000), "address"),
    ("NUL bytes", "\0" * 200, "columns"),
]


@pytest.mark.parametrize(("name", "bad", "kind"), BAD_ROWS, ids=[b[0] for b in BAD_ROWS])
def test_a_bad_row_is_refused_alone(name: str, bad: str, kind: str) -> None:
    rows = [made.gdelt_event(61, A), bad, made.gdelt_event(61, B)]
    came = read("\n".join(rows).encode(), "x.export.CSV")
    assert [lead.address for lead in came.leads] == [A, B]
    assert [k for k in came.kinds if not k[2]] == [(2, kind, False)]


def test_a_torn_table_keeps_the_rows_before() -> None:
    rows = "\n".join(made.gdelt_event(61, f"https://a.example/{n * 7919}", number=10**6 + n) for n in range(10_000))
    packed = made.gz(rows.encode())
    assert len(read(packed, "x.export.CSV.gz").leads) == 10_000
    came = read(packed[: len(packed) // 2], "x.export.CSV.gz")
    assert 0 < len(came.leads) < 10_000
    assert came.gone[-1] == "damaged"


def test_a_byte_order_mark_and_another_charset_do_no_harm() -> None:
    assert len(read(b"\xef\xbb\xbf" + made.gdelt_event(58, A).encode(), "x.csv").leads) == 1
    row = made.gdelt_gkg(A, title="Müze").encode("cp1254")
    assert [lead.address for lead in read(row, "x.csv").leads] == [A]


ARTICLES = [made.gdelt_article(1), made.gdelt_article(2, language="Elbish", title='Say "hi"')]


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("artlist.json", json.dumps({"articles": ARTICLES}).encode()),
        ("artlist.csv", as_csv(ARTICLES)),
        ("artlist.json.gz", made.gz(json.dumps({"articles": ARTICLES}).encode())),
        ("artlist.jsonl", "\n".join(map(json.dumps, ARTICLES)).encode()),
        ("artlist.json", "\n".join(map(json.dumps, ARTICLES)).encode()),
        ("artlist.json", b"\xef\xbb\xbf" + json.dumps(ARTICLES).encode()),
    ],
)
def test_articles_of_the_doc_api(file: str, data: bytes) -> None:
    came = read(data, file)
    first, second = came.leads
    assert (first.kind, first.address, first.title) == (LeadKind.GDELT_DOC, "https://a.example/story-1", "Story 1")
    assert (str(first.period), first.publisher, first.language, first.country) == (
        "2024-05-02",
        "a.example",
        "es",
        "Chile",
    )
    assert (second.language, second.title) == ("", 'Say "hi"'), "a language nobody knows has no code"
    assert came.refusals == []


def test_the_doc_api_has_a_table_of_its_own() -> None:
    data = b'\xef\xbb\xbfURL,MobileURL,Date,Title\nhttps://a.example/1,,2024-05-02 10:15:00,"One, two"\n'
    (lead,) = read(data, "artlist.csv").leads
    assert (lead.address, str(lead.period), lead.title) == (A, "2024-05-02", "One, two")


def test_json_as_gdelt_writes_it_is_mended() -> None:
    data = rb'{"articles": [{"url": "https://a.example/1", "title": "a \d\"b' + b"\t" + rb'\\ c"}]}'
    assert [lead.title for lead in read(data, "a.json").leads] == ['a \\d"b \\ c']


STORIES = [made.media_cloud_story(1), made.media_cloud_story(2, publish_date=None), made.media_cloud_story(3, url=None)]


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("stories.json", json.dumps(STORIES).encode()),
        ("stories.json", json.dumps({"stories": STORIES, "pagination_token": "x"}).encode()),
        ("stories.csv", as_csv(STORIES)),
        ("stories.csv", as_csv(STORIES, ";")),
        ("stories.csv.gz", made.gz(as_csv(STORIES))),
    ],
)
def test_stories_of_media_cloud(file: str, data: bytes) -> None:
    came = read(data, file)
    first, second = came.leads
    assert (first.kind, first.address, first.publisher) == (
        LeadKind.MEDIA_CLOUD,
        "https://b.example/recit-1",
        "b.example",
    )
    assert (str(first.period), first.language, first.title) == ("2024-05-02", "fr", "Récit 1")
    assert str(second.period) == "2024-05-03", "the day it was indexed, where nothing better is told"
    assert [(kind, kept) for _, kind, kept in came.kinds] == [("address", False)]


JSON_REFUSED = [
    ("cut off", b'{"articles": [{"url": "https://a.ex', "json"),
    ("deep", b"[" * 100_000, "json"),
    ("a number", b"7", "json"),
    ("another object", b'{"error": "busy"}', "json"),
    ("nothing found", b"{}", "text"),
    ("an empty list", b'{"articles": []}', "text"),
    ("an HTML error page", b"Your query was too short", "json"),
    ("rows that are none", b'{"articles": [1]}', "json"),
]


@pytest.mark.parametrize(("name", "data", "kind"), JSON_REFUSED, ids=[j[0] for j in JSON_REFUSED])
def test_json_that_lists_nothing_is_one_refusal(name: str, data: bytes, kind: str) -> None:
    came = read(data, "a.json")
    assert (came.documents, came.leads, came.gone) == ([], [], [kind])


def test_json_may_hold_documents_as_well() -> None:
    came = read(json.dumps([{"id": "a", "text": "Words."}, {"id": "b"}]).encode(), "a.json")
    assert ([d.id for d in came.documents], came.kinds) == (["a"], [(2, "text", False)])


def test_tables_that_are_neither_are_refused_by_their_columns() -> None:
    (refusal,) = read(b"name;size\nx;1\n", "a.csv").refusals
    assert "there are: name, size" in refusal.reason
