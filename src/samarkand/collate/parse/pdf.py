"""A PDF is one document: the text its pages carry, its own title, and the day it was made."""

import io
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from samarkand.collate.parse.dated import dated
from samarkand.collate.parse.pages.read import NOTHING_TOLD, Told
from samarkand.collate.parse.paragraphs import joined
from samarkand.collate.parse.quiet import quiet
from samarkand.collate.parse.row import MAX_CHARACTERS, Where, document_from_row
from samarkand.domain.dating import Doubt
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from samarkand.domain.refusal import Refusal
from samarkand.text.days import day

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES: Final = 1000
MAX_SECONDS: Final = 60.0
"""For the whole file, looked at between pages; what one page may cost is bounded by `_LIMITS`."""
_LIMITS: Final[dict[str, Any]] = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 150_000,
    "xform_maximum_invocations_per_extraction": 500,
    "page_tree_maximum_entries": 20_000,
}
_NO_TITLE: Final = re.compile(
    r"(?:untitled|microsoft (?:word|powerpoint|excel)\b.*|.*\.(?:docx?|pdf|indd|qxd|pptx?|rtf))", re.I
)


class _Refused(Exception):  # noqa: N818 — is turned into a refusal where it is caught
    def __init__(self, kind: str, reason: str) -> None:
        self.kind = kind
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class _Read:
    """Texts of the pages, and how many of them could not be read."""

    pages: tuple[str, ...]
    broken: int

    @property
    def blank(self) -> int:
        return sum(not page.strip() for page in self.pages) - self.broken


def parse_pdf(
    data: bytes,
    where: Where,
    known: Callable[[str], bool],
    *,
    told: Told = NOTHING_TOLD,
    address: str = "",
) -> Iterator[Document | Refusal]:
    """At most one document; a file that is encrypted, empty, scanned, torn or too much is refused with the word for it."""
    from pypdf import apply_configuration, get_configuration

    try:
        with quiet("pypdf"), apply_configuration(get_configuration(), **_LIMITS):
            reader = _opened(data)
            read = _read(reader)
            title, lang = _title(reader), _language(reader)
            made, doubt = _made(reader)
    except _Refused as problem:
        yield where.refuse(problem.kind, str(problem))
        return
    except Exception as problem:  # what the library throws at damaged files is not to be foreseen
        yield where.refuse("damaged", f"a PDF that cannot be read: {type(problem).__name__}: {str(problem)[:120]}")
        return
    yield from _doubts(read, where)
    row = {"title": told.title or title or where.stem, "text": joined(read.pages), "lang": lang, "url": address}
    yield from dated(document_from_row(row, where, known), told, made, doubt=doubt)


def _opened(data: bytes) -> "PdfReader":
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PdfStreamError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _Refused("encrypted", "a PDF that opens with a password only; save it without one")
    except DependencyError:
        raise _Refused(
            "encrypted", "an encrypted PDF; to read those that need no password: pip install cryptography"
        ) from None
    except PdfStreamError:
        raise _Refused("damaged", "a PDF that breaks off before its end") from None
    return reader


def _read(reader: "PdfReader") -> _Read:
    count = len(reader.pages)
    if count == 0:
        raise _Refused("text", "a PDF without pages")
    if count > MAX_PAGES:
        raise _Refused("size", f"a PDF of {count:,} pages is over the limit of {MAX_PAGES:,}; split it")
    until, pages, broken, length = time.monotonic() + MAX_SECONDS, [], 0, 0
    for page in reader.pages:
        try:
            text = page.extract_text()
        except Exception:  # one bad page is counted and the others are read
            text, broken = "", broken + 1
        pages.append(text)
        length += len(text)
        if length > MAX_CHARACTERS:
            raise _Refused("size", f"a PDF of more than {MAX_CHARACTERS:,} characters; split it")
        if time.monotonic() > until:
            raise _Refused("time", f"a PDF that takes longer than {MAX_SECONDS:.0f} s to read; split it")
    read = _Read(tuple(pages), broken)
    if broken == count:
        raise _Refused("damaged", f"a PDF none of whose {count:,} pages can be read")
    if not any(map(str.strip, pages)):
        raise _Refused("scanned", f"a PDF of {count:,} pages without text: a scan; recognise its text first")
    return read


def _doubts(read: _Read, where: Where) -> Iterator[Refusal]:
    for number, what in ((read.broken, "could not be read"), (read.blank, "have no text")):
        if number:
            yield where.refuse("pages", f"{number:,} of {len(read.pages):,} pages {what}; kept without them", kept=True)


def _title(reader: "PdfReader") -> str:
    told = str((reader.metadata and reader.metadata.title) or "").replace("\0", "").strip()
    return "" if _NO_TITLE.fullmatch(told) else told


def _language(reader: "PdfReader") -> str:
    return str(reader.root_object.get("/Lang", ""))[:20]


def _made(reader: "PdfReader") -> tuple[Period | None, tuple[Doubt, ...]]:
    """The day the file was made, else changed; neither need be the day it was published."""
    for name, doubt in (("creation_date", Doubt.FILE_MADE), ("modification_date", Doubt.MODIFIED_ONLY)):
        try:
            found = day(getattr(reader.metadata, name, None))
        except ValueError:
            continue
        if found:
            return found, (doubt,)
    return None, ()
