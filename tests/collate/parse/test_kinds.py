"""What a file is: by its content where that is plain, else by its ending."""

import pytest
from tests.collate import made_files as made
from tests.collate.parse.reading import read

from samarkand.collate.parse.kinds import OLE, Kind, ending_of, recognise

PDF = made.pdf([made.SENTENCES])
DOCX = made.docx(["A letter."])
EVENT = made.gdelt_event(61, "https://a.example/1").encode()

KINDS = [
    ("a.jsonl", b'{"id": 1}', Kind.JSONL),
    ("A.JSONL.GZ", b'{"id": 1}', Kind.JSONL),
    ("a.htm", b"<p>no head", Kind.HTML),
    ("a.txt", b"Some words", Kind.TEXT),
    ("a.csv", b"id,text\n", Kind.CSV),
    ("a.tsv", b"id\ttext\n", Kind.CSV),
    ("a.json", b"[]", Kind.JSON),
    ("20240502.export.CSV", EVENT, Kind.GDELT),
    ("20240502101500.gkg.csv", made.gdelt_gkg("https://a.example/1").encode(), Kind.GDELT),
    ("a.warc", made.warc([made.answer(b"x")], packed=False), Kind.WARC),
    ("a.xml", made.rss([]), Kind.FEED),
    ("noending", b"Some words", Kind.TEXT),
    ("noending", b'{"id": 1}', Kind.JSONL),
    ("noending", made.page(), Kind.HTML),
    ("noending", PDF, Kind.PDF),
    ("noending", DOCX, Kind.DOCX),
    ("noending", made.rss([]), Kind.FEED),
    (".hidden", b"Some words", Kind.TEXT),
    ("a.page", made.page(), Kind.HTML),
    ("a.zip", made.zipped({"a.txt": b"x"}), Kind.ZIP),
    ("a.xml", b"\xef\xbb\xbf" + made.rss([]), Kind.FEED),
    ("a.html", b"\xef\xbb\xbf\n<!-- saved --><html>", Kind.HTML),
    ("a.xml", made.rss([]).decode().encode("utf-16"), Kind.FEED),
]


@pytest.mark.parametrize(("file", "data", "kind"), KINDS, ids=[f"{k[0]}-{k[2].name}" for k in KINDS])
def test_the_kind_of_a_file(file: str, data: bytes, kind: Kind) -> None:
    told = recognise(file, data[:4096], data)
    assert (told.kind, told.why) == (kind, "")


LIES = [
    ("letter.html", PDF, Kind.PDF),
    ("letter.txt", PDF, Kind.PDF),
    ("report.pdf", made.page(), Kind.HTML),
    ("report.pdf", DOCX, Kind.DOCX),
    ("letter.docx", PDF, Kind.PDF),
    ("news.html", made.rss([{"title": "T", "description": "Words."}]), Kind.FEED),
    ("news.rss", made.page(), Kind.HTML),
    ("news.jsonl", made.page(), Kind.HTML),
]


@pytest.mark.parametrize(("file", "data", "kind"), LIES, ids=[f"{k[0]}-{k[2].name}" for k in LIES])
def test_an_ending_that_lies_is_said_and_the_content_read(file: str, data: bytes, kind: Kind) -> None:
    assert recognise(file, data[:4096], data).kind is kind
    came = read(data, file)
    assert (0, "ending", True) in came.kinds
    assert came.gone == []


UNREAD = [
    ("photo.jpg", b"\xff\xd8\xff\xe0....JFIF", "an image"),
    ("photo.txt", b"\x89PNG\r\n\x1a\n....", "an image"),
    ("old.doc", OLE + bytes(2000), "old Office"),
    ("secret.docx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ("table.xlsx", made.zipped({"xl/workbook.xml": b"<x/>"}), "spreadsheet"),
    ("talk.pptx", made.zipped({"ppt/presentation.xml": b"<x/>"}), "presentation"),
    ("a.docx", b"x", "is called a DOCX and is none"),
    ("a.zip", b"x", "is called a zip and is none"),
    ("a.warc.gz", b"x", "does not begin like one"),
    ("a.pdf", b"x", "does not begin like one"),
    ("a.xyz", b"Some words", "no parser for this ending"),
    ("noending", b"ab\0cd\0", ""),
]


@pytest.mark.parametrize(("file", "data", "said"), UNREAD, ids=[u[0] for u in UNREAD])
def test_what_nobody_reads_is_refused_by_name(file: str, data: bytes, said: str) -> None:
    told = recognise(file, data[:4096], data)
    assert told.kind is None
    assert said in told.why
    assert len(read(data, file).gone) == 1


@pytest.mark.parametrize(
    ("file", "ending"),
    [
        ("a.b.html", "html"),
        ("A.HTML.gz", "html"),
        ("dir.x/name", ""),
        ("dir\\a.txt", "txt"),
        (".profile", ""),
        ("", ""),
    ],
)
def test_endings(file: str, ending: str) -> None:
    assert ending_of(file) == ending
