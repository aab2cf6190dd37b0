"""Bytes of a page to markup that every parser takes, and to trees of it."""

import codecs
import re
from typing import Any

MAX_MARKUP = 20_000_000
"""Characters; a longer page is no article."""
_HEAD = 4096
_WIDE = ("utf-16", "utf-32")
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _known(charset: str) -> str:
    try:
        return codecs.lookup(charset).name if charset else ""
    except (LookupError, ValueError):
        return ""


def _strictly(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset) if charset else None
    except (UnicodeError, LookupError, TypeError):  # a codec may turn bytes into bytes
        return None


def decode_page(data: bytes, told: str = "") -> tuple[str | None, str]:
    """Text, and what was doubtful: UTF-8 where it is, else as declared by server or page, else as it looks.

    None where the bytes are no text at all.
    """
    if (text := _strictly(data, "utf-8-sig")) is not None and b"\x00" not in data[:_HEAD]:
        return text, ""
    found = _DECLARED.search(data[:_HEAD])
    for charset in (told, found.group(1).decode("ascii") if found else ""):
        if text := _strictly(data, _known(charset)):
            return text, f"not UTF-8; read as {_known(charset)}, as declared"
    from resiliparse.parse.encoding import detect_encoding

    name = str(detect_encoding(data[:100_000]))
    if b"\x00" in data[:_HEAD] and not name.lower().startswith(_WIDE):
        return None, ""
    return data.decode(_known(name) or "latin-1", "replace"), f"not UTF-8; read as {name}"


def without_controls(markup: str) -> str:
    """Controls and lone surrogates become spaces."""
    return _CONTROLS.sub(" ", markup)


def tree_of(markup: str) -> Any:
    """The lxml tree of clean markup; None for markup without any element."""
    import lxml.etree

    parser = lxml.etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.etree.fromstring(markup.encode(), parser)
    except lxml.etree.LxmlError:
        return None
