"""Cuts a name into words whose meaning is known, places, proper names, and the rest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samarkand.reconcile.organisations.places import Spot, spot_of
from samarkand.reconcile.organisations.words import (
    Dictionary,
    Meaning,
    bare_arabic,
    names,
    words,
)
from samarkand.reconcile.organisations.writing import Script, folded

WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]")
_ACRONYM = re.compile(r"\b[A-ZА-ЯЁ][A-ZА-ЯЁ&.]{1,7}\b")
_PLACE_SIGNS = frozenset("市省县区州")
_LONGEST_PLACE = 5
_LONGEST_HAN_PLACE = 8
_SHORTEST_PART = 4
_SURE_PART = 6
"""A kind of so many letters at the end of a word is no chance, whatever stands before."""
_SHORTEST_PEOPLE, _LONGEST_SHORT = 5, 4
_SMALL = frozenset(
    {"de", "del", "la", "le", "di", "da", "do", "dos", "am", "an", "der", "on", "of", "upon", "на", "du"}
)
_WHOLE_WORDS = frozenset({"学院", "人民"})
_LINKS = ("", "s", "es", "n", "en", "e")
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_RUSSIAN_ENDING = re.compile(r"(?:ого|его|ому|ему|ыми|ими|[аеиоуыэюя]{1,2}|[еои][имх]|[ыи]х|ь|а[мх])$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong together. One of `meaning`, `spot`, `numbers` says what they are; none where nobody knows."""

    folded: str
    meaning: Meaning | None = None
    spot: Spot | None = None
    numbers: tuple[int, ...] = ()
    is_dropped: bool = False

    @property
    def is_unknown(self) -> bool:
        return not (self.meaning or self.spot or self.numbers or self.is_dropped)

    @property
    def is_small(self) -> bool:
        """True for what does not tell institutions apart: of, Ltd, initials."""
        return self.is_dropped or (self.meaning is not None and self.meaning.sort == "stop")

    @property
    def stem(self) -> str:
        return " ".join(_stem(word) for word in self.folded.split())


def acronyms_in(name: str) -> frozenset[str]:
    """Short forms in capitals: the name itself, or what it gives in brackets."""
    bracketed = " ".join(_BRACKETS.findall(name))
    if bracketed:
        return frozenset(folded(m).replace(".", "") for m in _ACRONYM.findall(bracketed))
    whole = _ACRONYM.fullmatch(name.strip())
    return frozenset({folded(name.strip()).replace(".", "")}) if whole else frozenset()


def split(name: str, script: Script) -> list[Piece]:
    text = _BRACKETS.sub(" ", name) if _BRACKETS.sub("", name).strip() else name
    return list(_han(text) if script == "han" else _spaced(text, script))


def _stem(word: str) -> str:
    if "\u0400" <= word[:1] <= "\u04ff" and len(word) > 4:
        return _RUSSIAN_ENDING.sub("", word)
    return word


def _spaced(text: str, script: Script) -> Iterator[Piece]:
    spans = [m.span() for m in WORD.finditer(text)]
    plain = [folded(text[a:b]) for a, b in spans]
    if script == "arabic":
        plain = [bare_arabic(word) for word in plain]
    at = 0
    while at < len(spans):
        size, piece = _longest(text, spans, plain, at, script)
        yield from piece
        at += size


def _longest(
    text: str, spans: Sequence[tuple[int, int]], plain: Sequence[str], at: int, script: Script
) -> tuple[int, list[Piece]]:
    """How many words belong together from here, and what they are."""
    listed = words().at(plain, at)
    named = names().at(plain, at)
    size, spot = _place(text, spans, at, script)
    best = max(listed[0] if listed else 0, named[0] if named else 0, size)
    whole = " ".join(plain[at : at + best])
    if listed and listed[0] == best:
        meaning = listed[1]
        return best, [Piece(whole, meaning, numbers=(int(meaning.key),) if meaning.sort == "number" else ())]
    if named and named[0] == best:
        return best, [Piece(whole, named[1])]
    if spot:
        return best, [Piece(whole, spot=spot)]
    return 1, _alone(text[slice(*spans[at])].lower(), text[spans[at][1] : spans[at][1] + 1], plain[at], script)


def _place(text: str, spans: Sequence[tuple[int, int]], at: int, script: Script) -> tuple[int, Spot | None]:
    for size in range(min(_LONGEST_PLACE, len(spans) - at), 0, -1):
        form = text[spans[at][0] : spans[at + size - 1][1]]
        for cased in _cased(form) if script in ("latin", "cyrillic") else (form,):
            if spot := spot_of(cased, script):
                return size, spot
    return 0, None


