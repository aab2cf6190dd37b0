"""SDMX-JSON data messages, from the draft to 2.0. Attributes of a series stand with each of its observations."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from samarkand.collect.registers.reading import Table
from samarkand.collect.registers.sdmx import TIME, VALUE, message_table
from samarkand.domain.errors import SamarkandError

Json = Mapping[str, Any]


def tables(tree: Json, file: str) -> list[Table]:
    """A table a data set; SamarkandError where the message is not built as the standard says."""
    try:
        data = tree.get("data", tree)
        structures = data.get("structures") or [data["structure"]]
        return [_table(structures[dataset.get("structure", 0)], dataset) for dataset in data["dataSets"]]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as problem:
        what = f"no readable SDMX-JSON data message ({type(problem).__name__}: {problem})"
        raise SamarkandError(what, file, "ask for SDMX-CSV instead") from problem


def looks_like(tree: object) -> bool:
    """Whether there are data sets in it."""
    return isinstance(tree, dict) and "dataSets" in tree.get("data", tree)


def _table(structure: Json, dataset: Json) -> Table:
    dimensions, attributes = structure["dimensions"], structure.get("attributes", {})
    keys = [d["id"] for level in ("dataSet", "series", "observation") for d in dimensions.get(level, ())]
    others = [a["id"] for level in attributes.values() for a in level]
    flow = structure.get("id") or structure.get("name") or "SDMX"
    flow = flow if isinstance(flow, str) else json.dumps(flow)
    return message_table(
        flow, list(_observations(dimensions, attributes, dataset)), [k for k in keys if k != TIME], others
    )


def _observations(dimensions: Json, attributes: Json, dataset: Json) -> Iterator[Mapping[str, str]]:
    always = _named(dimensions.get("dataSet", ()), [0] * len(dimensions.get("dataSet", ())))
    always |= _named(attributes.get("dataSet", ()), dataset.get("attributes", ()))
    series = dataset.get("series", {}).items()
    for key, told in chain(series, [("", dataset)]):
        keyed = _named(dimensions.get("series", ()), _positions(key))
        about = _named(attributes.get("series", ()), told.get("attributes", ())) if key else {}
        for at, (value, *flags) in told.get("observations", {}).items():
            here = _named(dimensions.get("observation", ()), _positions(at))
            flagged = _named(attributes.get("observation", attributes.get("observations", ())), flags)
            yield {**always, **about, **flagged, **keyed, **here, VALUE: "" if value is None else str(value)}


def _positions(key: str) -> list[int]:
    return [int(part) for part in key.split(":")] if key else []


def _named(parts: Sequence[Json], positions: Sequence[Any]) -> dict[str, str]:
    """Ids of parts with the values at their positions; a part without a position, or none, says nothing."""
    out = {}
    for part, at in zip(parts, positions, strict=False):
        if isinstance(at, int) and part.get("values"):
            held = part["values"][at]
            out[part["id"]] = str(
                held.get("id", held.get("value", held.get("name", ""))) if isinstance(held, dict) else held
            )
        elif at is not None:
            out[part["id"]] = str(at)
    return out
