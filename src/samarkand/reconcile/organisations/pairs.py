"""Pairs of names as JSON lines: what is asked and what is answered."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samarkand.domain.refusal import Refusal
from samarkand.reconcile.organisations.features import named
from samarkand.reconcile.organisations.same import same

MAX_NAME = 500
"""More letters are a text, not a name."""


@dataclass(frozen=True, slots=True)
class Side:
    """A name as written and the code of its country, empty where nobody says."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Pair:
    id: str
    a: Side
    b: Side


def parse_pairs(lines: Iterable[bytes], file: str) -> Iterator[Pair | Refusal]:
    """One pair a line; a line that is none is refused with what is wrong with it."""
    for row, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _pair(json.loads(line))
        except (ValueError, RecursionError) as problem:
            yield Refusal(file, row, "pair", f"no pair of names: {problem}")


def _pair(row: Any) -> Pair:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str | int):
        raise ValueError('write {"id": …, "a": {"name": …, "country": …}, "b": {…}}')
    return Pair(str(row["id"]), _side(row, "a"), _side(row, "b"))


def _side(row: Mapping[str, Any], key: str) -> Side:
    side = row.get(key)
    name = side.get("name") if isinstance(side, dict) else None
    if not isinstance(side, dict) or not isinstance(name, str) or not name.strip():
        raise ValueError(f'"{key}" has no "name"')
    if len(name) > MAX_NAME:
        raise ValueError(f'the name of "{key}" has {len(name):,} letters; at most {MAX_NAME} are read')
    country = side.get("country") or ""
    if not isinstance(country, str) or (
        country and not (len(country) == 2 and country.isascii() and country.isalpha())
    ):
        raise ValueError(f'the "country" of "{key}" is {country!r}; write two letters, as in ISO 3166, or null')
    return Side(name, country.upper())


def line_of(pair: Pair) -> dict[str, Any]:
    """The line of the answer."""
    verdict = same(named(pair.a.name, pair.a.country), named(pair.b.name, pair.b.country))
    return {
        "id": pair.id,
        "same": verdict.answer.value,
        "score": round(verdict.score, 4),
        "reasons": list(verdict.reasons),
    }
