"""What an act may be about, in plain English words, and how nine languages say so."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samarkand.domain.ids import content_id


@dataclass(frozen=True, slots=True)
class Theme:
    """`level` 3 is narrow, 1 a whole field. Cues by language, lower-case; one that ends in $ is a whole word."""

    name: str
    level: int
    cues: Mapping[str, tuple[str, ...]]


def _text() -> str:
    return files("samarkand.codebook").joinpath("themes.toml").read_text("utf-8")


@cache
def load_themes() -> tuple[Theme, ...]:
    """All themes in the order of the table."""
    return tuple(
        Theme(name, row.pop("level"), {code: tuple(cues) for code, cues in row.items()})
        for name, row in tomllib.loads(_text()).items()
    )


@cache
def themes_digest() -> str:
    return content_id("themes", _text())
