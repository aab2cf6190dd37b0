"""What every series has in common: which of its cells can be counted, and why the others cannot."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samarkand.domain.measurement import Measurement
from samarkand.domain.statistic import Statistic
from samarkand.measure.sheet import Sheet

NEGATIVE, CONTRADICTED = "below nought", "said twice, differently"
_Key = tuple[str, str | None, str, str]


@dataclass(frozen=True, slots=True)
class Series:
    """Cells that can be counted, each once; how many were not, by reason; and why none can be, where that is so."""

    rows: Sequence[Statistic]
    left_out: Mapping[str, int]
    broken: str = ""

    @property
    def note(self) -> str:
        """To stand behind a method: nothing is left out unsaid."""
        told = ", ".join(f"{n:,} {why}" for why, n in sorted(self.left_out.items()) if n)
        return f"; left out: {told}" if told else ""


def series(sheet: Sheet, name: str, *, is_signed: bool = False, is_list: bool = False) -> Series:
    """The cells of a series that hold a value.

    A cell below nought is left out unless the scale has two signs. Of a list several rows may share area and period; of a
    table a cell that was imported twice is one, and one that says two values is left out. A series in two units has no
    sum, so none of it is counted.
    """
    rows = sheet.view.series(name)
    units = sorted({row.unit for row in rows})
    if len(units) > 1:
        return Series((), {}, f"the series {name} changes its unit: {', '.join(units)}")
    by_key: dict[_Key, list[Statistic]] = defaultdict(list)
    out: Counter[str] = Counter()
    for row in rows:
        if (row.value or 0.0) < 0 and not is_signed:
            out[NEGATIVE] += 1
        else:
            by_key[_key(row, is_list)].append(row)
    kept = []
    for same in by_key.values():
        if len({row.value for row in same}) > 1:
            out[CONTRADICTED] += len(same)
        else:
            kept.append(same[0])
    return Series(kept, out)


def _key(row: Statistic, is_list: bool) -> _Key:
    return row.area, row.counterpart, row.period, f"{row.label}|{row.source}" if is_list else ""


def nothing(sheet: Sheet, name: str, found: Series, cell: str = "") -> Measurement:
    """The gap of a series of which nothing can be counted."""
    if found.broken:
        return sheet.gap(cell, found.broken)
    if found.left_out:
        return sheet.gap(cell, f"no cell of the series {name} can be counted{found.note}")
    return missing(sheet, name)


def reference(row: Statistic) -> str:
    """How a measurement names a cell of a series."""
    return f"{row.series}:{row.area}:{row.period}"


def missing(sheet: Sheet, name: str) -> Measurement:
    return sheet.gap("", f"the series {name} was not imported")
