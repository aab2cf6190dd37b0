"""A sheet of a workbook or a CSV file as plain cells, whatever program wrote it."""

from dataclasses import dataclass
from datetime import date

BROKEN = "broken quote"
"""The kind of fault that stands for a whole row."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken at its word: merged, in error, or a formula nobody computed."""

    kind: str
    reason: str
    text: str = ""


Cell = str | int | float | date | Fault | None


@dataclass(frozen=True, slots=True)
class Row:
    """`number` counts from 1, as the spreadsheet shows it. A row may be shorter than the header."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        return all(cell is None or cell == "" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is empty where the file is the sheet; blank rows are among the rows."""

    name: str
    rows: tuple[Row, ...]
