"""Words that people write into the tables they keep, by language, from the file beside this one."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return table


@cache
def links() -> frozenset[str]:
    """What may stand between or before the names of countries, without capitals."""
    return frozenset(_table()["links"])


@cache
def headings() -> Mapping[str, tuple[str, ...]]:
    """Words by which a heading is known, without capitals, by the role it fills; the surest roles first."""
    return {role: tuple(words) for role, words in _table()["headings"].items()}


@cache
def artefact_headings() -> Mapping[str, tuple[str, ...]]:
    """Likewise for columns of artefacts, by their kind."""
    return {kind: tuple(words) for kind, words in _table()["artefacts"].items()}
