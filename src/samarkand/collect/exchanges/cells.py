"""A cell as text, as a number, and as words to compare."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime

from samarkand.ports.sheets import Cell, Fault
from samarkand.text.folding import encodable
from samarkand.text.numbers import DIGITS

_LAST_CONTROL = 0x9F
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_GROUPS = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def text_of(cell: Cell) -> str:
    """What the cell says, line ends kept and control characters as spaces; nothing for a cell that is no answer."""
    if cell is None or isinstance(cell, Fault):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    text = str(cell)
    if text.isprintable():
        return text.strip()
    text = encodable(text).replace("\r\n", "\n").replace("\r", "\n")
    kept = (c if c.isprintable() or c == "\n" or ord(c) > _LAST_CONTROL else " " for c in text)
    return "".join(kept).strip()


def on_one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def folded(text: str) -> str:
    """As two spellings are compared: one space between words, no capitals."""
    return on_one_line(text).casefold()


def split(text: str, separators: Sequence[str]) -> list[str]:
    """Pieces that are not empty, each on one line."""
    pieces = re.split("|".join(map(re.escape, separators)), text) if separators else [text]
    return [piece for piece in map(on_one_line, pieces) if piece]


def finite(value: float) -> float | None:
    """The number, unless no computer could mean it."""
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None


def number_of(cell: Cell, decimal: str) -> float | None:
    """A number as a cell or as people write it; `decimal` parts the fraction, the other mark groups thousands."""
    if isinstance(cell, int | float):
        return finite(cell)
    plain = _GROUPS.sub("", on_one_line(text_of(cell)).translate(DIGITS))
    other = "," if decimal == "." else "."
    plain = re.sub(rf"(?<=\d){re.escape(other)}(?=\d{{3}}(?!\d))", "", plain).replace(decimal, ".")
    return float(plain) if _NUMBER.fullmatch(plain) else None
