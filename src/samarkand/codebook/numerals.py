"""How a language writes numbers, and what tells a count from a date, a rank or a label."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Numerals:
    """Table `[numbers]` of a language; every word is lower-case.

    `decimal` and `groups` are single marks. `words` give values, `scales` multiply what stands before them, and those in
    `bare` may start a number. `glued` stems may follow a number word without a space. `counters` are the measure words
    of Han script with the unit they stand for where no noun follows; `duals` are nouns that say "two" by their form. Compared by identity, so that patterns can be kept by it.
    """

    decimal: str
    groups: str
    words: Mapping[str, float]
    scales: Mapping[str, float]
    to: tuple[str, ...]
    conjunctions: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    percent: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    past_before: tuple[str, ...] = ()
    past_after: tuple[str, ...] = ()
    counters: Mapping[str, str] = field(default_factory=dict)
    duals: Mapping[str, str] = field(default_factory=dict)
    compound: bool = False
    units_first: bool = False


def parse_numerals(row: Mapping[str, Any]) -> Numerals:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Numerals(**values)
