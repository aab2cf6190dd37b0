"""WARC files, our own and others': every captured answer that holds a text is a document."""

import gzip
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from samarkand.collate.parse.http_body import Undecodable, decoded
from samarkand.collate.parse.kinds import GZIP
from samarkand.collate.parse.one import kind_of_answer, parse_one
from samarkand.collate.parse.pages.read import Told
from samarkand.collate.parse.row import Where, clean
from samarkand.collate.parse.unpack import DAMAGE
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MAX_BODY: Final = 20_000_000
"""Bytes of one answer, unpacked."""
MAX_TOLD: Final = 100_000
_LONG: Final = 200


@dataclass(frozen=True, slots=True)
class _Answer:
    """One captured answer; `wrong` is why it holds no text for us."""

    where: Where
    id: str
    address: str
    media_type: str = ""
    body: bytes = b""
    told: Told = Told()
    source_id: str = ""
    wrong: Refusal | None = None
    cut: str = ""


class _Stream:
    """Gzip as a stream that ends where it is torn, and remembers it."""

    def __init__(self, data: bytes) -> None:
        self._inner = gzip.GzipFile(fileobj=io.BytesIO(data)) if data.startswith(GZIP) else io.BytesIO(data)
        self.torn = ""

    def tell(self) -> int:
        return self._inner.tell()

    def read(self, size: int = -1) -> bytes:
        try:
            return self._inner.read1(size) if isinstance(self._inner, gzip.GzipFile) else self._inner.read(size)
        except DAMAGE as problem:
            self.torn = str(problem)
            return b""


def parse_warc(data: bytes, file: str, known: Callable[[str], bool]) -> Iterator[Document | Refusal]:
    """Documents in the order of the answers; `row` of a refusal is the number of the record."""
    for came in _answers(data, file):
        if isinstance(came, Refusal):
            yield came
        else:
            yield from _documents(came, known)


def _documents(answer: _Answer, known: Callable[[str], bool]) -> Iterator[Document | Refusal]:
    if answer.wrong:
        yield answer.wrong
        return
    kind = kind_of_answer(answer.media_type, answer.body)
    if kind is None:
        name = answer.media_type[:60] or "without a type"
        yield answer.where.refuse("type", f"{answer.address[:_LONG]} is {name}, which is not read here")
        return
    if answer.cut:
        yield answer.where.refuse(
            "cut off", f"{answer.address[:_LONG]} was cut off when captured: {answer.cut}", kept=True
        )
    for came in parse_one(kind, answer.body, answer.where, known, told=answer.told, address=answer.address):
        yield replace(came, source_id=answer.source_id) if answer.source_id else came


def _answers(data: bytes, file: str) -> Iterator[_Answer | Refusal]:
    """Answers with what was told of them: a metadata record that names an answer follows it."""
    held: _Answer | None = None
    for came in _records(data, file):
        if isinstance(came, _Said):
            if held and held.id in came.about:
                held = came.added_to(held)
            continue
        if held:
            yield held
        held = came if isinstance(came, _Answer) else None
        if isinstance(came, Refusal):
            yield came
    if held:
        yield held


@dataclass(frozen=True, slots=True)
class _Said:
    """What our own collector wrote of an answer."""

    about: tuple[str, ...]
    told: dict[str, str]

    def added_to(self, answer: _Answer) -> _Answer:
        told = replace(answer.told, title=self.told["title"], date=self.told["date"])
        return replace(answer, told=told, source_id=self.told["source_id"])


