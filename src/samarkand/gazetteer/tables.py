"""The packed form of the gazetteer: an automaton and the rows of its patterns, as one block of bytes."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from samarkand.gazetteer.names import LANGUAGES, Kind, Rule

MAGIC = b"SAMARKAND-NAMES-1\n"
ANY = 1 << len(LANGUAGES)
"""The language bit of a text whose language is unknown."""
KINDS: tuple[str, ...] = get_args(Kind)
RULES: tuple[str, ...] = get_args(Rule)
LANGUAGE_FLAG, GUESS_FLAG, SHY_FLAG, COMMA_FLAG = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Tables:
    """What `names.bin` holds: an automaton, and the rows of each of its patterns, column by column."""

    versions: dict[str, str]
    codes: list[str]
    places: list[str]
    signs: dict[str, list[str]]
    regions: dict[str, str]
    towns: dict[str, list[str]]
    context: dict[str, dict[str, list[str]]]
    starts: array[int]
    code: array[int]
    kind: array[int]
    place: array[int]
    rule: array[int]
    mask: array[int]
    flags: array[int]
    automaton: bytes


def pack(parts: list[bytes]) -> bytes:
    """The parts, each after its length, compressed."""
    body = b"".join(len(part).to_bytes(4, "little") + part for part in parts)
    return MAGIC + zlib.compress(body, 9)


def payload(data: bytes) -> bytes:
    """The bytes inside the compression, which do not depend on the zlib at hand."""
    if not data.startswith(MAGIC):
        raise ValueError("not a gazetteer file: rebuild it with python -m samarkand.gazetteer.build")
    return zlib.decompress(data[len(MAGIC) :])


def deserialise(data: bytes) -> Tables:
    """The tables of a serialised gazetteer."""
    header, *parts = _parts(payload(data))
    meta: dict[str, Any] = json.loads(header)
    columns: list[array[int]] = [array(kind) for kind in "IHBHBHB"]
    for column, part in zip(columns, parts, strict=False):
        column.frombytes(part)
    starts, code, kind, place, rule, mask, flags = columns
    return Tables(
        versions=meta["versions"],
        codes=meta["codes"],
        places=meta["places"],
        signs=meta["signs"],
        regions=meta["regions"],
        towns=meta["towns"],
        context=meta["context"],
        starts=starts,
        code=code,
        kind=kind,
        place=place,
        rule=rule,
        mask=mask,
        flags=flags,
        automaton=parts[-1],
    )


def _parts(body: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(body):
        size = int.from_bytes(body[at : at + 4], "little")
        yield body[at + 4 : at + 4 + size]
        at += 4 + size
