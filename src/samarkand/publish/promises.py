"""From proposal to practice: what was promised, and what became of it."""

from samarkand.domain.scale import Layer
from samarkand.publish.book import Book
from samarkand.publish.content import Cell, Section, Table
from samarkand.publish.figures.delivery import delivery_by_field, delivery_time
from samarkand.publish.figures.funnel import stage_funnel
from samarkand.publish.figures.open_age import open_age
from samarkand.publish.ledger import Ledger, shown

KEY, TITLE = "promises", "From proposal to practice"
_LEAD = (
    "A promise is followed to what became of it. Whatever nobody tells of again is open, not broken. Between the lower and "
    "the upper bound lies what is not known."
)
_RATES = (
    ("Lowest share delivered", "F1a-bounds", "low"),
    ("the same, by independent word only", "F1a-bounds", "low:V2"),
    ("Highest share that can be delivered", "F1a-bounds", "high"),
    ("Delivered among those due", "F1a-mature", ""),
    ("Delivered within 12 months", "F1a", "12m"),
    ("Delivered within 24 months", "F1a", "24m"),
    ("Delivered within 36 months", "F1a", "36m"),
    ("within 24 months, open ones watched until last heard of", "F1a", "heard:24m"),
    ("within 24 months, corrected for deliveries not heard of", "F1a", "detected:24m"),
    ("Months until half were delivered", "F1a-median", ""),
    ("Testable among promise-like claims", "P-M4", ""),
)


def promises(book: Book, ledger: Ledger, scope: str) -> Section:
    """Funnel, curves, ages, and the rates with their reasons where there are none."""
    whole = ledger.get("funnel", Layer.CLAIMED, "reached:announced")
    if whole is None or not whole.value:
        why = whole.reason if whole and whole.reason else "no promise was made in these years"
        return Section(KEY, TITLE, unknown=f"Nothing is followed here: {why}.")
    drawn = (
        stage_funnel(ledger, scope),
        delivery_time(book.curves, ledger, scope),
        delivery_by_field(book.curves, ledger, scope),
        open_age(ledger, scope),
    )
    return Section(
        KEY,
        TITLE,
        _LEAD,
        figures=tuple(figure for figure in drawn if figure),
        tables=(rates(ledger),),
        unknown=_apart(ledger),
    )


def rates(ledger: Ledger) -> Table:
    """A line a rate, on both layers; NA with its reason."""
    header = ("rate", "claimed", "n", "evidenced", "n", "why there is none")
    return Table("delivery-rates", "Rates of delivery", header, tuple(_line(ledger, *rate) for rate in _RATES))


def _line(ledger: Ledger, said: str, indicator: str, cell: str) -> tuple[Cell, ...]:
    cells: list[Cell] = [Cell(said)]
    why = []
    for layer in (Layer.CLAIMED, Layer.EVIDENCED):
        m = ledger.get(indicator, layer, cell)
        if m is None:
            cells += [Cell("not of this layer", is_missing=True), Cell("")]
            continue
        cells += [Cell(shown(m), m.id, is_number=True, is_missing=m.is_missing), Cell(f"{m.n:,}", is_number=True)]
        why += [m.reason] if m.reason else []
    return (*cells, Cell("; ".join(dict.fromkeys(why))))


def _apart(ledger: Ledger) -> str:
    """Those no rate or no time speaks of."""
    said = (
        ("too recent to be judged", "apart:recent"),
        ("not searched for", "apart:not-searched"),
        ("without a known day", "apart:undated"),
        ("ended already when first told of", "apart:born-ended"),
    )
    counts = [(name, ledger.number("funnel", Layer.CLAIMED, cell)) for name, cell in said]
    told = ", ".join(f"{m.value:,.0f} {name}" for name, m in counts if m and m.value)
    return f"Standing apart from the times: {told}." if told else "No promise stands apart from the times."
