"""A later version of a document by its own publisher: same address or title, and a text that goes on from the earlier."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from itertools import pairwise
from urllib.parse import urlsplit

import numpy as np

from samarkand.collate.fingerprints import P, Read, number, text_of
from samarkand.domain.document import Document
from samarkand.domain.ids import content_id
from samarkand.ports.compute import Compute
from samarkand.text.shingles import Pieces, containment, pieces

SAME_ADDRESS, SAME_TITLE = 0.3, 0.5
LATEST = 31
_SKETCH = 128
_SPACE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Version:
    """A text of one publisher under one address or title; `text` names what it says, title aside."""

    number: int
    key: str
    by_address: bool
    day: int | None
    marked: bool
    text: str
    sketch: Pieces


@cache
def _marker() -> re.Pattern[str]:
    """A word of a later version where it stands apart at the beginning or the end of a title."""
    table = tomllib.loads(files("samarkand.collate").joinpath("updates.toml").read_text("utf-8"))
    words = "|".join(sorted({re.escape(w) for said in table.values() for w in said}, key=len, reverse=True))
    return re.compile(
        rf"^\s*[\[(【(«]?\s*(?:{words})\s*(?:[\])】)»]\s*[:：–—-]?|[:：–—]|\s-\s)\s*"
        rf"|\s*(?:[\[(【(]\s*(?:{words})[^\])】)]{{0,20}}[\])】)]|[:–—]\s*(?:{words}))\s*$",
        re.IGNORECASE,
    )


def unmarked(title: str) -> tuple[str, bool]:
    """The title without the word that marks a later version, folded; and whether there was one."""
    bare = _marker().sub("", title)
    return _SPACE.sub(" ", bare.casefold()).strip(), bare != title


def publisher_of(document: Document) -> str:
    """The publisher's name, else the host of the address, else the source; empty where nobody can tell."""
    host = (urlsplit(document.url or "").hostname or "").removeprefix("www.")
    known = "" if document.source_id.endswith(":unknown") else document.source_id
    return (document.publisher or host or known).casefold()


def _sketch(found: Pieces) -> Pieces:
    return found[:_SKETCH]


def likeness(a: Pieces, b: Pieces) -> float:
    """Containment as told by the smallest pieces of each, which are a fair draw of both."""
    if not len(a) or not len(b):
        return 0.0
    limit = min(
        a[-1] if len(a) == _SKETCH else np.uint64(2**64 - 1), b[-1] if len(b) == _SKETCH else np.uint64(2**64 - 1)
    )
    return containment(a[a <= limit], b[b <= limit])


def versions(document: Document, at: int) -> Iterator[Version]:
    """Under its title, and under its address if it has one."""
    publisher = publisher_of(document)
    if not publisher:
        return
    title, marked = unmarked(document.title)
    sketch = _sketch(pieces(text_of(document)))
    day = document.period.first.toordinal() if document.period else None
    text = content_id("text", document.text)
    if title:
        yield Version(at, f"{publisher}|{title}", False, day, marked, text, sketch)
    if document.url:
        address = urlsplit(document.url)
        yield Version(at, f"{address.hostname}{address.path}?{address.query}", True, day, marked, text, sketch)


def follows(earlier: Version, later: Version) -> bool:
    """Whether the second is a later version of the first, the order of time granted."""
    if earlier.text == later.text:
        return later.marked and not earlier.marked
    near = earlier.day is None or later.day is None or later.day - earlier.day <= LATEST
    shared = likeness(earlier.sketch, later.sketch)
    return shared >= SAME_ADDRESS if earlier.by_address else near and shared >= SAME_TITLE


def _in_order(told: Iterable[Version]) -> list[Version]:
    return sorted(told, key=lambda v: (v.day is None, v.day or 0, v.marked, v.number))


def _is_before(a: Version, b: Version) -> bool:
    """A day or a mark says so; without either nobody knows which came first."""
    if a.day is not None and b.day is not None and a.day != b.day:
        return a.day < b.day
    return b.marked and not a.marked


def _deal(part: tuple[int, P], read: Read[P], groups: int) -> Mapping[int, list[Version]]:
    index, source = part
    out: dict[int, list[Version]] = {}
    for row, document in enumerate(read(source)):
        for version in versions(document, number(index, row)):
            group = int(content_id("k", version.key).removeprefix("k-"), 16) % groups
            out.setdefault(group, []).append(version)
    return out


def _chain(dealt: Sequence[Sequence[Version]]) -> list[tuple[int, int]]:
    """(later, earlier) pairs."""
    by_key: dict[str, list[Version]] = {}
    for version in (v for told in dealt for v in told):
        by_key.setdefault(version.key, []).append(version)
    return [
        (later.number, earlier.number)
        for _, told in sorted(by_key.items())
        for earlier, later in pairwise(_in_order(told))
        if _is_before(earlier, later) and follows(earlier, later)
    ]


def updates(parts: Sequence[P], read: Read[P], compute: Compute, groups: int | None = None) -> dict[int, int]:
    """The earlier version of each later one, by document number."""
    groups = groups or max(1, len(parts))
    dealt = compute.regroup(partial(_deal, read=read, groups=groups), list(enumerate(parts)), _chain, groups)
    out: dict[int, int] = {}
    for later, earlier in (pair for pairs in dealt for pair in pairs):
        out[later] = max(earlier, out.get(later, earlier))
    return out
