"""What can be measured here and what cannot: the NA budget, and the questions that indicators are to decide."""

from collections.abc import Iterable, Mapping, Sequence

from samarkand.codebook.indicators import Indicator
from samarkand.domain.budget import Answer, BudgetLine, told
from samarkand.publish.content import Cell, Section, Table

_WORDS = {
    Answer.PRINTS: "prints",
    Answer.VACUOUS: "prints, and its interval leaves nearly all possible",
    Answer.NA: "is missing",
}


def na_budget(lines: Sequence[BudgetLine], cards: Mapping[str, Indicator]) -> Table:
    """A row an indicator and layer: what its whole says, how many of its cells do, and what would fill it."""
    rows = tuple(
        (
            Cell(cards[line.indicator].name),
            Cell(line.layer.value),
            Cell(_WORDS[line.answer]),
            *(Cell(f"{n:,}") for n in (line.printed, line.vacuous, line.cells - line.printed - line.vacuous)),
            Cell("; it would take ".join(filter(None, (line.reason, line.source))) or "its whole has a value"),
        )
        for line in lines
    )
    header = ("Indicator", "Layer", "Its whole", "Cells that print", "Vacuous", "NA", "Why, and what would fill it")
    note = (
        "Vacuous: the interval holds nine tenths of what is possible or, where nothing bounds it above, its high end is ten times "
        "its low end or more. A cell is an indicator for one type, partner, month or year."
    )
    return Table("na-budget", "What prints and what is NA", header, rows, note)


def questions(cards: Iterable[Indicator]) -> Table:
    """Claimed trends, and by which indicators and rule each will be told true or not."""
    rows = tuple(
        (
            Cell(card.id),
            Cell(card.question.claim),
            Cell(", ".join(card.question.indicators)),
            Cell(card.question.true_if),
        )
        for card in cards
        if card.question
    )
    return Table(
        "questions", "Claimed trends as questions", ("Question", "Claim", "Indicators", "True if, a year ahead"), rows
    )


def section(lines: Sequence[BudgetLine], cards: Mapping[str, Indicator]) -> Section:
    lead = f"{told(lines)}. NA is never a zero: each stands with its reason." if lines else ""
    tables = [na_budget(lines, cards)] if lines else []
    return Section("budget", "What could be measured", lead, tables=(*tables, questions(cards.values())))
