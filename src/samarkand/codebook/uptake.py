"""How each language says that a party launches, joins, endorses, echoes, contests or leaves an initiative."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samarkand.domain.errors import SamarkandError
from samarkand.domain.ids import content_id
from samarkand.domain.uptake import Act

_LISTS = ("said", "not_after", "genitive", "offices", "sides", "own", "unreal", "willing", "so_called", "other_thing")


@dataclass(frozen=True, slots=True)
class UptakeWords:
    """Lower-case words; an asterisk lets a word go on.

    `acts` are phrases: `{}` is the initiative's name, `…` a gap within the sentence, `@` the actor where it stands
    behind. `not_after` are words behind which a party is no subject, `offices` those that speak for a country, `own`
    names of the document's own government, `sides` signs that make a side of a country's first sign (Han).
    `other_thing` follows a name that is only part of a longer one. With `verb_first` the subject stands behind its verb.
    """

    code: str
    said: tuple[str, ...]
    not_after: tuple[str, ...]
    genitive: tuple[str, ...]
    offices: tuple[str, ...]
    sides: tuple[str, ...]
    own: tuple[str, ...]
    unreal: tuple[str, ...]
    willing: tuple[str, ...]
    so_called: tuple[str, ...]
    other_thing: tuple[str, ...]
    acts: Mapping[Act, tuple[str, ...]]
    verb_first: bool = False


def parse_uptake(text: str, where: str) -> UptakeWords:
    """One file's text. SamarkandError, with `where`, for a list that is missing or a phrase without a name."""
    try:
        row = tomllib.loads(text)
        acts = {act: tuple(row["acts"][act]) for act in Act}
        if unknown := sorted(row["acts"].keys() - set(Act)):
            raise ValueError(f"unknown act {', '.join(unknown)}")
        for phrase in (p for phrases in acts.values() for p in phrases):
            if phrase.count("{}") != 1 or phrase.count("@") > 1:
                raise ValueError(f"{phrase!r} needs one {{}} and at most one @")
        order = bool(row.get("verb_first", False))
        return UptakeWords(code=row["code"], acts=acts, verb_first=order, **{name: tuple(row[name]) for name in _LISTS})
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as problem:
        raise SamarkandError(f"not usable words of uptake: {problem}", where, "see docs/initiatives.md") from problem


def _texts() -> dict[str, str]:
    folder = files("samarkand.codebook").joinpath("uptake")
    return {p.name: p.read_text("utf-8") for p in folder.iterdir() if p.name.endswith(".toml")}


@cache
def load_uptake() -> Mapping[str, UptakeWords]:
    """The codebook's words of uptake by language."""
    words = (parse_uptake(text, name) for name, text in sorted(_texts().items()))
    return {each.code: each for each in words}


@cache
def uptake_digest() -> str:
    return content_id("uptake", *(f"{name}\n{text}" for name, text in sorted(_texts().items())))
