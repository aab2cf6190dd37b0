"""Domain records to Arrow and back: a column is a field, a nested record is a struct, a tuple a list."""

import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import pyarrow as pa

T = TypeVar("T")

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    datetime: pa.timestamp("us", tz="UTC"),
}


def _strip_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        (inner,) = (a for a in typing.get_args(hint) if a is not type(None))
        return inner
    return hint


@cache
def _arrow_type(hint: Any) -> pa.DataType:
    hint = _strip_none(hint)
    if typing.get_origin(hint) is tuple:
        return pa.list_(_arrow_type(typing.get_args(hint)[0]))
    if is_dataclass(hint):
        return pa.struct(list(arrow_schema(typing.cast(type, hint))))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return pa.string()
    return _SCALARS[hint]


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def arrow_schema(kind: type) -> pa.Schema:
    """The Arrow schema of a domain type."""
    return pa.schema([(f.name, _arrow_type(_hints(kind)[f.name])) for f in fields(kind)])


def field_names(kind: type) -> list[str]:
    return [f.name for f in fields(kind)]


@cache
def _restorer(hint: Any) -> Callable[[Any], Any]:
    hint = _strip_none(hint)
    if typing.get_origin(hint) is tuple:
        inner = _restorer(typing.get_args(hint)[0])
        return lambda value: tuple(map(inner, value))
    if is_dataclass(hint):
        return _record_restorer(typing.cast(type, hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return lambda value: value


def _record_restorer(kind: type[T]) -> Callable[[dict[str, Any]], T]:
    parts = {f.name: _restorer(_hints(kind)[f.name]) for f in fields(kind)}  # type: ignore[arg-type]

    def restore(row: dict[str, Any]) -> T:
        return kind(**{n: None if row[n] is None else part(row[n]) for n, part in parts.items() if n in row})

    return restore


def restored(kind: type[T], row: dict[str, Any]) -> T:
    """A record from plain values; a field the row does not know yet takes its default."""
    return _record_restorer(kind)(row)


def to_arrow(kind: type, rows: Sequence[Any]) -> pa.Table:
    """Records of one domain type as an Arrow table."""
    return pa.Table.from_pylist([asdict(row) for row in rows], schema=arrow_schema(kind))


def from_arrow(kind: type[T], table: pa.Table) -> list[T]:
    """The records an Arrow table of that type holds."""
    restore = _record_restorer(kind)
    return [restore(row) for row in table.to_pylist()]
