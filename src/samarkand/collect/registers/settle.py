"""The last look at a register's rows: doubles refused, long lists of like refusals summed up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic

SHOWN = 20
SKIPPED = "skipped:"
Row = tuple[int, Statistic | Refusal]
T = TypeVar("T")


def settled(rows: Iterator[Row], file: str, listed: bool) -> Iterator[Statistic | Refusal]:
    """Rows as they come, at most `SHOWN` refusals of a kind, and one more that counts the others.

    What a register holds beyond our purpose (kind `skipped:…`) is counted only.
    """
    return summed(_without_doubles(rows, file, listed))


def summed(rows: Iterable[T | Refusal]) -> Iterator[T | Refusal]:
    """All rows, but of each kind of refusal at most `SHOWN`, and one more that counts the others."""
    counts: Counter[str] = Counter()
    last: dict[str, Refusal] = {}
    for row in rows:
        if not isinstance(row, Refusal):
            yield row
            continue
        counts[row.kind] += 1
        last[row.kind] = row
        if counts[row.kind] <= _shown(row.kind):
            yield row
    for kind, refusal in last.items():
        if (more := counts[kind] - _shown(kind)) > 0:
            yield _total(refusal, more)


def _without_doubles(rows: Iterator[Row], file: str, listed: bool) -> Iterator[Statistic | Refusal]:
    seen: dict[tuple[str | None, ...], tuple[int, float | None]] = {}
    for number, row in rows:
        if isinstance(row, Refusal):
            yield row
            continue
        key = _key(row, listed)
        if key not in seen:
            seen[key] = (number, row.value)
            yield row
            continue
        first, value = seen[key]
        if value == row.value:
            yield Refusal(file, number, "double", f"the same cell as in row {first}: {_cell(row)}")
        else:
            yield Refusal(file, number, "contradiction", f"{row.value} where row {first} says {value}: {_cell(row)}")


def _key(row: Statistic, listed: bool) -> tuple[str | None, ...]:
    key = (row.series, row.area, row.counterpart, row.period)
    return (*key, row.label, row.source) if listed else key


def _cell(row: Statistic) -> str:
    return " ".join(filter(None, (row.series, row.area, row.counterpart, row.period, row.label)))


def _shown(kind: str) -> int:
    return 0 if kind.startswith(SKIPPED) else SHOWN


def _total(refusal: Refusal, more: int) -> Refusal:
    if refusal.kind.startswith(SKIPPED):
        return replace(refusal, reason=f"{more:,} rows: {refusal.reason}")
    return replace(refusal, reason=f"{more:,} more rows of this kind, the last: {refusal.reason}")
