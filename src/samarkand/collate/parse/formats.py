"""Which parser reads which file: by its content where that is plain, else by its ending."""

import io
from collections.abc import Callable, Iterator
from typing import Final

from samarkand.collate.parse.decode import decode
from samarkand.collate.parse.feed import parse_feed
from samarkand.collate.parse.gdelt import parse_gdelt
from samarkand.collate.parse.json_whole import parse_json
from samarkand.collate.parse.jsonl import MAX_LINE, parse_lines
from samarkand.collate.parse.kinds import BY_ENDING, Kind, recognise
from samarkand.collate.parse.one import ONE, parse_one
from samarkand.collate.parse.row import Where
from samarkand.collate.parse.table import parse_csv
from samarkand.collate.parse.unpack import DAMAGE, MAX_ONE, MAX_WHOLE, TooLarge, head_of, lines, opened, whole
from samarkand.collate.parse.warc import parse_warc
from samarkand.collate.parse.zipped import Unsafe, members, unpacked
from samarkand.collate.parse.zipped import opened as opened_zip
from samarkand.domain.document import Document
from samarkand.domain.lead import Lead
from samarkand.domain.refusal import Refusal

Known = Callable[[str], bool]
Parsed = Document | Lead | Refusal
ENDINGS: Final = tuple(BY_ENDING)
_ROWS: Final = frozenset({Kind.CSV, Kind.GDELT, Kind.TEXT})
"""Kinds of which the beginning is worth having where the end is lost."""


def unreadable(data: bytes, file: str) -> str:
    """Why no parser takes such a file; nothing where one does. What it holds is another question."""
    if not data:
        return "the file is empty"
    return recognise(file, head_of(data), data).why


def parse_snapshot(data: bytes, file: str, known: Known) -> Iterator[Parsed]:
    """Documents, leads and refusals in the order of the file; damage ends the file, not the run."""
    where, is_silent = Where(file, 0), True
    try:
        for row in _recognised(data, where, known):
            is_silent = False
            yield row
    except TooLarge as problem:
        yield where.refuse("size", str(problem))
    except DAMAGE as problem:
        yield where.refuse("damaged", f"cannot be unpacked to its end: {problem}")
    else:
        if is_silent:
            yield where.refuse("empty", "there is nothing in it")


def _recognised(data: bytes, where: Where, known: Known) -> Iterator[Parsed]:
    told = recognise(where.file, head_of(data), data)
    if not data:
        yield where.refuse("empty", "the file is empty")
    elif told.kind is None:
        yield where.refuse("encrypted" if "encrypted" in told.why else "format", told.why)
    else:
        if told.doubt:
            yield where.refuse("ending", told.doubt, kept=True)
        yield from _parsed(told.kind, data, where.file, known)


def _parsed(kind: Kind, data: bytes, file: str, known: Known) -> Iterator[Parsed]:
    if kind is Kind.JSONL:
        yield from parse_lines(lines(opened(data), MAX_LINE), file, known)
    elif kind is Kind.WARC:
        yield from parse_warc(data, file, known)
    else:
        held = whole(data, MAX_ONE if kind in ONE else MAX_WHOLE)
        if held.torn and kind not in _ROWS:
            yield Where(file, 0).refuse("damaged", f"cannot be unpacked to its end: {held.torn}")
            return
        yield from _of_whole(kind, held.data, file, known)
        if held.torn:
            yield Where(file, 0).refuse(
                "damaged", f"cannot be unpacked to its end, read as far as it goes: {held.torn}"
            )


def _of_whole(kind: Kind, body: bytes, file: str, known: Known) -> Iterator[Parsed]:
    if kind in ONE:
        yield from parse_one(kind, body, Where(file, 1), known)
    elif kind is Kind.CSV:
        yield from parse_csv(body, file, known)
    elif kind is Kind.JSON:
        yield from parse_json(body, file, known)
    elif kind is Kind.FEED:
        yield from parse_feed(body, file, known)
    elif kind is Kind.GDELT:
        text, doubt = decode(body, Where(file, 0))
        yield from [doubt] if doubt else []
        yield from parse_gdelt(io.StringIO(text, newline="\n"), file)
    else:
        yield from _of_zip(body, file, known)


def _of_zip(body: bytes, file: str, known: Known) -> Iterator[Parsed]:
    """Every file of a zip as if it lay there by itself; a zip within a zip is not opened."""
    where = Where(file, 0)
    try:
        with opened_zip(body) as held:
            entries = list(members(held))
            if not entries:
                yield where.refuse("text", "a zip without a file in it")
            for entry in entries:
                yield from _of_member(unpacked(held, entry), f"{file}/{entry.filename}", known)
    except Unsafe as problem:
        yield where.refuse(problem.kind, str(problem))


def _of_member(data: bytes, file: str, known: Known) -> Iterator[Parsed]:
    if recognise(file, head_of(data), data).kind is Kind.ZIP:
        yield Where(file, 0).refuse("format", "a zip within a zip is not opened")
    else:
        yield from parse_snapshot(data, file, known)
