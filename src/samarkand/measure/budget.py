"""Which indicators print, which are NA, and which print and tell nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from samarkand.codebook.indicators import Indicator
from samarkand.domain.budget import Answer, BudgetLine, headline
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer

NEARLY_ALL = 0.9
TIMES = 10.0


def is_vacuous(m: Measurement, card: Indicator) -> bool:
    """The interval holds nine tenths of what is possible; of what has no upper end, high is ten times low or more.

    A zero that has an upper end tells something; so does a number without an interval, which was counted whole.
    """
    if m.value is None or m.low is None or m.high is None:
        return False
    low, high = (0.0, 1.0) if m.unit == "share" else (card.low, card.high)
    if low is not None and high is not None:
        return m.high - m.low >= NEARLY_ALL * (high - low)
    return low == 0.0 and m.value > 0 and m.high >= TIMES * m.low


def budget(measured: Iterable[Measurement], cards: Mapping[str, Indicator]) -> list[BudgetLine]:
    """A line for each indicator and layer that was measured, in the order measured."""
    cells: dict[tuple[str, Layer], list[Measurement]] = defaultdict(list)
    for m in measured:
        cells[m.indicator, m.layer].append(m)
    return [_line(cards[name], layer, found) for (name, layer), found in cells.items()]


def _line(card: Indicator, layer: Layer, found: Sequence[Measurement]) -> BudgetLine:
    whole = headline(found)
    vacuous = sum(is_vacuous(m, card) for m in found)
    printed = sum(m.value is not None for m in found) - vacuous
    answer = Answer.NA if whole.value is None else Answer.VACUOUS if is_vacuous(whole, card) else Answer.PRINTS
    source = card.missing.source if card.missing else ""
    return BudgetLine(card.id, layer, answer, len(found), printed, vacuous, whole.reason, source)
