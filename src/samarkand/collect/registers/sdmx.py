"""What SDMX messages of any syntax have in common: concepts as columns, and a name for the series."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from samarkand.collect.registers.reading import Table
from samarkand.collect.registers.shape import shapes

SERIES, TIME, VALUE = "SERIES", "TIME_PERIOD", "OBS_VALUE"
_FLOW = re.compile(r"(?:[^:=]*[:=])?(?P<id>[^():]+?)(?:\([^()]*\))?")


def message_table(
    flow: str, observations: Iterable[Mapping[str, str]], keys: Sequence[str], others: Sequence[str]
) -> Table:
    """A line an observation. `keys` are its dimensions, which name the series where they say neither who nor when."""
    header = tuple(dict.fromkeys((SERIES, *keys, TIME, VALUE, *others)))
    named = [key for key in keys if key not in _elsewhere()]

    def lines() -> Iterator[tuple[int, Sequence[str]]]:
        for number, observed in enumerate(observations, 1):
            series = ".".join((flow_id(flow), *(observed.get(key, "") for key in named)))
            yield number, [series if name == SERIES else observed.get(name, "") for name in header]

    return Table(header, lines())


def flow_id(text: str) -> str:
    """The bare id of `AGENCY:ID(1.0)` or of a URN that ends like it."""
    found = _FLOW.fullmatch(text.strip())
    return found["id"] if found else text.strip()


@cache
def _elsewhere() -> frozenset[str]:
    """Concepts that are a column of their own, and attributes, which some messages mix with their dimensions."""
    told = tomllib.loads(files(__package__).joinpath("sdmx_attributes.toml").read_text("utf-8"))
    (shape,) = (shape for shape in shapes() if shape.name == "sdmx")
    return shape.used | {TIME, VALUE} | set(told["attributes"])


def is_sdmx_csv(header: Sequence[str]) -> bool:
    """A table as SDMX-CSV 1 or 2 heads it, with or without names beside the codes."""
    first = header[0].partition(":")[0].partition("[")[0] if header else ""
    ids = {name.partition(":")[0].strip() for name in header}
    return first in ("DATAFLOW", "STRUCTURE") and {TIME, VALUE} <= ids


def csv_table(table: Table) -> Table:
    """The same table with bare codes and a column for the series. What stands left of the value is its key."""
    kept = _columns(table.header)
    names = [table.header[at].partition(":")[0].strip() for at in kept]
    flow_at = names.index("STRUCTURE_ID") if "STRUCTURE_ID" in names else 0
    value_at = names.index(VALUE)
    head = {"STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "DATAFLOW", "ACTION", "LAST UPDATE"}
    keys = [at for at, name in enumerate(names) if at < value_at and name.partition("[")[0] not in head | _elsewhere()]
    bare = ["STRUCTURE" if name.startswith("STRUCTURE[") else name for name in names]

    def lines() -> Iterator[tuple[int, Sequence[str]]]:
        for number, line in table.lines:
            if len(line) < len(table.header):
                yield number, line and ["", *line]
                continue
            cells = [
                _code(line[at]) if names[i] not in (TIME, VALUE) else line[at].strip() for i, at in enumerate(kept)
            ]
            series = ".".join((flow_id(_code(line[kept[flow_at]])), *(cells[at] for at in keys)))
            yield number, [series, *cells]

    return Table((SERIES, *bare), lines(), table.notes)


def _columns(header: Sequence[str]) -> list[int]:
    """Positions of codes: where each column of codes has one of names behind it, every second."""
    if "STRUCTURE_NAME" not in header:
        return list(range(len(header)))
    first = header.index("ACTION") + 1 if "ACTION" in header else header.index("STRUCTURE_NAME") + 1
    return [*range(first), *range(first, len(header), 2)]


def _code(cell: str) -> str:
    """`FR` of `FR: France`."""
    return cell.partition(": ")[0].strip()
