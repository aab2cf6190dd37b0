"""Measurements by what they measure, and the one way a number is written."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer

NOT_COMPUTED = "not computed in this edition"


def _digits(value: float) -> str:
    """Whole where large or whole, one decimal in between, two significant digits below one; a true minus sign."""
    size = abs(value)
    if size >= 100 or float(value).is_integer():
        text = f"{size:,.0f}"
    elif size >= 1:
        text = f"{size:,.1f}"
    else:
        text = f"{size:.{1 - math.floor(math.log10(size))}f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and float(text.replace(",", "")) else text


def _percent(value: float) -> str:
    return f"{value * 100:.0f}" if value == 0 or abs(value) >= 0.1 else _digits(round(value * 100, 6))


def plain(value: float, unit: str) -> str:
    """A number as it is printed; shares as per cent."""
    return f"{_percent(value)} %" if unit == "share" else _digits(value)


def shown(measurement: Measurement) -> str:
    """`42 [37–49]`; a number without an interval stands alone and its page says why."""
    if measurement.value is None:
        return "NA"
    value = plain(measurement.value, measurement.unit)
    if measurement.low is None or measurement.high is None:
        return value
    write = _percent if measurement.unit == "share" else _digits
    between = " to " if min(measurement.low, measurement.high) < 0 else "–"
    end = " %" if measurement.unit == "share" else ""
    return f"{value} [{write(measurement.low)}{between}{write(measurement.high)}{end}]"


@dataclass(frozen=True)
class Ledger:
    """All measurements of an edition."""

    measurements: Sequence[Measurement]

    @cached_property
    def _by_key(self) -> dict[tuple[str, Layer, str], Measurement]:
        return {(m.indicator, m.layer, m.cell): m for m in self.measurements}

    @cached_property
    def by_id(self) -> dict[str, Measurement]:
        return {m.id: m for m in self.measurements}

    def get(self, indicator: str, layer: Layer = Layer.CLAIMED, cell: str = "") -> Measurement | None:
        """The measurement, or None where the edition does not have it."""
        return self._by_key.get((indicator, layer, cell))

    def number(self, indicator: str, layer: Layer = Layer.CLAIMED, cell: str = "") -> Measurement | None:
        """The measurement where it has a value."""
        found = self.get(indicator, layer, cell)
        return found if found and found.value is not None else None

    def cells(self, indicator: str, layer: Layer, prefix: str) -> Iterator[tuple[str, Measurement]]:
        """What stands behind the prefix, and the measurement, in the order measured."""
        for m in self.measurements:
            if m.indicator == indicator and m.layer is layer and m.cell.startswith(prefix):
                yield m.cell.removeprefix(prefix), m
