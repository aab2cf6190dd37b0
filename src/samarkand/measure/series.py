"""What every series has in common."""

from samarkand.domain.measurement import Measurement
from samarkand.domain.statistic import Statistic
from samarkand.measure.sheet import Sheet


def reference(row: Statistic) -> str:
    """How a measurement names a cell of a series."""
    return f"{row.series}:{row.area}:{row.period}"


def missing(sheet: Sheet, series: str) -> Measurement:
    return sheet.gap("", f"the series {series} was not imported")
