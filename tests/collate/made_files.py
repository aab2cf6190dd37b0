"""Small files of every kind, made here: nothing of others' text, and every kind of damage at hand."""

import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

SENTENCES = (
    "The harbour museum and the academy of the neighbouring country opened a joint show of bronze work on Monday.",
    "Twelve curators from both sides had prepared it for two years, and it stays open until the end of autumn.",
    "A second part travels to the partner's capital in spring, with lectures for schools and a printed catalogue.",
)
TEXT = " ".join(SENTENCES)


def page(title: str = "A joint show", text: str = TEXT) -> bytes:
    body = "".join(f"<p>{text}</p>" for _ in range(3))
    return f"<html lang='en'><head><title>{title}</title></head><body><article>{body}</article></body></html>".encode()


def pdf(
    pages: Sequence[Sequence[str]],
    metadata: Mapping[str, str] | None = None,
    encrypt: Mapping[str, str] | None = None,
) -> bytes:
    """One line of text a string, drawn with a standard font in Western letters."""
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    held = writer._add_object(font)
    for lines in pages:
        sheet = writer.add_blank_page(595, 842)
        fonts = DictionaryObject({NameObject("/F1"): held})
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        drawn = [b"BT /F1 11 Tf 14 TL 60 780 Td", *map(_shown, lines), b"ET"]
        stream = StreamObject()
        stream.set_data(b"\n".join(drawn))
        sheet[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if metadata:
        writer.add_metadata(dict(metadata))
    if encrypt:
        writer.encrypt(**encrypt)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _shown(line: str) -> bytes:
    text = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + text + b") Tj T*"


def docx(parts: Sequence[str | Sequence[Sequence[str]]], **properties: Any) -> bytes:
    """A string is a paragraph, a list of rows a table."""
    import docx as library

    document = library.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), len(part[0]))
        for row, cells in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rezipped(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The same zip with entries replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in changes:
                new.writestr(entry.filename, old.read(entry))
        for name, body in changes.items():
            new.writestr(name, body)
    return out.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, body in files.items():
            new.writestr(name, body)
    return out.getvalue()


def answer(body: bytes, kind: str = "text/html", status: str = "200 OK", **headers: str) -> bytes:
    """A captured answer of a web server, as it came over the wire."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def chunked(body: bytes, size: int = 100) -> bytes:
    pieces = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def warc(answers: Sequence[bytes], packed: bool = True, told: Mapping[int, Mapping[str, Any]] | None = None) -> bytes:
    """Answers from https://a.example/1 on; `told` is what our own collector wrote of some, by number from 1."""
    from fastwarc.stream_io import GzipWriter
    from fastwarc.warc import WarcRecord, WarcRecordType

    out = io.BytesIO()

    def write(kind: Any, name: str, address: str, content: bytes, **headers: str) -> None:
        record = WarcRecord()
        record.init_headers(kind, name.encode())
        record.headers["WARC-Date"] = "2024-05-02T10:00:00Z"
        record.headers["WARC-Target-URI"] = address
        for key, value in headers.items():
            record.headers[key.replace("_", "-")] = value
        record.set_bytes_content(content)
        sink = io.BytesIO()
        record.write(sink)
        if packed:
            member = GzipWriter(out)
            member.write(sink.getvalue())
            member.finish()
        else:
            out.write(sink.getvalue())

    for number, content in enumerate(answers, 1):
        address, name = f"https://a.example/{number}", f"uuid:response-{number}"
        write(WarcRecordType.response, name, address, content, Content_Type="application/http; msgtype=response")
        if told and number in told:
            about = f"<urn:{name}>"
            write(
                WarcRecordType.metadata,
                f"uuid:metadata-{number}",
                address,
                json.dumps(told[number]).encode(),
                Content_Type="application/json",
                WARC_Concurrent_To=about,
                WARC_Refers_To=about,
            )
    return out.getvalue()


def rss(items: Sequence[Mapping[str, str]], head: str = "", language: str = "en") -> bytes:
    """An RSS feed; the values of an item are written as they are."""
    rows = "".join("<item>" + "".join(f"<{k}>{v}</{k}>" for k, v in item.items()) + "</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0" xmlns:content='
        f'"http://purl.org/rss/1.0/modules/content/"><channel><title>News of the harbour</title>'
        f"<link>https://a.example/</link><language>{language}</language>{rows}</channel></rss>"
    ).encode()


def gdelt_event(columns: int, address: str, seen: str = "20240502", number: int = 1_150_000_001) -> str:
    """A row of GDELT's events with 58 or 61 columns."""
    cells = [""] * columns
    cells[:5] = [str(number), "20240501", "202405", "2024", "2024.3315"]
    cells[26] = "043"
    cells[-2:] = [seen if columns == 58 else f"{seen}101500", address]
    return "\t".join(cells)


def gdelt_gkg(address: str, collection: str = "1", translated: str = "", title: str = "") -> str:
    """A row of GDELT's knowledge graph, version 2."""
    cells = [""] * 27
    cells[:5] = ["20240502101500-T12", "20240502101500", collection, "a.example", address]
    cells[25] = f"srclc:{translated};eng:GT-{translated.upper()} 1.0" if translated else ""
    cells[26] = f"<PAGE_LINKS>x</PAGE_LINKS><PAGE_TITLE>{title}</PAGE_TITLE>" if title else ""
    return "\t".join(cells)


def gdelt_article(number: int, **more: str) -> dict[str, str]:
    """An article as GDELT's DOC API lists it."""
    return {
        "url": f"https://a.example/story-{number}",
        "url_mobile": "",
        "title": f"Story {number}",
        "seendate": "20240502T101500Z",
        "socialimage": "",
        "domain": "a.example",
        "language": "Spanish",
        "sourcecountry": "Chile",
    } | more


def media_cloud_story(number: int, **more: Any) -> dict[str, Any]:
    """A story as Media Cloud lists it."""
    return {
        "id": f"{number:064x}",
        "indexed_date": "2024-05-03T01:02:03.000004",
        "language": "fr",
        "media_name": "b.example",
        "media_url": "b.example",
        "publish_date": "2024-05-02",
        "title": f"Récit {number}",
        "url": f"https://b.example/recit-{number}",
    } | more


def gz(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
