"""Indicator cards: what is measured, in which unit, from what, and what a zero means."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samarkand.domain.scale import Layer


@dataclass(frozen=True, slots=True)
class Indicator:
    """`formula` names the function in `measure`; `low` and `high` bound what is believable."""

    id: str
    name: str
    group: str
    definition: str
    unit: str
    formula: str
    layers: tuple[Layer, ...]
    needs: tuple[str, ...]
    caveats: tuple[str, ...]
    zero_means: str
    interval: str
    low: float | None
    high: float | None


def _parse(text: str) -> Indicator:
    row = tomllib.loads(text)
    valid = row.get("valid", {})
    return Indicator(
        **{key: row[key] for key in ("id", "name", "group", "definition", "unit", "formula", "zero_means", "interval")},
        layers=tuple(Layer(layer) for layer in row["layers"]),
        needs=tuple(row["needs"]),
        caveats=tuple(row["caveats"]),
        low=valid.get("low"),
        high=valid.get("high"),
    )


@cache
def load_indicators() -> Mapping[str, Indicator]:
    """The packaged cards by id, in the order of their ids."""
    folder = files("samarkand.codebook").joinpath("indicators")
    cards = [_parse(p.read_text("utf-8")) for p in folder.iterdir() if p.name.endswith(".toml")]
    return {card.id: card for card in sorted(cards, key=lambda c: c.id)}
