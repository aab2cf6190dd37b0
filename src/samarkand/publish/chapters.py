"""The yearbook's sections in their order, from the book and its measurements."""

from collections.abc import Iterator

from samarkand.codebook.fields import FIELDS
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import FocusKind
from samarkand.publish import budget, health, tables
from samarkand.publish.book import Book
from samarkand.publish.content import Figure, Quotation, Section, Table, Yearbook
from samarkand.publish.figures.grades import evidence_grades
from samarkand.publish.figures.layers import fields_by_layer
from samarkand.publish.figures.months import monthly_rate
from samarkand.publish.figures.partners import BOUNDARIES, partners_map
from samarkand.publish.figures.stages import types_by_stage
from samarkand.publish.figures.weeks import source_strips
from samarkand.publish.findings import Source, in_order, of_field, summary
from samarkand.publish.initiatives import initiatives
from samarkand.publish.ledger import Ledger
from samarkand.publish.outlook import outlook_section
from samarkand.publish.promises import promises
from samarkand.publish.record import citation_of
from samarkand.publish.words import capitalised, number_of, uncapitalised

NOTHING = (
    "Nothing within the focus and years was found in what was read. Sources and refusals below say what was searched."
)


def _scope(book: Book) -> str:
    source = Source(book, Ledger(()))
    return f"{source.subject}, {source.years}"


def _only(*figures: Figure | None) -> tuple[Figure, ...]:
    return tuple(f for f in figures if f is not None)


def _drawn(key: str, title: str, figure: Figure | None, why_not: str) -> Section:
    """A section that is a figure, or the reason why there is none."""
    return Section(key, title, figures=_only(figure), unknown="" if figure else why_not)


def _no_rate(ledger: Ledger) -> str:
    whole = ledger.get("rate")
    reason = whole.reason if whole and whole.reason else "fewer than two months have a rate"
    return f"No monthly rate is drawn: {reason}."


def _summary(book: Book, ledger: Ledger, scope: str) -> Section:
    found = tuple(summary(book, ledger))
    return Section("summary", "In one page", "" if found else NOTHING, found, _only(fields_by_layer(ledger, scope)))


def _fields(book: Book, ledger: Ledger) -> Iterator[Section]:
    for field, name in FIELDS.items():
        inside = [x for x in in_order(book.exchanges) if x.field == field]
        if not inside:
            yield Section(f"field-{field.lower()}", name, unknown="Searched, and no exchange of this field was found.")
            continue
        surest = sorted(inside, key=lambda x: (not x.grade.is_evidenced, -len(x.mentions), x.id))
        shown = in_order(tuple(surest[:25]))
        yield Section(
            f"field-{field.lower()}",
            name,
            findings=tuple(of_field(book, ledger, field)),
            tables=(
                tables.kinds(book, ledger, field),
                tables.records(book, f"records-{field.lower()}", "Best attested records", shown),
            ),
            quotations=_quotations(book, surest),
            unknown=_unknown(inside),
        )


def _quotations(book: Book, exchanges: list[Exchange], most: int = 4) -> tuple[Quotation, ...]:
    """The surest quote of the best attested exchanges, one a language as far as there are several."""
    quotes: list[Quotation] = []
    for x in exchanges[:60]:
        mention = max((book.mentions[m] for m in x.mentions), key=lambda m: (m.confidence, m.id))
        document = book.documents[mention.document_id]
        if len(mention.quote.text) <= 260:
            quotes.append(Quotation(mention.quote.text, document.lang or "", citation_of(document)[0], x.id))
    by_language = {q.lang: q for q in reversed(quotes)}
    chosen = [*by_language.values(), *(q for q in quotes if q not in by_language.values())][:most]
    return tuple(q for q in quotes if q in chosen)


def _unknown(inside: list[Exchange]) -> str:
    undated = sum(x.period is None or len(x.period.start) < 10 for x in inside)
    placeless = sum(x.place.country is None for x in inside)
    unnamed = sum("XX" in x.parties for x in inside)
    return (
        f"Of {len(inside):,} {number_of(len(inside), 'exchange')}: not dated to the day {undated:,}; without a place told "
        f"{placeless:,}; with a foreign side that is not named {unnamed:,}. What no source we read has told is not here."
    )


def _partners(book: Book, ledger: Ledger, scope: str) -> Section:
    return Section(
        "partners",
        "Partners",
        "Who is told of, by whom we read. A party that nobody we read writes about is missing, not idle.",
        figures=_only(partners_map(book, ledger, scope)),
        tables=(tables.partners(book, ledger),),
        paragraphs=(BOUNDARIES,),
    )


def _evidence(book: Book, ledger: Ledger, scope: str) -> Section:
    evidenced = [x for x in in_order(book.exchanges) if x.grade.is_evidenced]
    return Section(
        "evidence",
        "Evidence",
        "Three layers stand side by side and are never mixed: claimed is what anybody tells, evidenced what a source that is no party to it tells "
        "as having happened, statistical what registers and offices count.",
        figures=_only(evidence_grades(ledger, scope)),
        tables=(tables.grades(ledger), tables.records(book, "records-evidenced", "Evidenced records", evidenced)),
    )


