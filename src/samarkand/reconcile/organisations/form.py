"""The normal form of an institution's name: what it is, where, which one, and whose name it bears."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from samarkand.reconcile.organisations.places import Spot
from samarkand.reconcile.organisations.sounds import skeleton
from samarkand.reconcile.organisations.splitting import WORD, Piece, acronyms_in, split
from samarkand.reconcile.organisations.words import parts_of, sort_of
from samarkand.reconcile.organisations.writing import Script, folded, is_pinyin, read, script_of

_ADJECTIVE = re.compile(r"ь?ск(?:ии|ая|ое|ого|ои|ому|ом|ую|им|ие|их)\b")
_LATIN_ADJECTIVE = re.compile(r"(?<=\w{3})(?:sk(?:ii|iy|ij|yi|y|i|aya|aia|oye|oe)|sc?kij)\b")
"""Endings of adjectives and surnames, which names in other scripts may lack: Московский, Lobachevsky."""
_POINTS = re.compile("[\u0640\u064b-\u0652\u0670\u200e\u200f]")
_DEDICATION = ("имени", "им", "named after")


@dataclass(frozen=True, slots=True)
class Unit:
    """A place or a proper name within a name: what tells one institution of a kind from another.

    `written` is folded, `latin` the same in Latin letters (`words` one by one), `sound` its consonants by class. `key` is the line of
    `names.toml` for a name that is listed there.
    """

    written: str
    latin: str
    sound: str
    script: Script
    words: tuple[str, ...] = ()
    spot: Spot | None = None
    key: str = ""
    is_dedication: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """`kinds`, `fields`, `ranks` and `points` are keys of `words.toml`. `plain` holds all words, `key` those that count, in order,
    `bag` the same sorted; `bare` is the bag without places. `initials` are of the words with and without small ones.
    `meanings` holds all keys; `characters`, of a name in Han, the words that are no place; `readings` says how its words
    of known meaning are read, since 华侨大学 is Huaqiao University: pairs of letters and key. `codes` are the countries
    the name speaks of, `countries` those and its own."""

    name: str
    country: str
    script: Script
    kinds: frozenset[str]
    fields: frozenset[str]
    ranks: frozenset[str]
    points: frozenset[str]
    numbers: frozenset[int]
    places: tuple[Unit, ...]
    names: tuple[Unit, ...]
    plain: str
    key: str
    bag: str
    bare: str
    acronyms: frozenset[str]
    initials: frozenset[str]
    meanings: frozenset[str]
    characters: frozenset[str]
    readings: tuple[tuple[str, str], ...]
    codes: frozenset[str]
    countries: frozenset[str]

    @property
    def is_common(self) -> bool:
        """True for a name of common words only: "National Museum"."""
        return not self.places and not self.names


@lru_cache(maxsize=1 << 16)
def normal_form(name: str, country: str = "") -> Form:
    """The name taken apart; `country` is an ISO 3166-1 alpha-2 code or empty."""
    written = _POINTS.sub("", " ".join(normalize("NFKC", name).split()))
    script = script_of(written)
    pieces = split(written, script)
    meanings = [key for piece in pieces if piece.meaning for key in parts_of(piece.meaning.key)]
    sorts = sort_of()
    groups = {
        sort: frozenset(key for key in meanings if sorts.get(key) == sort)
        for sort in ("kind", "field", "rank", "point")
    }
    codes = frozenset(piece.spot.code for piece in pieces if piece.spot)
    counted = [piece for piece in pieces if not piece.is_small]
    content = [piece.stem for piece in counted]
    return Form(
        name=name,
        country=country.upper(),
        script=script,
        kinds=groups["kind"],
        fields=groups["field"],
        ranks=groups["rank"],
        points=groups["point"],
        numbers=frozenset(n for piece in pieces for n in piece.numbers),
        places=tuple(_places(pieces, script)),
        names=tuple(_names(pieces, script)),
        plain=" ".join(WORD.findall(folded(written))),
        key=" ".join(content),
        bag=" ".join(sorted(content)),
        bare=" ".join(sorted(piece.stem for piece in counted if not piece.spot)),
        acronyms=acronyms_in(written),
        initials=frozenset(_initials(pieces, script)),
        meanings=frozenset().union(*groups.values()),
        characters=frozenset(p.folded for p in counted if not p.spot) if script == "han" else frozenset(),
        codes=codes,
        countries=codes | {country.upper()} - {""},
        readings=tuple(_readings(pieces)) if script not in ("latin", "other") else (),
    )


def _unit(written: str, script: Script, spot: Spot | None = None, key: str = "", dedication: bool = False) -> Unit:
    latin = _LATIN_ADJECTIVE.sub("", read(_ADJECTIVE.sub("", written)))
    chinese = script == "han" or is_pinyin(latin)
    return Unit(
        written, latin.replace(" ", ""), skeleton(latin, chinese), script, _read_words(written), spot, key, dedication
    )


def _readings(pieces: list[Piece]) -> Iterator[tuple[str, str]]:
    for piece in pieces:
        if piece.meaning and piece.meaning.sort in ("field", "rank", "point"):
            yield read(piece.folded).replace(" ", ""), piece.meaning.key


def _read_words(written: str) -> tuple[str, ...]:
    return tuple(read(word).replace(" ", "") for word in written.split())


def _places(pieces: list[Piece], script: Script) -> Iterator[Unit]:
    yield from (_unit(piece.folded, script, spot=piece.spot) for piece in pieces if piece.spot)


def _names(pieces: list[Piece], script: Script) -> Iterator[Unit]:
    """Listed names one by one; words nobody knows that stand side by side as one name."""
    run: list[str] = []
    dedicated = False
    for piece in pieces:
        if piece.is_unknown:
            run.append(piece.folded)
            continue
        if run and not piece.is_dropped:
            yield _unit(" ".join(run), script, dedication=dedicated)
            run = []
        if piece.meaning and piece.meaning.sort == "name":
            yield _unit(piece.folded, script, key=piece.meaning.key, dedication=dedicated)
        if piece.folded in _DEDICATION:
            dedicated = True
    if run:
        yield _unit(" ".join(run), script, dedication=dedicated)


def _initials(pieces: list[Piece], script: Script) -> Iterator[str]:
    if script in ("latin", "cyrillic"):
        words = [(word, piece.is_small) for piece in pieces for word in piece.folded.split() if word]
        if len(words) > 2:
            yield "".join(word[0] for word, _ in words)
            yield "".join(word[0] for word, small in words if not small)
