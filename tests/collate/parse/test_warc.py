"""WARC files of others and of our own collector, whole and damaged."""

import zlib

import brotli
import pytest
from tests.collate import made_files as made
from tests.collate.made_files import answer, chunked, gz, page, warc
from tests.collate.parse.reading import read

from samarkand.collate.parse import warc as module
from samarkand.domain.dating import DateSource

OK = answer(page())
RAW_DEFLATE = zlib.compress(page())[2:-4]

BODIES = [
    ("plain", OK),
    ("gzip", answer(gz(page()), Content_Encoding="gzip")),
    ("brotli", answer(brotli.compress(page()), Content_Encoding="br")),
    ("deflate", answer(zlib.compress(page()), Content_Encoding="deflate")),
    ("deflate without its head", answer(RAW_DEFLATE, Content_Encoding="deflate")),
    ("chunked", answer(chunked(page()), Transfer_Encoding="chunked")),
    ("chunked brotli", answer(chunked(brotli.compress(page())), Content_Encoding="br", Transfer_Encoding="chunked")),
    ("packed twice", answer(gz(gz(page())), Content_Encoding="gzip, gzip")),
    ("unpacked before", answer(page(), Content_Encoding="gzip", Transfer_Encoding="chunked")),
    ("a page without a type", answer(page(), kind="")),
    ("a page of a wrong type", answer(page(), kind="application/octet-stream")),
    ("a PDF called a page", answer(made.pdf([made.SENTENCES]))),
    ("a DOCX", answer(made.docx([made.TEXT]), kind="application/zip")),
    ("plain text", answer(made.TEXT.encode(), kind="text/plain; charset=utf-8")),
]


@pytest.mark.parametrize("packed", [True, False], ids=["gz", "plain"])
@pytest.mark.parametrize(("name", "content"), BODIES, ids=[b[0] for b in BODIES])
def test_an_answer_is_a_document_however_it_was_sent(name: str, content: bytes, packed: bool) -> None:
    came = read(warc([content, OK], packed), "news.warc.gz" if packed else "news.warc")
    assert came.gone == []
    assert [d.url for d in came.documents] == ["https://a.example/1", "https://a.example/2"], "the archive goes on"
    assert "bronze work" in came.documents[0].text


PASSED = [
    ("an error page", answer(page(), status="404 Not Found"), "http"),
    ("sent elsewhere", answer(b"", status="301 Moved Permanently"), "http"),
    ("a server's failure", answer(page(), status="503 Service Unavailable"), "http"),
    ("no answer at all", b"garbage\r\n\r\n" + page(), "http"),
    ("an image", answer(b"\x89PNG\r\n", kind="image/png"), "type"),
    ("a script", answer(b"let a = 1", kind="text/javascript"), "type"),
    ("a false PDF", answer(b"sorry", kind="application/pdf"), "type"),
    ("an unknown packing", answer(b"xyz", Content_Encoding="lzma"), "damaged"),
    ("a broken packing", answer(b"\x1f\x8bxyz", Content_Encoding="gzip"), "damaged"),
    ("an empty page", answer(b""), "text"),
    (
        "an encrypted PDF",
        answer(made.pdf([["x"]], encrypt={"user_password": "x"}), kind="application/pdf"),
        "encrypted",
    ),
]


@pytest.mark.parametrize(("name", "content", "kind"), PASSED, ids=[p[0] for p in PASSED])
def test_what_holds_no_text_is_counted_with_its_record(name: str, content: bytes, kind: str) -> None:
    came = read(warc([OK, content, OK.replace(b"joint", b"other")]), "news.warc.gz")
    assert len(came.documents) == 2
    assert [k for k in came.kinds if not k[2]] == [(2, kind, False)]


def test_a_bomb_is_refused_and_the_archive_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BODY", 100_000)
    bombs = [
        answer(gz(bytes(1_000_000)), Content_Encoding="gzip"),
        answer(brotli.compress(bytes(1_000_000)), Content_Encoding="br"),
        answer(zlib.compress(bytes(1_000_000)), Content_Encoding="deflate"),
        answer(bytes(1_000_000)),
    ]
    came = read(warc([*bombs, OK]), "news.warc.gz")
    assert len(came.documents) == 1
    assert [(row, kind) for row, kind, _ in came.kinds] == [(1, "damaged"), (2, "damaged"), (3, "damaged"), (4, "size")]


TOLD = {
    "source_id": "harbour",
    "channel": "https://a.example/rss",
    "title": "As the feed calls it",
    "date": "2024-05-01T22:00:00+02:00",
    "found_at": "2024-05-02T10:00:00+00:00",
}


def test_what_our_collector_was_told_goes_with_the_answer() -> None:
    pdf = answer(made.pdf([made.SENTENCES], {"/CreationDate": "D:20240430"}), kind="application/pdf")
    came = read(warc([pdf, OK], told={1: TOLD}), "harbour.warc.gz")
    first, second = came.documents
    assert (first.title, first.source_id) == ("As the feed calls it", "harbour")
    assert (str(first.period), first.dated_by) == ("2024-05-01", DateSource.FEED)
    assert second.source_id == "", "it is about the first only"


@pytest.mark.parametrize("told", [{}, {"source_id": None, "title": 3, "date": []}, {"other": "crawler"}])
def test_metadata_of_another_shape_do_no_harm(told: dict[str, object]) -> None:
    assert len(read(warc([OK], told={1: told}), "a.warc.gz").documents) == 1


def different(count: int) -> list[bytes]:
    return [answer(page(f"Show {n}", f"{made.TEXT} It is number {n}.")) for n in range(count)]


@pytest.mark.parametrize("packed", [True, False], ids=["gz", "plain"])
def test_a_torn_archive_keeps_what_came_before_and_says_so(packed: bool) -> None:
    whole = warc(different(6), packed)
    each, ends = len(whole) // 6, [len(warc(different(n), packed)) for n in range(7)]
    for cut in range(each * 3 + 20, each * 4, 7 if packed else 61):
        came = read(whole[:cut], "a.warc.gz")
        assert [d.title for d in came.documents] == [f"Show {n}" for n in range(len(came.documents))]
        assert len(came.documents) in (3, 4)
        end = ends[len(came.documents)]
        if not end - 4 <= cut <= end:  # the blank lines between records are no loss
            assert came.gone == ["damaged"], f"cut at {cut}: {came.refusals}"


def test_damage_in_the_midst_is_said() -> None:
    whole = bytearray(warc(different(4)))
    whole[len(whole) // 2] ^= 0xFF
    came = read(bytes(whole), "a.warc.gz")
    assert 1 <= len(came.documents) < 4
    assert "damaged" in came.gone


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a head alone", b"WARC/1.0\r\n"),
        ("a length that lies", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx"),
        ("a length that is none", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx"),
        ("junk after the version", b"WARC/1.0\r\n" + bytes(range(256)) * 4),
    ],
)  # fmt: skip
def test_a_broken_archive_is_said_to_be_damaged(name: str, data: bytes) -> None:
    came = read(data, "a.warc")
    assert came.documents == []
    assert set(came.gone) == {"damaged"}, came.refusals


def test_a_page_that_came_again_unchanged_is_a_doubt() -> None:
    again = (
        b"WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: https://a.example/9\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    )
    came = read(warc([OK], packed=False) + again, "a.warc")
    assert came.kinds == [(2, "revisit", True)]
