"""XML as it comes from anywhere: unpacked within a limit, and looked at before any parser sees it."""

import re
import zlib

MOST = 50_000_000
"""Bytes. The sitemap protocol's own limit for one file, unpacked."""
_BEFORE = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_HTML = re.compile(rb"<!doctype\s+html|<html", re.IGNORECASE)


class NotXml(Exception):  # noqa: N818 — says what it is
    """The bytes are not handed to a parser; the message says why."""


def checked(data: bytes) -> bytes:
    """The bytes, unpacked where they are gzip.

    Raises:
        NotXml: they unpack to too much, are a page of HTML, or declare a document type or entities.
    """
    body = _gunzipped(data) if data.startswith(b"\x1f\x8b") else data
    plain = body.replace(b"\0", b"")  # so that UTF-16 and UTF-32 hide nothing
    start = plain.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    if not start.startswith(b"<"):
        raise NotXml("is no XML")
    # declarations stand before the first element; further on, a page quoted whole may well hold one
    first = start[match.end() :][:20] if (match := _BEFORE.match(start)) else start[:20]
    if _HTML.match(first):
        raise NotXml("is a page of HTML, not a list")
    if first.startswith(b"<!"):
        raise NotXml("declares a document type or entities, which no list needs; not parsed")
    return body


def _gunzipped(data: bytes) -> bytes:
    stream = zlib.decompressobj(31)
    try:
        body = stream.decompress(data, MOST + 1)
    except zlib.error as problem:
        raise NotXml("is damaged gzip") from problem
    if len(body) > MOST:
        raise NotXml(f"unpacks to more than {MOST:,} bytes")
    if not stream.eof:
        raise NotXml("is gzip that breaks off before its end")
    return body
