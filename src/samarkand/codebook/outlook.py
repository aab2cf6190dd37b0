"""Claims about what comes next, each as a question with a number; and the series that are carried forward."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from samarkand.domain.errors import SamarkandError


class Beyond(StrEnum):
    """By how much a value must rise to count: at all; beyond what chance does to a count; beyond its interval; above nought."""

    AT_ALL = "at all"
    COUNTING = "counting"
    INTERVAL = "interval"
    NOUGHT = "nought"


@dataclass(frozen=True, slots=True)
class Condition:
    """`series` is `indicator:layer` or `indicator:layer:cell`, by year. `without` says what would fill it where it is not
    there."""

    name: str
    series: str
    beyond: Beyond
    without: str


@dataclass(frozen=True, slots=True)
class Question:
    """True when at least `least` of the conditions hold."""

    id: str
    claim: str
    asks: str
    least: int
    conditions: tuple[Condition, ...]
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """A series that is carried forward and shown: its id, name, unit and scale."""

    id: str
    name: str
    unit: str
    scale: str
    step: str


def _question(text: str, file: str) -> Question:
    try:
        row = tomllib.loads(text)
        conditions = tuple(
            Condition(c["name"], c["series"], Beyond(c["beyond"]), c["without"]) for c in row["conditions"]
        )
        made = Question(row["id"], row["claim"], row["asks"], row["least"], conditions, tuple(row["caveats"]))
    except (KeyError, ValueError, TypeError) as problem:
        raise SamarkandError(f"no question: {problem}", file, "compare it with its neighbours") from problem
    if not 1 <= made.least <= len(conditions):
        raise SamarkandError(f"{made.least} of {len(conditions)} conditions cannot hold", file, "mend `least`")
    return made


@cache
def load_questions() -> Mapping[str, Question]:
    """The packaged questions by id, in order."""
    folder = files("samarkand.codebook").joinpath("outlook")
    found = [_question(p.read_text("utf-8"), p.name) for p in folder.iterdir() if p.name.startswith("o")]
    return {q.id: q for q in sorted(found, key=lambda q: q.id)}


@cache
def load_carried() -> tuple[Carried, ...]:
    """The series that are carried forward, in the order they are shown."""
    text = files("samarkand.codebook").joinpath("outlook", "series.toml").read_text("utf-8")
    return tuple(Carried(**row) for row in tomllib.loads(text)["series"])
