"""Indicator cards: what is measured, in which unit, from what, and what a zero means."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from samarkand.domain.errors import SamarkandError
from samarkand.domain.scale import Layer

_TEXTS = ("id", "name", "group", "definition", "unit", "zero_means", "interval")
_KEYS = frozenset(
    (*_TEXTS, "formula", "expression", "layers", "needs", "caveats", "asserts", "valid", "missing", "question")
)


@dataclass(frozen=True, slots=True)
class Missing:
    """Why nobody can measure it here, and which source would change that."""

    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Question:
    """A claimed trend: the indicators that decide it and the rule by which it comes true."""

    claim: str
    indicators: tuple[str, ...]
    true_if: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """`formula` names the function in `measure`, `expression` writes it out; `low` and `high` bound what is believable.

    `asserts` names what must hold among its cells, or the release stops. A card has a `formula`, or says what is `missing`,
    or is a `question` that others answer; only one of the three.
    """

    id: str
    name: str
    group: str
    definition: str
    unit: str
    layers: tuple[Layer, ...]
    needs: tuple[str, ...]
    caveats: tuple[str, ...]
    zero_means: str
    interval: str
    low: float | None
    high: float | None
    formula: str = ""
    expression: str = ""
    asserts: tuple[str, ...] = ()
    missing: Missing | None = None
    question: Question | None = None


def parse_indicator(text: str, where: str) -> Indicator:
    """A card from its file. Raises SamarkandError where a key is unknown or lacking, or the card has two minds."""
    row: dict[str, Any] = tomllib.loads(text)
    if strange := sorted(row.keys() - _KEYS):
        raise SamarkandError(f"a card has no key {strange[0]!r}", where, f"use one of {', '.join(sorted(_KEYS))}")
    if sum(key in row for key in ("formula", "missing", "question")) != 1:
        told = "a card names a formula, or says what is missing, or is a question"
        raise SamarkandError(told, where, "write one of the three keys, and only one")
    try:
        return _card(row)
    except (KeyError, TypeError, ValueError) as problem:
        raise SamarkandError(f"the card is not usable: {problem}", where, "compare it with one beside it") from problem


def _card(row: Mapping[str, Any]) -> Indicator:
    valid, missing, question = row.get("valid", {}), row.get("missing"), row.get("question")
    return Indicator(
        **{key: row[key] for key in _TEXTS},
        layers=tuple(Layer(layer) for layer in row["layers"]),
        needs=tuple(row["needs"]),
        caveats=tuple(row["caveats"]),
        low=valid.get("low"),
        high=valid.get("high"),
        formula=row.get("formula", ""),
        expression=row.get("expression", ""),
        asserts=tuple(row.get("asserts", ())),
        missing=Missing(**missing) if missing else None,
        question=Question(question["claim"], tuple(question["indicators"]), question["true_if"]) if question else None,
    )


@cache
def load_indicators() -> Mapping[str, Indicator]:
    """The packaged cards by id, in the order of their ids."""
    folder = files("samarkand.codebook").joinpath("indicators")
    cards = [parse_indicator(p.read_text("utf-8"), p.name) for p in folder.iterdir() if p.name.endswith(".toml")]
    return {card.id: card for card in sorted(cards, key=lambda c: c.id)}