def _cased(form: str) -> Iterator[str]:
    """The form as places and peoples are written, whatever its own capitals: Rio de Janeiro, USA, chinoise."""
    low = form.lower()
    yield WORD.sub(lambda m: m.group() if m.group() in _SMALL else m.group().capitalize(), low)
    if len(low) <= _LONGEST_SHORT:
        yield low.upper()
    elif len(low) >= _SHORTEST_PEOPLE:
        yield low


def _alone(word: str, after: str, plain: str, script: Script) -> list[Piece]:
    if plain.isdigit():
        return [Piece(plain, numbers=(int(plain),))]
    if plain in _ROMAN and script == "latin":
        return [Piece(plain, numbers=(_ROMAN[plain],))]
    if len(plain) == 1 and (after == "." or script == "latin"):
        return [Piece(plain, is_dropped=True)]
    return _compound(word, plain) if script == "latin" else [Piece(plain)]


def _compound(word: str, plain: str) -> list[Piece]:
    """Nationaltheater, Uppsalauniversitet, Staatsoper: the last word and what stands before it."""
    found = words().ending(plain, _SHORTEST_PART) if len(plain) > 2 * _SHORTEST_PART - 2 else None
    if not found or found[0] < 2:
        return [Piece(plain)]
    cut, last = found
    before = _before(word[:cut], plain[:cut])
    known = not any(piece.is_unknown for piece in before)
    if known or (last.sort == "kind" and len(plain) - cut >= _SURE_PART and cut > 2):
        return [*before, Piece(plain[cut:], last)]
    return [Piece(plain)]


def _before(word: str, plain: str) -> list[Piece]:
    for link in _LINKS:
        stem = plain.removesuffix(link) if link else plain
        if link and not plain.endswith(link):
            continue
        if len(stem) > 2 and (listed := words().at([stem], 0)):
            return [Piece(plain, listed[1])]
        if len(stem) > 2 and (spot := spot_of(word[: len(stem)].capitalize(), "latin")):
            return [Piece(plain, spot=spot)]
    return _compound(word, plain)


def _han(text: str) -> Iterator[Piece]:
    plain = "".join(WORD.findall(folded(text)))
    at = 0
    rest = ""
    after_place = False
    while at < len(plain):
        size, piece = _longest_han(plain, at)
        if after_place and size <= 1 and plain[at] in _PLACE_SIGNS:
            piece, size = Piece(plain[at], is_dropped=True), 1
        if piece is None:
            rest += plain[at]
            at += 1
            after_place = False
            continue
        if rest:
            yield _han_rest(rest)
            rest = ""
        yield piece
        at += size
        after_place = piece.spot is not None
    if rest:
        yield _han_rest(rest)


def _han_rest(rest: str) -> Piece:
    return Piece(rest, numbers=(int(rest),)) if rest.isdigit() else Piece(rest)


def _longest_han(plain: str, at: int) -> tuple[int, Piece | None]:
    """A single character has a meaning only where it ends the name."""
    listed, size = _listed(words(), plain, at)
    named, named_size = _listed(names(), plain, at)
    spot, spot_size = _han_place(plain, at)
    best = max(size, named_size, spot_size)
    if not best or (best == 1 and at + 1 < len(plain)):
        return 1, None
    whole = plain[at : at + best]
    if listed and size == best:
        return best, Piece(whole, listed, numbers=(int(listed.key),) if listed.sort == "number" else ())
    if named and named_size == best:
        return best, Piece(whole, named)
    return best, Piece(whole, spot=spot)


def _cuts_word(plain: str, end: int) -> bool:
    """True within 学院 and 人民, which longer words before would take apart: 医学 + 院, 中国人 + 民."""
    return plain[end - 1 : end + 1] in _WHOLE_WORDS and plain[end - 2 : end] != "大学"


def _listed(dictionary: Dictionary, plain: str, at: int) -> tuple[Meaning | None, int]:
    for end in range(min(len(plain), at + dictionary.longest_han), at, -1):
        if not _cuts_word(plain, end) and (found := dictionary.in_han(plain, at, end)):
            return found, end - at
    return None, 0


def _han_place(plain: str, at: int) -> tuple[Spot | None, int]:
    for end in range(min(len(plain), at + _LONGEST_HAN_PLACE), at + 1, -1):
        if not _cuts_word(plain, end) and (spot := spot_of(plain[at:end], "han")):
            return spot, end - at
    return None, 0
