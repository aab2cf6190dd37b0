"""Printed lines to paragraphs: pages joined, words broken at line ends mended, running heads left out."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from statistics import median
from typing import Final

_ENDS: Final = tuple('.!?…:;。！？；：؟۔»”"')
_BROKEN: Final = re.compile(r"([^\W\d_]+)[-\u2010]$")
_BEGINS: Final = re.compile(r"[^\W\d_]+")
_BULLET: Final = re.compile(r"(?:[•·▪◦‣–—*-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBERS: Final = re.compile(r"^\W*\d+|\d+(?=\W*$)|\d+(?=\s?\S{1,6}\s?\d+\W*$)")
"""Where the number of a page stands: first, last, or before the number of all pages."""
_SHORT: Final = 0.75
"""A line that ends a sentence this much shorter than the usual one ends a paragraph."""
_EDGE: Final = 2
"""Lines at the top and the foot of a page that may be running heads."""
_FEWEST: Final = 3
"""Pages that must carry the same head for it to be one."""


def joined(pages: Sequence[str]) -> str:
    """The text of all pages, a paragraph a line, an empty line between paragraphs."""
    kept = _without_heads([_lines(page) for page in pages])
    hyphened = _hyphened(kept)
    paragraphs: list[str] = []
    for lines in kept:
        for number, paragraph in enumerate(_paragraphs(lines, hyphened)):
            if number == 0 and paragraphs and _goes_on(paragraphs[-1], paragraph):
                paragraphs[-1] = _glued(paragraphs[-1], paragraph, hyphened)
            else:
                paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def _lines(page: str) -> list[str]:
    """Lines without soft hyphens in their midst; empty ones stay, they part paragraphs."""
    return [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in page.replace("\u00ad\n", "\u2010\n").splitlines()]


def _head(line: str) -> str:
    return _NUMBERS.sub("#", line.casefold())


def _edges(lines: Sequence[str]) -> set[str]:
    """The first and last lines that say something, numbers aside."""
    said = [line for line in lines if line]
    return {_head(line) for line in said[:_EDGE] + said[-_EDGE:]}


def _without_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """What stands at the edge of more than half of the pages, numbers aside, is no text."""
    counts = Counter(head for lines in pages for head in _edges(lines))
    running = {head for head, n in counts.items() if n >= _FEWEST and n * 2 > len(pages)}
    kept = [_peeled(_peeled(lines, running)[::-1], running)[::-1] for lines in pages]
    return kept if any(any(lines) for lines in kept) else list(pages)


def _peeled(lines: list[str], running: Container[str]) -> list[str]:
    """Lines without the running heads they begin with."""
    start = taken = 0
    for number, line in enumerate(lines):
        if line and (taken == _EDGE or _head(line) not in running):
            break
        taken += bool(line)
        start = number + 1
    return lines[start:]


def _hyphened(pages: Iterable[Sequence[str]]) -> frozenset[str]:
    """Words that are written with a hyphen within a line: they keep it where a line breaks at it."""
    return frozenset(
        word.casefold() for lines in pages for line in lines for word in _WORD.findall(line) if "-" in word
    )


def _paragraphs(lines: Sequence[str], hyphened: frozenset[str]) -> Iterator[str]:
    usual = median([len(line) for line in lines if line] or [0])
    current = ""
    for line in lines:
        if not line or (current and _BULLET.match(line)):
            if current:
                yield current
            current = line
            continue
        current = _glued(current, line, hyphened) if current else line
        if line.endswith(_ENDS) and len(line) < _SHORT * usual:
            yield current
            current = ""
    if current:
        yield current


def _glued(before: str, after: str, hyphened: frozenset[str]) -> str:
    """Two lines as one: a word broken between them is mended, signs of scripts without spaces touch."""
    left, right = _BROKEN.search(before), _BEGINS.match(after)
    if left and right and right.group()[0].islower():
        whole = f"{left.group(1)}-{right.group()}".casefold()
        is_soft = before.endswith("\u2010")
        return f"{before[:-1]}-{after}" if whole in hyphened and not is_soft else before[:-1] + after
    if left and right:
        return before + after
    return before + after if _is_dense(before[-1]) and _is_dense(after[0]) else f"{before} {after}"


def _is_dense(sign: str) -> bool:
    """Han, kana and their punctuation, which stand without spaces."""
    return "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or "\uff00" <= sign <= "\uffef"


def _goes_on(before: str, after: str) -> bool:
    """Does a page begin in the middle of a sentence?"""
    if before.endswith(_ENDS) or _BULLET.match(after):
        return False
    return after[0].islower() or _is_dense(after[0]) or bool(_BROKEN.search(before)) or before.endswith(",")
