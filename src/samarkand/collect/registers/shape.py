"""How a tabular register is laid out: one table of settings a register, in the files beside this one or the user's."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any

from samarkand.collect.registers.template import columns
from samarkand.domain.errors import SamarkandError

NAMES = (
    "tidy",
    "passport_index",
    "passport_index_codes",
    "student_origins",
    "uis_students",
    "uis_bulk",
    "eurovision",
    "twin_cities",
    "treaties",
    "world_bank",
    "world_bank_wide",
    "sdmx",
)
SCHEMES = ("iso2", "iso3", "m49", "name", "any", "listed")
PAGE = "see docs/statistics.md"
_TEMPLATES = (
    "series",
    "unit",
    "unit_of",
    "area",
    "counterpart",
    "period",
    "value",
    "label",
    "source",
    "status",
    "power",
)
_MADE = frozenset({"PERIOD", "VALUE"})


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

    `sheet` is that of a workbook. `periods` is a pattern of headings: each such column is a cell of its own, with `{PERIOD}` and `{VALUE}`. `unit_of`
    names the text whose last brackets hold the unit. `power` is a power of ten that values are to be taken times.
    `missing` are marks for no value, `blank` says that an empty cell is none either; `groups` are areas that are
    several countries, `whole` counterparts that are all or none. A value below nought is doubted unless `signed`.
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
    encoding: str = "utf-8-sig"
    sheet: str = ""
    skip_lines: int = 0
    periods: str = ""
    decimal: str = "."
    label: str = ""
    source: str = ""
    status: str = ""
    unit_of: str = ""
    power: str = ""
    number: float | None = None
    alone: bool = False
    listed: bool = False
    blank: bool = False
    signed: bool = True
    lumped: str = ""
    missing: Collection[str] = ()
    groups: Collection[str] = ()
    whole: Collection[str] = ()
    words: Mapping[str, float] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    renames: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    only: Collection[Choice] = ()
    skip: Collection[Choice] = ()
    lump: Collection[Choice] = ()

    @property
    def used(self) -> frozenset[str]:
        """The columns its texts name."""
        return frozenset(column for name in _TEMPLATES for column in columns(getattr(self, name)))


@cache
def shapes() -> tuple[Shape, ...]:
    """Every shape there is."""
    return tuple(_packaged(name) for name in NAMES)


def fitting(header: Collection[str]) -> list[Shape]:
    """Shapes that find all the columns they ask for."""
    return [shape for shape in shapes() if set(shape.header) <= set(header)]


def shape_of(header: Collection[str], file: str) -> Shape:
    """The shape that asks for most of the columns, among those that find all they ask for."""
    known = fitting(header)
    if not known:
        wanted = "; ".join(f"{shape.name}: {', '.join(shape.header)}" for shape in shapes())
        remedy = f"say with --mapping what they mean; known are {wanted}"
        raise SamarkandError("no known register has these columns", file, remedy)
    return max(known, key=lambda shape: len(shape.header))


def checked(shape: Shape, header: Collection[str], file: str) -> Shape:
    """The user's shape, where the file has the columns it asks for."""
    if missing := [column for column in shape.header if column not in header]:
        listed = ", ".join(map(repr, filter(None, header)))
        raise SamarkandError(
            f"no column {', '.join(map(repr, missing))}", file, f"there are {listed}; mend the mapping"
        )
    return shape


def delimiters() -> Collection[str]:
    """What separates columns in any of the registers."""
    return sorted({shape.delimiter for shape in shapes()} | {";"})


def read_shape(text: str, file: str) -> Shape:
    """The user's own settings, all of them or, with `like`, those that differ from a packaged shape's.

    SamarkandError where they are no TOML, or a key is unknown, missing or of the wrong kind.
    """
    try:
        settings: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SamarkandError(f"not TOML: {problem}", file, "mend the line it names") from problem
    like = settings.pop("like", None)
    if like is not None and like not in NAMES:
        raise SamarkandError(f"like: there is no shape {like!r}", file, f"known are {', '.join(NAMES)}")
    base = {} if like is None else _settings(like)
    try:
        shape = _shape(f"{like or 'own'}", {"header": (), "delimiter": "", "signed": False, **base, **settings})
    except (TypeError, ValueError) as problem:
        raise SamarkandError(f"{problem}", file, PAGE) from problem
    if complaint := _complaint(shape):
        raise SamarkandError(complaint, file, PAGE)
    asked = shape.header if like or settings.get("header") else _asked(shape)
    return replace(shape, header=tuple(asked))


def _asked(shape: Shape) -> list[str]:
    """The columns the file must have: those named without an alternative, and those rows are chosen by."""
    named = (c for name in _TEMPLATES for c in columns(getattr(shape, name)) if "{" + c + "}" in getattr(shape, name))
    chosen = (choice.column for choice in (*shape.only, *shape.skip, *shape.lump))
    return [column for column in dict.fromkeys((*named, *chosen)) if column not in _MADE]


def _complaint(shape: Shape) -> str | None:
    for f in fields(Shape):
        value = getattr(shape, f.name)
        if f.type in (str, "str") and not isinstance(value, str):
            return f"{f.name}: {value!r} is no text; write it in quotation marks"
        if f.type in (bool, "bool") and not isinstance(value, bool):
            return f"{f.name}: say true or false"
        if "Mapping" in str(f.type) and not isinstance(value, Mapping):
            return f"{f.name}: a table is needed, as in [{f.name}]"
    if shape.scheme not in SCHEMES:
        return f"scheme: {shape.scheme!r} is none of {', '.join(SCHEMES)}"
    if shape.decimal not in (".", ","):
        return f"decimal: {shape.decimal!r} is neither . nor ,"
    if not isinstance(shape.skip_lines, int) or shape.skip_lines < 0:
        return "skip_lines: a number of lines is needed"
    try:
        re.compile(shape.periods)
    except re.error as problem:
        return f"periods: no pattern ({problem})"
    return None


def _settings(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def _packaged(name: str) -> Shape:
    return _shape(name, _settings(name))


def _shape(name: str, settings: dict[str, Any]) -> Shape:
    """ValueError for a key nobody knows or that is missing."""
    settings = dict(settings)
    known = {f.name for f in fields(Shape)} - {"name"}
    if strange := settings.keys() - known:
        raise ValueError(f"unknown settings {sorted(strange)}; known are {', '.join(sorted(known))}")
    if missing := {"series", "unit", "area", "period", "value", "scheme"} - settings.keys():
        raise ValueError(f"the settings {sorted(missing)} are missing")
    for part in ("only", "skip", "lump"):
        settings[part] = tuple(Choice(**choice) for choice in settings.get(part, ()))
    return Shape(name=name, **settings)
