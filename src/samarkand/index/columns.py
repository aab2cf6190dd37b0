"""Any table of indicators, long or wide, Arrow or plain columns, to numbers and gaps with their reasons."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.stats import norm

from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Layer
from samarkand.index.table import Cell, IndicatorTable

LEVEL = 0.9
_BOUNDS = (".low", ".high")


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell as the table gives it; the interval is at `level`."""

    row: int
    indicator: str
    area: str
    period: str
    value: float | None
    low: float | None = None
    high: float | None = None
    level: float = LEVEL
    layer: Layer | None = None
    reason: str = ""
    group: str = ""
    unit: str = ""


def indicator_table(source: pa.Table | Mapping[str, Sequence[Any]], name: str = "table") -> IndicatorTable:
    """The table of indicators in an Arrow table or in plain columns.

    Wide: `area`, where there are any `period` and `group`, and a column an indicator, with its interval at 90 % in
    `X.low` and `X.high`. Long: `indicator` (or `series`), `area` (or `focus`), `value`, and where there are any
    `period`, `low`, `high`, `level`, `layer`, `reason`, `group`, `unit`, `cell`: measurements and statistics are such tables.
    """
    columns = _plain(source)
    lengths = {len(column) for column in columns.values()}
    if len(lengths) > 1 or not lengths or lengths == {0}:
        raise SamarkandError("no rows, or columns of unequal lengths", name, "give a table with one row an area")
    is_long = "value" in columns and ("indicator" in columns or "series" in columns)
    return _assembled(list(_long(columns, name) if is_long else _wide(columns, name)), name)


