"""What must hold among the cells of an indicator; what does not hold stops the release."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from samarkand.codebook.indicators import Indicator
from samarkand.domain.errors import SamarkandError
from samarkand.domain.measurement import Measurement

TINY = 1e-9
Cells = Mapping[str, Measurement]
Check = Callable[[Cells], str]


def _value(cells: Cells, name: str) -> float | None:
    return cells[name].value if name in cells else None


def within_interval(cells: Cells) -> str:
    """A value lies within its interval."""
    for name, m in cells.items():
        if m.value is None or m.low is None or m.high is None:
            continue
        room = TINY * max(1.0, abs(m.value))
        if not m.low - room <= m.value <= m.high + room:
            return f"cell {name!r}: {m.value} lies outside {m.low} to {m.high}"
    return ""


def parts_within_whole(cells: Cells) -> str:
    """No part of a count is larger than the whole."""
    whole = _value(cells, "")
    large = [n for n, m in cells.items() if n and whole is not None and m.value is not None and m.value > whole + TINY]
    return f"cell {large[0]!r} is larger than the whole" if large else ""


def orders_fall(cells: Cells) -> str:
    """An effective number never rises with its order."""
    for stem in sorted({name.removesuffix("q0") for name in cells if name.endswith("q0")}):
        orders = [v for q in range(3) if (v := _value(cells, f"{stem}q{q}")) is not None]
        if any(b > a + 1e-6 for a, b in pairwise(orders)):
            return f"orders of {stem or 'the whole'!r} rise: {orders}"
    return ""


def net_is_difference(cells: Cells) -> str:
    """What opened less what closed is the net, year by year."""
    for name in (n for n in cells if n.startswith("year:")):
        year = name.removeprefix("year:")
        net, opened, closed = (_value(cells, cell) for cell in (name, f"opened:{year}", f"closed:{year}"))
        if net is not None and opened is not None and closed is not None and abs(net - opened + closed) > TINY:
            return f"{year}: {opened} less {closed} is not {net}"
    return ""


CHECKS: Mapping[str, Check] = {
    "within-interval": within_interval,
    "parts-within-whole": parts_within_whole,
    "orders-fall": orders_fall,
    "net-is-difference": net_is_difference,
}


def assert_all(card: Indicator, measured: Sequence[Measurement]) -> None:
    """Raises SamarkandError naming the first thing that does not hold: within its interval any value must lie."""
    cells = {m.cell: m for m in measured}
    for name in dict.fromkeys(("within-interval", *_known(card))):
        if fault := CHECKS[name](cells):
            raise SamarkandError(fault, f"indicator {card.id}, assertion {name}", "look at its records and its formula")


def _known(card: Indicator) -> Iterable[str]:
    if unknown := [name for name in card.asserts if name not in CHECKS]:
        raise SamarkandError(f"nobody checks {unknown[0]!r}", f"indicator {card.id}", f"use one of {', '.join(CHECKS)}")
    return card.asserts
