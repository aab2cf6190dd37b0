"""The yearbook's tables, each also a CSV file."""

from collections.abc import Iterable, Sequence

from samarkand.codebook.indicators import Indicator
from samarkand.domain.budget import headline
from samarkand.domain.change import Verdict
from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer
from samarkand.domain.volume import Volume
from samarkand.publish.book import Book
from samarkand.publish.content import Cell, Table
from samarkand.publish.figures.grades import MEANING
from samarkand.publish.ledger import Ledger, shown

LAYERS = (Layer.CLAIMED, Layer.EVIDENCED, Layer.STATISTICAL)
_MAX_ROWS = 60


def number(m: Measurement | None) -> Cell:
    """A measured cell; NA with its reason, never an empty one."""
    if m is None:
        return Cell("NA: not part of this indicator", is_missing=True)
    if m.value is None:
        return Cell(f"NA: {m.reason}", m.id, is_missing=True)
    return Cell(shown(m), m.id, is_number=True)


def evidenced(ledger: Ledger, cell: str) -> Cell:
    """The evidenced count of a type or a party; nothing counted means none was evidenced."""
    found = ledger.get("N", Layer.EVIDENCED, cell)
    return number(found) if found else Cell("NA: none evidenced", is_missing=True)


def names(book: Book, codes: Iterable[str]) -> str:
    return ", ".join(book.names.get(code, code) for code in codes)


def scoreboard(indicators: Sequence[Indicator], ledger: Ledger) -> Table:
    """Each indicator's whole, in the three layers side by side, and beside them how much of it nobody else evidences."""
    rows = []
    for card in (c for c in indicators if not c.question):
        cells = [
            number(_whole(ledger, card, layer)) if layer in card.layers else Cell("not of this layer", is_missing=True)
            for layer in LAYERS
        ]
        gap = ledger.get("CEG", Layer.CLAIMED, f"of:{card.id}")
        beside = number(gap) if gap else Cell("NA: not measured on both layers", is_missing=True)
        rows.append((Cell(card.name), *cells, beside, Cell(card.unit)))
    return Table(
        "scoreboard",
        "The indicators, layer by layer",
        ("Indicator", "Claimed", "Evidenced", "Statistical", "Claim–evidence gap", "Unit"),
        tuple(rows),
        "Intervals at 95 % unless the indicator's page says otherwise. NA stands with its reason. The gap is the share of the "
        "exchanges behind the claimed value that are not independently evidenced in our sources.",
    )


def _whole(ledger: Ledger, card: Indicator, layer: Layer) -> Measurement | None:
    """The cell that speaks for an indicator."""
    found = [m for _, m in ledger.cells(card.id, layer, "")]
    return headline(found) if found else None


def changes(book: Book, ledger: Ledger) -> Table:
    """Every change from year to year with its verdict; the surest first."""
    ranked = sorted(book.changes, key=lambda c: (c.adjusted, c.p))
    rows = tuple(
        (
            Cell(f"{book.indicators[c.indicator].name}{f', {part}' if (part := _part(c.cell)) else ''}"),
            Cell(c.layer),
            Cell(c.period),
            number(ledger.by_id.get(c.measurement)),
            Cell(c.verdict),
        )
        for c in ranked[:_MAX_ROWS]
        if c.indicator in book.indicators
    )
    clear = sum(c.verdict is not Verdict.UNCLEAR for c in ranked)
    more = f" The first {_MAX_ROWS} are shown; all stand in tables/changes.csv." if len(ranked) > _MAX_ROWS else ""
    return Table(
        "changes",
        "What changed from year to year",
        ("Indicator", "Layer", "Year", "Change", "Verdict"),
        rows,
        f"All {len(ranked)} changes are judged together, so that of those called clear ({clear}) at most one in ten is to "
        f"be expected false (Benjamini and Hochberg, q = 0.10).{more}",
    )


def _part(cell: str) -> str:
    return cell.split("change:")[0].rstrip(":")


