"""What kind of file it is: its content where that is plain, else its ending."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HEAD: Final = 4096
"""Bytes of the beginning that are looked at."""


class Kind(StrEnum):
    JSONL = "JSON lines"
    JSON = "JSON"
    CSV = "CSV"
    GDELT = "a GDELT table"
    HTML = "a web page"
    TEXT = "plain text"
    PDF = "a PDF"
    DOCX = "a DOCX"
    FEED = "a feed"
    WARC = "a WARC"
    ZIP = "a zip"


BY_ENDING: Final[Mapping[str, Kind]] = {
    "jsonl": Kind.JSONL,
    "ndjson": Kind.JSONL,
    "json": Kind.JSON,
    "csv": Kind.CSV,
    "tsv": Kind.CSV,
    "html": Kind.HTML,
    "htm": Kind.HTML,
    "xhtml": Kind.HTML,
    "txt": Kind.TEXT,
    "text": Kind.TEXT,
    "pdf": Kind.PDF,
    "docx": Kind.DOCX,
    "rss": Kind.FEED,
    "atom": Kind.FEED,
    "xml": Kind.FEED,
    "warc": Kind.WARC,
    "zip": Kind.ZIP,
}

_UNREAD: Final[Mapping[bytes, str]] = {
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"II*\0": "an image",
    b"MM\0*": "an image",
    b"RIFF": "an image, sound or film",
    b"ID3": "a sound",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3\0": "a database",
    b"PAR1": "a Parquet table",
    b"7z\xbc\xaf": "a packed archive that is not read",
    b"Rar!": "a packed archive that is not read",
    b"BZh": "a packed file that is not read",
    b"\xfd7zXZ": "a packed file that is not read",
    b"\x28\xb5\x2f\xfd": "a packed file that is not read",
    b"{\\rtf": "rich text; save it as .docx or .txt",
}
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GZIP: Final = b"\x1f\x8b"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_FEED: Final = re.compile(
    rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!DOCTYPE\s+)?(?:rss|feed|rdf:RDF|atom:feed)\b", re.I | re.S
)
_XML: Final = re.compile(rb"<\?xml\b", re.I)
_PAGE: Final = re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*(?:<!doctype\s+html|<html\b)", re.I | re.S)
_EVENTS: Final = re.compile(rb"\d{5,12}\t\d{8}\t\d{6}\t\d{4}\t")
_GKG: Final = re.compile(rb"\d{14}-T?\d+\t\d{14}\t\d\t")
_MARKS: Final = (b"\xef\xbb\xbf",)
_OWN_TEXT: Final = frozenset({Kind.JSONL, Kind.JSON, Kind.CSV, Kind.TEXT, Kind.GDELT})


@dataclass(frozen=True, slots=True)
class Recognised:
    """The kind, or why there is none; `doubt` says where the ending told another kind than the content."""

    kind: Kind | None
    why: str = ""
    doubt: str = ""


def ending_of(file: str) -> str:
    """The last ending in small letters without `.gz`; nothing where the name has none."""
    name = file.replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".gz").lstrip(".")
    return name.rsplit(".", 1)[1] if "." in name else ""


def recognise(file: str, head: bytes, whole: bytes = b"") -> Recognised:
    """`head` is the unpacked beginning, `whole` all that is at hand; neither is changed or kept."""
    ending = ending_of(file)
    by_ending = BY_ENDING.get(ending)
    found, unread = _by_content(head, whole or head)
    if unread:
        return Recognised(None, f"is {unread}")
    if found is None and by_ending is None and ending:
        return Recognised(None, f"no parser for this ending; known are {', '.join(BY_ENDING)}")
    if found is None or found is by_ending:
        return _settled(by_ending, head)
    doubt = (
        f"is called .{ending} and is {found.value}; read as that" if by_ending and not _akin(by_ending, found) else ""
    )
    return Recognised(found, doubt=doubt)


def _settled(by_ending: Kind | None, head: bytes) -> Recognised:
    """Nothing in the content speaks for another kind; what has a signature and lacks it is not that kind."""
    if by_ending in (Kind.DOCX, Kind.ZIP) and not head.startswith(b"PK"):
        return Recognised(None, f"is called {by_ending.value} and is none")
    if by_ending is Kind.WARC and not _plain(head).startswith(b"WARC/"):
        return Recognised(None, "is called a WARC and does not begin like one")
    if by_ending is Kind.PDF and b"%PDF-" not in head[:1024]:
        return Recognised(None, "is called a PDF and does not begin like one")
    return Recognised(by_ending or _unnamed(head))


def _akin(by_ending: Kind, found: Kind) -> bool:
    """Rows under another name of rows are no lie: GDELT calls its tables .CSV."""
    return by_ending in _OWN_TEXT and found in _OWN_TEXT


def _plain(head: bytes) -> bytes:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.lstrip()


def _by_content(head: bytes, whole: bytes) -> tuple[Kind | None, str]:
    """A kind the content alone is sure of, or the name of something nobody here reads."""
    if head.startswith(OLE):
        return None, "an encrypted Office file" if _ENCRYPTED in whole else "an old Office file; save it as .docx"
    if unread := next((name for mark, name in _UNREAD.items() if head.startswith(mark)), ""):
        return None, unread
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(whole)
    start = _plain(head)
    if start.startswith(b"WARC/"):
        return Kind.WARC, ""
    if start.startswith(b"%PDF-"):
        return Kind.PDF, ""
    narrow = start.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _FEED.match(narrow):
        return Kind.FEED, ""
    if _PAGE.match(narrow):
        return Kind.HTML, ""
    if _EVENTS.match(start) or _GKG.match(start):
        return Kind.GDELT, ""
    return None, ""


def _packed(whole: bytes) -> tuple[Kind | None, str]:
    """A zip by the names in it; they stand in plain letters at the end, or in the local headers of a torn one."""
    if b"word/document.xml" in whole:
        return Kind.DOCX, ""
    if b"xl/workbook.xml" in whole:
        return None, "a spreadsheet; save its sheet as CSV, or import it with --statistics or --exchanges"
    if b"ppt/presentation.xml" in whole:
        return None, "a presentation; save it as PDF"
    if b"mimetypeapplication/vnd.oasis.opendocument" in whole:
        return None, "an OpenDocument file; save it as .docx"
    if b"mimetypeapplication/epub" in whole:
        return None, "an e-book"
    return Kind.ZIP, ""


def _unnamed(head: bytes) -> Kind | None:
    """A file without an ending and without a signature: JSON lines, XML of some kind, or plain text."""
    start = _plain(head)
    if start.startswith(b"{"):
        return Kind.JSONL
    if start.startswith(b"["):
        return Kind.JSON
    if _XML.match(start):
        return Kind.FEED
    return Kind.TEXT if b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")) else None