def _both_sides(book: Book) -> Section:
    codes = set(book.edition.focus.codes)
    ordered = in_order(book.exchanges)
    a, b = book.edition.focus.codes
    groups = (
        ("both", "Told by both sides", [x for x in ordered if codes <= set(x.voices)]),
        (
            f"only-{a.lower()}",
            f"Told by {book.names.get(a, a)} alone of the two",
            [x for x in ordered if a in x.voices and b not in x.voices],
        ),
        (
            f"only-{b.lower()}",
            f"Told by {book.names.get(b, b)} alone of the two",
            [x for x in ordered if b in x.voices and a not in x.voices],
        ),
        ("others", "Told by others only", [x for x in ordered if not codes & set(x.voices)]),
    )
    counts = "; ".join(f"{uncapitalised(title)}: {len(found):,}" for _, title, found in groups)
    return Section(
        "both-sides",
        "Both sides' view",
        f"A side tells an exchange when a source that it controls does. {capitalised(counts)}.",
        tables=tuple(tables.records(book, f"records-{name}", title, found) for name, title, found in groups if found),
        unknown="A side of which no source was read has no voice here.",
    )


def _health(book: Book) -> Section:
    fared = health.Fared(book.sources, book.health, book.weeks, book.refusals, book.panel, book.captures)
    made = (health.came, health.gaps, health.panel, health.odd, health.collected)
    return Section(
        "health",
        "Health of the sources",
        health.summary(fared),
        figures=tuple(source_strips(fared)),
        tables=tuple(table for make in made if (table := make(fared)).rows),
        unknown="A gap says that nothing reached us. Whether the source published nothing, or we failed to get it, it does not say.",
    )


def _method(book: Book) -> Section:
    reader = dict(book.edition.versions)
    return Section(
        "method",
        "Method",
        paragraphs=(
            "Documents are taken in as they are; exact and near copies are folded into stories. Each text is read, in the language it was found to be "
            "in, for acts of exchange between parties in different countries. A reading without an exact quote does not exist.",
            "Parties' names are hidden from the reader while it decides what kind of act a passage tells and how far it has come.",
            "Readings of one act in several documents are merged by a table of weighted features. Every value keeps who says it, disagreement included.",
            "A source is independent of an exchange when no party to it controls the source, the source takes no part in it, and no source that is "
            "not independent carries the same text. Sources nobody has described are not counted as independent.",
            "Counts carry the widest of three intervals: what no lineage reports (Chao), one lineage left out, and the count at a stricter and a looser "
            "reading of the same act. Shares carry Wilson intervals. Rates use only lineages that were read throughout.",
            "Silence is never failure: what nobody told is not evidenced in our sources, no more.",
            "Made with " + ", ".join(f"{name} {version}" for name, version in reader.items()) + ".",
        ),
    )


def _indicators(book: Book, ledger: Ledger) -> tuple[Table, ...]:
    shown = [tables.scoreboard(tuple(book.indicators.values()), ledger)]
    return (*shown, tables.changes(book, ledger)) if book.changes else tuple(shown)


def compose(book: Book, ledger: Ledger) -> Yearbook:
    """All sections; the pair's view only where the focus is a pair."""
    scope = _scope(book)
    focus = book.edition.focus
    middle = (
        []
        if not book.exchanges
        else [
            *_fields(book, ledger),
            _partners(book, ledger, scope),
            _drawn("types", "Types and stages", types_by_stage(book, scope), "There is nothing to draw."),
            _drawn("rate", "Month by month", monthly_rate(ledger, scope), _no_rate(ledger)),
            promises(book, ledger, scope),
            _evidence(book, ledger, scope),
            *([_both_sides(book)] if focus.kind is FocusKind.PAIR else []),
        ]
    )
    sections = [
        _summary(book, ledger, scope),
        *middle,
        *initiatives(book),
        Section("indicators", "Indicators", tables=_indicators(book, ledger)),
        budget.section(book.budget, book.indicators),
        *([outlook_section(book)] if book.outlooks else []),
        _method(book),
        _health(book),
        Section(
            "sources",
            "Sources",
            tables=(tables.sources(book), tables.refusals(book)),
            unknown="Sources that were not read cannot be seen here. A source added later changes who is heard.",
        ),
    ]
    facts = (
        ("Focus", Source(book, ledger).subject),
        ("Years", Source(book, ledger).years),
        ("Edition", book.edition.id),
        ("Data cut-off", book.edition.cut_off or "NA: no dated document was read"),
        ("Built", book.edition.built_at),
    )
    return Yearbook(
        book.edition.title,
        f"Exchanges {scope}",
        facts,
        sections[0].figures[0] if sections[0].figures else None,
        sections,
    )