def partners(book: Book, ledger: Ledger) -> Table:
    counts = [(code, m) for code, m in ledger.cells("N", Layer.CLAIMED, "partner:") if m.value]
    counts.sort(key=lambda pair: (-(pair[1].value or 0), pair[0]))
    rows = tuple(
        (
            Cell(book.names.get(code, code)),
            number(m),
            evidenced(ledger, f"partner:{code}"),
            number(ledger.get("N-frac", Layer.CLAIMED, f"partner:{code}")),
        )
        for code, m in counts[:_MAX_ROWS]
    )
    more = (
        f" The first {_MAX_ROWS} of {len(counts)}; all stand in tables/measurements.csv."
        if len(counts) > _MAX_ROWS
        else ""
    )
    return Table(
        "partners",
        "Who takes part",
        ("Party", "Claimed", "Evidenced", "Shared out"),
        rows,
        "Shared out: an exchange of k counterparts counts 1/k for each." + more,
    )


def kinds(book: Book, ledger: Ledger, field: str) -> Table:
    rows = tuple(
        (
            Cell(f"{t.code} {t.name}"),
            number(ledger.get("N", Layer.CLAIMED, f"type:{t.code}")),
            evidenced(ledger, f"type:{t.code}"),
        )
        for t in book.codebook.types
        if t.field == field and ledger.get("N", Layer.CLAIMED, f"type:{t.code}")
    )
    return Table(f"types-{field.lower()}", "Types of this field", ("Type", "Claimed", "Evidenced"), rows)


def grades(ledger: Ledger) -> Table:
    """What each grade means, and how many exchanges have it."""
    rows = tuple(
        (Cell(grade.value, grade=grade), Cell(meaning), number(ledger.get("N", Layer.CLAIMED, f"grade:{grade.value}")))
        for grade, meaning in MEANING.items()
    )
    return Table("grades", "What the grades mean", ("Grade", "Who says so", "Exchanges"), rows)


def records(book: Book, name: str, title: str, exchanges: Sequence[Exchange], most: int = _MAX_ROWS) -> Table:
    """One row an exchange, each opening to its record."""
    rows = tuple(
        (
            Cell(str(x.period) if x.period else "NA: no date told", is_missing=x.period is None),
            Cell(x.type),
            Cell(x.title[:110], record=x.id, lang=_lang(book, x)),
            Cell(names(book, x.parties)),
            Cell(x.stage.value.replace("_", " ")),
            Cell(x.grade.value, grade=x.grade),
        )
        for x in exchanges[:most]
    )
    note = f"The first {most} of {len(exchanges):,}; all have a record." if len(exchanges) > most else ""
    return Table(name, title, ("When", "Type", "As told", "Parties", "Stage", "Grade"), rows, note)


def _lang(book: Book, x: Exchange) -> str:
    return book.documents[book.mentions[x.mentions[0]].document_id].lang or ""


def sources(book: Book) -> Table:
    """What came from each source, and what was odd about it."""
    by_source: dict[str, list[Volume]] = {}
    for v in book.volumes:
        by_source.setdefault(v.source_id, []).append(v)
    described = {s.id: s for s in book.sources}
    rows = []
    for source_id, volumes in sorted(by_source.items()):
        source = described.get(source_id)
        control = (
            "not known"
            if source is None or source.controlled_by is None
            else names(book, source.controlled_by) or "none"
        )
        sums = [
            sum(getattr(v, name) for v in volumes) for name in ("documents", "read", "copies", "undated", "mislabelled")
        ]
        rows.append(
            (
                Cell(source.name if source else source_id),
                Cell(source.kind.value if source else "not described"),
                Cell(control),
                *(Cell(f"{n:,}") for n in sums),
            )
        )
    return Table(
        "sources",
        "What was read",
        ("Source", "Kind", "Controlled by", "Documents", "Read", "Copies", "Undated", "Label differs"),
        tuple(rows),
        "Read: in a language of the codebook. Copies: carry a text that an earlier document of the story carries.",
    )


def refusals(book: Book, most: int = 200) -> Table:
    rows = tuple(
        (
            Cell(r.file),
            Cell(f"{r.row:,}"),
            Cell(r.kind),
            Cell("kept, with a doubt" if r.kept else "refused"),
            Cell(r.reason),
        )
        for r in book.refusals[:most]
    )
    note = f"The first {most} of {len(book.refusals):,}." if len(book.refusals) > most else ""
    return Table("refusals", "What was refused or doubted", ("File", "Row", "Kind", "What was done", "Why"), rows, note)


def csv_text(table: Table) -> str:
    """The table as shown, with the ids its cells answer to in columns of their own."""
    import csv
    import io

    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow((*table.header, "ids"))
    for row in table.rows:
        writer.writerow(
            (*(c.text for c in row), " ".join(c.measurement or c.record for c in row if c.measurement or c.record))
        )
    return sink.getvalue()
