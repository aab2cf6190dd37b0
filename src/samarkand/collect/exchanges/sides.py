"""A cell that names countries and bodies, in codes or in any of the nine languages, as codes."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache

from samarkand.collect.exchanges.cells import folded, split
from samarkand.domain.party import UNNAMED
from samarkand.gazetteer.find import Hit, load
from samarkand.gazetteer.labels import party_names
from samarkand.gazetteer.names import LANGUAGES

_KINDS = frozenset({"country", "body"})
_INVERTED = re.compile(r"(?P<name>[^,(]+)[,(]\s*(?P<head>[^,()]+?\b(?:of|the)\b[^,()]*?)\)?\s*")
_BETWEEN = re.compile(r"[\s,;:/&+·•()\-‐–—]+")
Find = Callable[[str, str | None], list[Hit]]


class UnknownPartyError(ValueError):
    """The message is the piece that names nobody."""


class Sides:
    """Reads parties. `aliases` are the user's own words and come first; `links` are words like "and" between names."""

    def __init__(
        self,
        codes: Collection[str],
        three_letters: Mapping[str, str],
        aliases: Mapping[str, str],
        separators: Sequence[str],
        links: Collection[str],
        find: Find | None = None,
    ) -> None:
        self._codes, self._three = frozenset(codes) - {UNNAMED}, three_letters
        self._aliases = {folded(word): code for word, code in aliases.items()}
        self._separators, self._links = tuple(separators), frozenset(links)
        self._find = find or load().find
        self._read: dict[str, tuple[str, ...] | UnknownPartyError] = {}

    def parties(self, text: str) -> tuple[str, ...]:
        """Codes in the order named, none twice. UnknownPartyError where any piece names nobody we know."""
        if text not in self._read:
            try:
                self._read[text] = tuple(dict.fromkeys(self._parties(text)))
            except UnknownPartyError as problem:
                self._read[text] = problem
        found = self._read[text]
        if isinstance(found, UnknownPartyError):
            raise found
        return found

    def _parties(self, text: str) -> Iterator[str]:
        for piece in split(text, self._separators):
            if codes := self._of(piece):
                yield from codes
                continue
            smaller = re.split(r"[,/+&]|\s[-–—]\s|–", piece)
            for part in map(str.strip, smaller):
                codes = self._of(part) if len(smaller) > 1 and part else ()
                if not codes:
                    raise UnknownPartyError(part if part and len(smaller) > 1 else piece)
                yield from codes

    def _of(self, piece: str) -> tuple[str, ...]:
        """Codes of a piece as it stands, else turned round: "Name, Kingdom of" is the Kingdom of Name."""
        spelt = [piece]
        if turned := _INVERTED.fullmatch(piece):
            spelt.append(f"{turned['head'].strip()} {turned['name'].strip()}")
        for text in spelt:
            if code := self._one(text):
                return (code,)
            told = {codes for lang in LANGUAGES if (codes := self._covering(text, lang))}
            if len(told) == 1:
                return told.pop()
        return ()

    def _one(self, piece: str) -> str | None:
        words = folded(piece)
        if code := self._aliases.get(words):
            return code
        if piece.isascii() and len(piece) in (2, 3) and piece.isalpha():
            code = piece.upper() if len(piece) == 2 else self._three.get(piece.upper())
            if code in self._codes:
                return code
        found = piece.upper() if piece.upper() in self._codes else _full_names().get(words)
        return found if found in self._codes else None

    def _covering(self, piece: str, lang: str) -> tuple[str, ...]:
        """Codes of names that fill the piece but for words between; nothing where any other word is left."""
        hits = [hit for hit in self._find(piece, lang) if hit.kind in _KINDS and hit.code in self._codes]
        ends = [0, *(hit.end for hit in hits)]
        starts = [*(hit.start for hit in hits), len(piece)]
        gaps = (piece[end:start] for end, start in zip(ends, starts, strict=True))
        return tuple(hit.code for hit in hits) if hits and all(map(self._is_link, gaps)) else ()

    def _is_link(self, gap: str) -> bool:
        return all(word in self._links for word in _BETWEEN.sub(" ", gap.casefold()).split())


@cache
def _full_names() -> Mapping[str, str]:
    """The names of lists of countries, without capitals; one that two codes share stands for none."""
    out: dict[str, str] = {}
    for lang in LANGUAGES:
        for code, name in party_names(lang).items():
            if out.setdefault(folded(name), code) != code:
                out[folded(name)] = UNNAMED
    return out
