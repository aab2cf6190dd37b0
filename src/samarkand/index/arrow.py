"""Flat domain records as Arrow tables: a column is a field."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pyarrow as pa

_KINDS = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def schema(kind: type) -> pa.Schema:
    """The Arrow schema of a flat domain type."""
    hints = get_type_hints(kind)
    return pa.schema([(f.name, _arrow(hints[f.name])) for f in fields(kind)])


def _arrow(hint: Any) -> pa.DataType:
    if isinstance(hint, UnionType):
        (hint,) = (option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        return pa.list_(_arrow(get_args(hint)[0]))
    return pa.string() if issubclass(hint, StrEnum) else _KINDS[hint]


def arrow(kind: type, rows: Sequence[Any]) -> pa.Table:
    return pa.Table.from_pylist([asdict(row) for row in rows], schema=schema(kind))
