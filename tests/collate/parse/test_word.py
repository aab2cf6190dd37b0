"""DOCX files that open, and every way in which they do not."""

import io
import zipfile
from datetime import datetime

import pytest
from tests.collate.made_files import docx, rezipped
from tests.collate.parse.reading import read

from samarkand.collate.parse import zipped
from samarkand.domain.dating import DateSource, Doubt

PARTS = ["First paragraph.", [["Country", "Guests"], ["Chile", "12"]], "Last paragraph."]
GOOD = docx(PARTS, title="A letter", created=datetime(2024, 5, 2, 9), comments="")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(markup: str) -> bytes:
    return rezipped(GOOD, {"word/document.xml": f"<w:document {W}><w:body>{markup}</w:body></w:document>".encode()})


def test_paragraphs_and_tables_in_their_order() -> None:
    (document,) = read(GOOD, "letter.docx").documents
    assert document.text == "First paragraph.\n\nCountry | Guests\n\nChile | 12\n\nLast paragraph."
    assert document.title == "A letter"
    assert (str(document.period), document.dated_by) == ("2024-05-02", DateSource.METADATA)
    assert document.doubt == (Doubt.FILE_MADE,)


SEEN = [
    ("what was put in", "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:t> old</w:t></w:r></w:p>", "new old"),
    ("what was taken out", "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>here</w:t></w:r></w:p>", "here"),
    ("a field to fill", "<w:sdt><w:sdtContent><w:p><w:r><w:t>filled</w:t></w:r></w:p></w:sdtContent></w:sdt>", "filled"),
    ("a field within a line", "<w:p><w:sdt><w:sdtContent><w:r><w:t>in</w:t></w:r></w:sdtContent></w:sdt></w:p>", "in"),
    ("breaks and tabs", "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a b\nc"),
    ("a text box", "<w:p><w:r><w:t>line</w:t><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:r></w:p>", "line\n\nbox"),
    (
        "a table in a table",
        "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc>"
        "<w:tc><w:p><w:r><w:t>outer</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "inner | outer",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "markup", "text"), SEEN, ids=[s[0] for s in SEEN])
def test_what_a_reader_sees_is_read(name: str, markup: str, text: str) -> None:
    assert [d.text for d in read(body(markup), "letter.docx").documents] == [text]


def test_the_day_of_a_template_is_no_date() -> None:
    (document,) = read(docx(["Some words."]), "letter.docx").documents
    assert document.period is None
    assert document.title == "letter"


BOMB = "<!DOCTYPE w:document [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
REFUSED = [
    ("torn", GOOD[: len(GOOD) // 2], "damaged"),
    ("torn at the end", GOOD[:-30], "damaged"),
    ("a changed byte", GOOD[:400] + b"\xff" + GOOD[401:], "damaged"),
    ("leads out of its folder", rezipped(GOOD, {"../../evil.xml": b"<x/>"}), "path"),
    ("an absolute name", rezipped(GOOD, {"/etc/evil.xml": b"<x/>"}), "path"),
    ("a drive", rezipped(GOOD, {"C:\\evil.xml": b"<x/>"}), "path"),
    ("entities", rezipped(GOOD, {"word/document.xml": f"{BOMB}<w:document {W}/>".encode()}), "entities"),
    ("entities in the properties", rezipped(GOOD, {"docProps/core.xml": f"{BOMB}<x>&b;</x>".encode()}), "entities"),
    ("entities in UTF-16", rezipped(GOOD, {"word/document.xml": f"{BOMB}<x/>".encode("utf-16")}), "entities"),
    ("no text", docx([]), "text"),
    ("broken XML", rezipped(GOOD, {"word/document.xml": b"<w:document"}), "damaged"),
    ("no body", rezipped(GOOD, {"word/document.xml": f"<w:document {W}/>".encode()}), "damaged"),
    ("too many entries", rezipped(GOOD, {f"x/{i}": b"" for i in range(zipped.MAX_ENTRIES + 1)}), "size"),
]


@pytest.mark.parametrize(("name", "data", "kind"), REFUSED, ids=[r[0] for r in REFUSED])
def test_one_refusal_for_a_file_that_cannot_be_read(name: str, data: bytes, kind: str) -> None:
    came = read(data, "letter.docx")
    assert came.documents == []
    assert came.gone == [kind], came.refusals


def test_a_zip_bomb_is_refused_by_its_own_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_UNPACKED", 1_000_000)
    bomb = rezipped(GOOD, {"word/media/film.bin": bytes(2_000_000)})
    assert read(bomb, "letter.docx").gone == ["size"]


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(rezipped(GOOD, {"word/comments.xml": b"<x>" + b"a" * 50_000 + b"</x>"}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as held:
        size = held.getinfo("word/comments.xml").file_size
    place = data.rindex(size.to_bytes(4, "little"))
    data[place : place + 4] = (10).to_bytes(4, "little")
    assert read(bytes(data), "letter.docx").gone == ["damaged"]


def test_entries_that_lie_over_one_another_are_refused() -> None:
    data = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as held:
        first, second = sorted(held.infolist(), key=lambda e: e.header_offset)[:2]
    central = data.index(b"PK\x01\x02")
    place = data.index(second.header_offset.to_bytes(4, "little"), central)
    data[place : place + 4] = (first.header_offset + 1).to_bytes(4, "little")
    assert read(bytes(data), "letter.docx").gone == ["size"]
