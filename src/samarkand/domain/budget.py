"""How much of what is asked can be answered: which indicators print, which are NA, which print and tell nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer

_HEADLINES = ("", "q1", "inbound")


class Answer(StrEnum):
    """What an indicator says on a layer. A vacuous one has an interval that leaves nearly everything possible."""

    PRINTS = "prints"
    VACUOUS = "vacuous"
    NA = "NA"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One indicator on one layer. `cells` are all it was asked for, of which `printed` have a value that tells something
    and `vacuous` one that does not; `reason` says why its whole is NA, `source` what would fill it where the card knows."""

    indicator: str
    layer: Layer
    answer: Answer
    cells: int
    printed: int
    vacuous: int
    reason: str = ""
    source: str = ""


def headline(cells: Sequence[Measurement]) -> Measurement:
    """The cell that speaks for an indicator on a layer: the whole, else its first that has a value, else its first."""
    by_name = {m.cell: m for m in cells}
    named = [by_name[name] for name in _HEADLINES if name in by_name]
    return next((m for m in [*named, *cells] if m.value is not None), [*named, *cells][0])


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