def _records(data: bytes, file: str) -> Iterator[_Answer | _Said | Refusal]:
    from fastwarc.warc import ArchiveIterator

    stream, number, last = _Stream(data), 0, ""
    try:
        for number, record in enumerate(
            ArchiveIterator(cast("BinaryIO", stream), parse_http=False, stream_detect=False), 1
        ):
            came = _taken(record, Where(file, number))
            wrong = came.wrong if isinstance(came, _Answer) else came
            last = wrong.kind if isinstance(wrong, Refusal) else ""
            if came:
                yield came
    except (GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as problem:  # the library is written in Rust, and its panics are no `Exception`
        yield Where(file, number + 1).refuse("damaged", f"cannot be read from here on: {str(problem)[:120]}")
        return
    if stream.torn and last != "damaged":
        yield Where(file, number + 1).refuse("damaged", f"breaks off after {number:,} records: {stream.torn[:120]}")
    elif number == 0:
        yield Where(file, 0).refuse("damaged", "a WARC without a record")


def _taken(record: "WarcRecord", where: Where) -> _Answer | _Said | Refusal | None:
    """None for records that hold no answer: requests, what a crawler says of itself."""
    from fastwarc.warc import WarcRecordType

    kind, headers = record.record_type, record.headers
    if not _header(headers, "Content-Length").strip().isdecimal():
        return where.refuse("damaged", "a record that breaks off in its head")
    if kind == WarcRecordType.metadata:
        return _said(record)
    if kind == WarcRecordType.revisit:
        address = _header(headers, "WARC-Target-URI")[:_LONG]
        return where.refuse("revisit", f"{address} came again unchanged; its text stands elsewhere", kept=True)
    if kind not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion):
        return None
    answer = _Answer(
        where,
        _header(headers, "WARC-Record-ID"),
        clean(_header(headers, "WARC-Target-URI")).strip("<> "),
        _header(headers, "Content-Type"),
        told=Told(captured=_day(record)),
        cut=_header(headers, "WARC-Truncated")[:40],
    )
    try:
        return _filled(answer, record)
    except (Undecodable, OSError, ValueError) as problem:
        return replace(answer, wrong=where.refuse("damaged", f"{answer.address[:_LONG]}: {str(problem)[:120]}"))


def _filled(answer: _Answer, record: "WarcRecord") -> _Answer:
    """The answer with its body, or with what is wrong with it."""
    transfer = encoding = ""
    head = None
    if record.is_http:
        record.parse_http(auto_decode="none")
        head = record.http_headers
    whole = record.content_length
    body = record.reader.read(MAX_BODY + 1)
    if len(body) > MAX_BODY:
        return _wrong(answer, "size", f"has more than {MAX_BODY:,} bytes")
    if whole and len(body) < whole:
        return _wrong(answer, "damaged", f"breaks off after {len(body):,} of {whole:,} bytes")
    if record.is_http:
        if head is None or head.status_code is None:
            return _wrong(answer, "http", "is no answer of a web server")
        if not 200 <= head.status_code < 300:
            return _wrong(answer, "http", f"was answered with status {head.status_code}")
        transfer, encoding = _header(head, "Transfer-Encoding"), _header(head, "Content-Encoding")
        told = replace(answer.told, charset=(record.http_charset or "")[:40])
        answer = replace(answer, media_type=_header(head, "Content-Type"), told=told)
    return replace(answer, body=decoded(body, transfer, encoding, MAX_BODY))


def _wrong(answer: _Answer, kind: str, what: str) -> _Answer:
    return replace(answer, wrong=answer.where.refuse(kind, f"{answer.address[:_LONG]} {what}"))


def _header(headers: Any, name: str) -> str:
    return str(headers.get(name) or "")


def _day(record: "WarcRecord") -> date | None:
    try:
        return record.record_date.date() if record.record_date else None
    except (ValueError, OverflowError):
        return None


def _said(record: "WarcRecord") -> _Said | None:
    """None for what other crawlers write."""
    headers = record.headers
    if not _header(headers, "Content-Type").startswith("application/json"):
        return None
    try:
        told = json.loads(record.reader.read(MAX_TOLD))
    except (ValueError, RecursionError, OSError):
        return None
    if not isinstance(told, dict) or "source_id" not in told:
        return None
    about = tuple(_header(headers, name) for name in ("WARC-Concurrent-To", "WARC-Refers-To"))
    return _Said(about, {key: clean(told.get(key)) for key in ("source_id", "title", "date")})
