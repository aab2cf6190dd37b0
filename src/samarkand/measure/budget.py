"""Which indicators print, which are NA, and which print and tell nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from samarkand.codebook.indicators import Indicator
from samarkand.domain.budget import Answer, BudgetLine
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer

NEARLY_ALL = 0.9
TIMES = 10.0
_HEADLINES = ("", "q1", "inbound", "net")


def headline(cells: Sequence[Measurement]) -> Measurement:
    """The cell that speaks for an indicator on a layer: the whole, else its first that has a value, else its first."""
    by_name = {m.cell: m for m in cells}
    named = [by_name[name] for name in _HEADLINES if name in by_name]
    return next((m for m in [*named, *cells] if m.value is not None), [*named, *cells][0])


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


def told(lines: Sequence[BudgetLine]) -> str:
    """The budget in a line: indicators by the best answer any of their layers gives, then cells."""
    best = best_answers(lines)
    count = {answer: sum(a is answer for a in best.values()) for answer in Answer}
    return (
        f"{len(best)} indicators: {count[Answer.PRINTS]} print, {count[Answer.VACUOUS]} say next to nothing, "
        f"{count[Answer.NA]} are NA"
    )


def best_answers(lines: Iterable[BudgetLine]) -> dict[str, Answer]:
    """What each indicator says on the layer on which it says most."""
    order = list(Answer)
    out: dict[str, Answer] = {}
    for line in lines:
        out[line.indicator] = min(out.get(line.indicator, Answer.NA), line.answer, key=order.index)
    return out
