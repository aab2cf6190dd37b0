"""How a tabular register is laid out: one table of settings a register, in the files beside this one."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any

from samarkand.domain.errors import SamarkandError

NAMES = (
    "tidy",
    "passport_index",
    "passport_index_codes",
    "student_origins",
    "uis_students",
    "eurovision",
    "twin_cities",
    "treaties",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Rows whose `column` reads as one of `values` or holds one of `parts`, and why they are apart."""

    column: str
    why: str
    values: Collection[str] = ()
    parts: Collection[str] = ()

    def meets(self, row: Mapping[str, str]) -> bool:
        """Whether a row is one of these."""
        text = row[self.column]
        return text in self.values or any(part in text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Shape:
    """What to take from which column. Texts in braces are replaced by the columns they name.

    `period` is `file` where the file's name begins with the date. `words` are values given in words, and
    `number`, if set, is the value of any number. `only` rows are taken, `skip` rows are not; `lump` rows name
    a group of countries as counterpart and go to a series of their own. `listed` registers may hold several
    things of the same area and period.
    """

    name: str
    header: Collection[str]
    series: str
    unit: str
    area: str
    period: str
    value: str
    scheme: str
    counterpart: str = ""
    delimiter: str = ","
    label: str = ""
    source: str = ""
    status: str = ""
    number: float | None = None
    alone: bool = False
    listed: bool = False
    lumped: str = ""
    words: Mapping[str, float] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    only: Collection[Choice] = ()
    skip: Collection[Choice] = ()
    lump: Collection[Choice] = ()


@cache
def shapes() -> tuple[Shape, ...]:
    """Every shape there is."""
    return tuple(_shape(name) for name in NAMES)


def shape_of(header: Collection[str], file: str) -> Shape:
    """The shape that asks for most of the columns, among those that find all they ask for."""
    fitting = [shape for shape in shapes() if set(shape.header) <= set(header)]
    if not fitting:
        wanted = "; ".join(f"{shape.name}: {', '.join(shape.header)}" for shape in shapes())
        raise SamarkandError("no known register has these columns", file, f"known are {wanted}")
    return max(fitting, key=lambda shape: len(shape.header))


def delimiters() -> Collection[str]:
    """What separates columns in any of the registers."""
    return sorted({shape.delimiter for shape in shapes()})


def _shape(name: str) -> Shape:
    text = files(__package__).joinpath(f"{name}.toml").read_text("utf-8")
    settings: dict[str, Any] = tomllib.loads(text)
    for part in ("only", "skip", "lump"):
        settings[part] = tuple(Choice(**choice) for choice in settings.get(part, ()))
    if strange := settings.keys() - {f.name for f in fields(Shape)}:
        raise ValueError(f"{name}.toml: unknown settings {sorted(strange)}")
    return Shape(name=name, **settings)