def _plain(source: pa.Table | Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    if isinstance(source, pa.Table):
        if len(set(source.column_names)) < len(source.column_names):
            raise SamarkandError("a column's name stands twice", "table", "rename one")
        return {key: source[key].to_pylist() for key in source.column_names}
    return {key: list(column) for key, column in source.items()}


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()


def number(value: Any) -> tuple[float | None, str]:
    """A finite number, or None and why not."""
    if _text(value) == "":
        return None, "the table has no value"
    try:
        if isinstance(value, bool):
            raise ValueError
        found = float(value)
    except (TypeError, ValueError):
        return None, f"not a number: {str(value)[:40]!r}"
    return (found, "") if math.isfinite(found) else (None, "not a finite number")


def _wide(columns: Mapping[str, list[Any]], name: str) -> Iterator[Entry]:
    if "area" not in columns:
        raise SamarkandError("no column `area`", name, "name the column of areas `area`; see docs/index.md")
    of_rows = {"area", "period", "group"}
    bounds = {c for c in columns if c.endswith(_BOUNDS) and c.rpartition(".")[0] in columns}
    for row, area in enumerate(columns["area"]):
        period, group = (_text(columns[key][row]) if key in columns else "" for key in ("period", "group"))
        for key in columns.keys() - of_rows - bounds:
            value, reason = number(columns[key][row])
            low, high = (number(columns[key + b][row])[0] if key + b in columns else None for b in _BOUNDS)
            yield Entry(row + 1, key, _text(area), period, value, low, high, reason=reason, group=group)


def _long(columns: Mapping[str, list[Any]], name: str) -> Iterator[Entry]:
    id_, area = ("indicator" if "indicator" in columns else "series"), ("area" if "area" in columns else "focus")
    if area not in columns:
        raise SamarkandError("no column `area` or `focus`", name, "name the column of areas `area`; see docs/index.md")
    for row in range(len(columns[id_])):
        got = {key: column[row] for key, column in columns.items()}
        if _text(got.get("counterpart")):
            raise SamarkandError(
                "a cell has a counterpart", f"{name}: row {row + 1}", "sum over counterparts before indexing"
            )
        value, reason = number(got["value"])
        told = _text(got.get("reason")) or (_text(got.get("status")) if _text(got.get("status")) != "ok" else "")
        yield Entry(
            row + 1,
            "/".join(filter(None, (_text(got[id_]), _text(got.get("cell"))))),
            _text(got[area]),
            _text(got.get("period")),
            value,
            number(got.get("low"))[0],
            number(got.get("high"))[0],
            number(got.get("level"))[0] or LEVEL,
            _layer(got.get("layer"), f"{name}: row {row + 1}"),
            told or reason,
            _text(got.get("group")),
            _text(got.get("unit")),
        )


def _layer(value: Any, where: str) -> Layer | None:
    try:
        return Layer(_text(value)) if _text(value) else None
    except ValueError as problem:
        raise SamarkandError(f"no such layer: {value}", where, f"layers are {', '.join(Layer)}") from problem


def _assembled(entries: Sequence[Entry], name: str) -> IndicatorTable:
    seen = _by_cell(entries, name)
    _one_unit(entries, name)
    indicators = sorted({e.indicator for e in entries})
    rows = _ordered(seen, indicators)
    shape = (len(indicators), len(rows))
    values, down, up = np.full(shape, np.nan), np.zeros(shape), np.zeros(shape)
    gaps: dict[Cell, str] = {}
    doubts: list[Refusal] = []
    for k, indicator in enumerate(indicators):
        for n, (period, area) in enumerate(rows):
            found = seen.get((indicator, area, period))
            if found is None or found.value is None:
                gaps[indicator, area, period] = found.reason if found and found.reason else "the table has no value"
                continue
            values[k, n] = found.value
            down[k, n], up[k, n] = _spread(found, name, doubts)
    areas, periods = tuple(area for _, area in rows), tuple(period for period, _ in rows)
    groups, layers = _groups(seen, rows), _layers(entries, name)
    return IndicatorTable(
        name, areas, periods, groups, tuple(indicators), values, down, up, layers, gaps, tuple(doubts)
    )


def _by_cell(entries: Sequence[Entry], name: str) -> dict[Cell, Entry]:
    seen: dict[Cell, Entry] = {}
    for e in entries:
        key, where = (e.indicator, e.area, e.period), f"{name}: row {e.row}"
        if not (e.area and e.indicator):
            raise SamarkandError("an area or an indicator without a name", where, "name it")
        if key in seen:
            told = f"{' '.join(filter(None, key))} stands already in row {seen[key].row}"
            raise SamarkandError(told, where, "keep one")
        seen[key] = e
    return seen


def _ordered(seen: Mapping[Cell, Entry], indicators: Sequence[str]) -> list[tuple[str, str]]:
    """Rows by period and content; the name decides only between rows that are the same in everything else."""

    def content(row: tuple[str, str]) -> tuple[float, ...]:
        found = (seen.get((i, row[1], row[0])) for i in indicators)
        return tuple(e.value if e is not None and e.value is not None else math.inf for e in found)

    return sorted({(e.period, e.area) for e in seen.values()}, key=lambda row: (row[0], content(row), row[1]))


def _groups(seen: Mapping[Cell, Entry], rows: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    told = {(e.period, e.area): e.group for e in seen.values() if e.group}
    return tuple(told.get(row, "") for row in rows)


def _one_unit(entries: Sequence[Entry], name: str) -> None:
    units: dict[str, str] = {}
    for e in entries:
        if units.setdefault(e.indicator, e.unit) != e.unit:
            told = f"{e.indicator} is in {units[e.indicator] or 'no unit'} and in {e.unit or 'no unit'}"
            raise SamarkandError(told, f"{name}: row {e.row}", "convert it to one unit, or make two indicators of it")


def _layers(entries: Sequence[Entry], name: str) -> dict[str, Layer | None]:
    out: dict[str, Layer | None] = {}
    for e in entries:
        if out.setdefault(e.indicator, e.layer) != e.layer:
            raise SamarkandError(f"{e.indicator} is on two layers", f"{name}: row {e.row}", "one indicator a layer")
    return out


def _spread(entry: Entry, name: str, doubts: list[Refusal]) -> tuple[float, float]:
    """One standard deviation below and above; an interval that does not hold its value is put aside and said."""
    value, low, high = entry.value, entry.low, entry.high
    assert value is not None
    if low is None and high is None:
        return 0.0, 0.0
    low, high = value if low is None else low, value if high is None else high
    if not low <= value <= high or not 0 < entry.level < 1:
        reason = f"{entry.indicator} of {entry.area}: {value} does not lie in {low} to {high}; taken without interval"
        doubts.append(Refusal(name, entry.row, "interval", reason, kept=True))
        return 0.0, 0.0
    width = float(norm.ppf(0.5 + entry.level / 2))
    return (value - low) / width, (high - value) / width
