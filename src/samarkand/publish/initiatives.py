"""From proposal to practice, the part on initiatives: one section for all of them and one for each that is named."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from samarkand.codebook.initiatives import Initiative, load_initiatives
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.uptake import Act, Carried, Dated, InitiativeMilestone
from samarkand.publish.book import Book
from samarkand.publish.content import Cell, Quotation, Section, Table
from samarkand.publish.record import citation_of
from samarkand.publish.words import number_of

MOST_STEPS, MOST_QUOTES, SHORT = 60, 6, 260
_DONE = {
    Act.LAUNCHED: "launched it",
    Act.LEFT: "left it",
    Act.CONTESTED: "contested it",
    Act.JOINED: "joined it",
    Act.ENDORSED: "endorsed it",
    Act.ECHOED: "took up its name",
}
_DATED = {Dated.WORDS: "the text's date", Dated.DOCUMENT: "day of the text", Dated.CODEBOOK: "codebook"}
_QUOTED = (
    "A step is what a party does or says in its own name, in the words quoted. What others say of it is not taken for its own. "
    "The words are their speakers'; this yearbook adopts none of them."
)


def initiatives(book: Book) -> Iterator[Section]:
    """The overview, then a section for each initiative that a text names, by id. Nothing where none is named."""
    known = load_initiatives()
    shown = sorted(_named(book) & known.keys())
    if not shown:
        yield Section("initiatives", "Initiatives", unknown="Searched, and no initiative of the codebook was named.")
        return
    steps: dict[str, list[InitiativeMilestone]] = defaultdict(list)
    for m in book.initiative_milestones:
        if book.edition.focus.covers((m.actor, *known[m.initiative].owners)) or m.dated is Dated.CODEBOOK:
            steps[m.initiative].append(m)
    under: dict[str, list[Carried]] = defaultdict(list)
    for row in book.carried:
        under[row.initiative].append(row)
    yield _overview(book, [known[i] for i in shown], steps, under)
    for id_ in shown:
        yield _page(book, known[id_], steps[id_], under[id_])


def _named(book: Book) -> set[str]:
    return {n.initiative for n in book.namings} | {c.initiative for c in book.carried}


def _number(value: int) -> Cell:
    return Cell(f"{value:,}", is_number=True)


def _overview(
    book: Book,
    shown: Sequence[Initiative],
    steps: Mapping[str, Sequence[InitiativeMilestone]],
    under: Mapping[str, Sequence[Carried]],
) -> Section:
    texts = Counter(n.initiative for n in book.namings)
    rows = []
    for each in shown:
        parties = {act: len({m.actor for m in steps[each.id] if m.act is act}) for act in Act}
        rows.append(
            (
                Cell(each.name),
                Cell(_holders(each, book.names)),
                Cell(str(each.launched or "")),
                _number(texts[each.id]),
                *(_number(parties[a]) for a in (Act.ENDORSED, Act.JOINED, Act.ECHOED, Act.CONTESTED, Act.LEFT)),
                _number(len(under[each.id])),
                _number(sum(c.is_practice for c in under[each.id])),
            )
        )
    header = ("Initiative", "Whose", "Launched", "Texts", "Endorsed", "Joined", "Echoed", "Contested", "Left")
    idle = [each.name for each in shown if not any(c.is_practice for c in under[each.id])]
    lead = f"{len(shown):,} {number_of(len(shown), 'initiative')} of the codebook {'is' if len(shown) == 1 else 'are'} named in what was read."
    without = (
        f"Named, and without an exchange carried out under the name in our sources: {', '.join(idle)}." if idle else ""
    )
    tables = (
        Table("initiatives", "Initiatives named", (*header, "Exchanges", "Carried out"), tuple(rows), _COUNTED),
        _overlaps(book, under),
        _aside(book),
    )
    return Section(
        "initiatives",
        "Initiatives, from launch to uptake",
        lead,
        tables=tuple(t for t in tables if t.rows),
        paragraphs=tuple(p for p in (_QUOTED, without) if p),
        unknown="An initiative that no text names may be active. An exchange may belong to one without carrying its name.",
    )


_COUNTED = "Parties by what they did or said in their own name; the owner's own words are not counted."


def _overlaps(book: Book, under: Mapping[str, Sequence[Carried]]) -> Table:
    known = load_initiatives()
    pairs: Counter[tuple[str, str]] = Counter()
    evidenced: Counter[tuple[str, str]] = Counter()
    for row in (r for rows in under.values() for r in rows):
        for other in row.beside:
            if row.initiative < other:
                pairs[row.initiative, other] += 1
                evidenced[row.initiative, other] += row.grade.is_evidenced
    rows = [
        (Cell(known[a].name), Cell(known[b].name), _number(n), _number(evidenced[a, b]))
        for (a, b), n in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    note = (
        "Exchanges that carry both names. The exchange may be independently evidenced; the names are its tellers' word."
    )
    return Table(
        "initiative-overlaps",
        "Names that stand together",
        ("One", "Other", "Exchanges", "Evidenced"),
        tuple(rows),
        note,
    )


def _aside(book: Book) -> Table:
    reasons = Counter(each.reason for each in book.set_aside)
    rows = tuple((Cell(reason), _number(n)) for reason, n in sorted(reasons.items(), key=lambda r: (-r[1], r[0])))
    return Table("initiatives-aside", "Words about initiatives that made no step", ("Why", "Words"), rows)


def _holders(each: Initiative, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in each.holders) or "anyone"


def _page(book: Book, each: Initiative, steps: Sequence[InitiativeMilestone], under: Sequence[Carried]) -> Section:
    launch = f"{each.name} ({_holders(each, book.names)}"
    launch += f"), launched {each.launched}: {each.launched_at}" if each.launched else ")"
    tables = (_chain(book, each, steps), _years(each, under), _relabelled(book, each, under), _named_by(book, each))
    return Section(
        f"initiative-{each.id}",
        each.name,
        launch,
        tables=tuple(t for t in tables if t.rows),
        paragraphs=(f"Source of the launch: {each.source}.",) if each.launched else (),
        quotations=_quotations(book, each, steps),
        unknown=_unknown(each, under),
    )


def _firsts(steps: Sequence[InitiativeMilestone]) -> list[tuple[InitiativeMilestone, int]]:
    """The first step of each party and act, and how many there are of it."""
    counts = Counter((m.act, m.actor) for m in steps)
    first: dict[tuple[Act, str], InitiativeMilestone] = {}
    for m in steps:
        first.setdefault((m.act, m.actor), m)
    return [(m, counts[m.act, m.actor]) for m in first.values()]


def _chain(book: Book, each: Initiative, steps: Sequence[InitiativeMilestone]) -> Table:
    rows = []
    for m, times in _firsts(steps)[:MOST_STEPS]:
        quote = next((q for q in m.quotes if q.document_id in book.documents), None)
        document = book.documents[quote.document_id] if quote else None
        rows.append(
            (
                Cell(str(m.period or m.known or "undated")),
                Cell(book.names.get(m.actor, m.actor) or each.run_by),
                Cell(_DONE[m.act]),
                Cell(_short(quote) if quote else each.launched_at, lang=(document.lang or "") if document else ""),
                Cell(citation_of(document)[0] if document else each.source),
                Cell(m.grade.value, grade=m.grade),
                Cell(_DATED[m.dated]),
                _number(times),
            )
        )
    header = ("When", "Who", "What", "In these words", "Told by", "Grade", "Dated by", "Times")
    cut = f" The first {MOST_STEPS} of {len(_firsts(steps)):,} are shown." if len(rows) == MOST_STEPS else ""
    note = f"The first time each party did so in what was read; the times are all of them.{cut}"
    return Table(f"steps-{each.id}", "Who did what about it", header, tuple(rows), note)


def _short(quote: Quote) -> str:
    return quote.text if len(quote.text) <= SHORT else quote.text[: SHORT - 1].rstrip() + "…"


def _years(each: Initiative, under: Sequence[Carried]) -> Table:
    years = sorted({c.period.year for c in under if c.period})
    rows = []
    for year in years:
        inside = [c for c in under if c.period and c.period.year == year]
        rows.append(
            (
                Cell(str(year)),
                _number(len(inside)),
                _number(sum(c.is_practice for c in inside)),
                _number(sum(c.grade.is_evidenced for c in inside)),
            )
        )
    header = ("Year", "Exchanges", "Carried out", "Evidenced")
    undated = sum(c.period is None for c in under)
    return Table(f"carried-{each.id}", "Exchanges under its name", header, tuple(rows), f"Undated: {undated:,}.")


def _relabelled(book: Book, each: Initiative, under: Sequence[Carried]) -> Table:
    titles = {x.id: x.title for x in book.exchanges}
    rows = []
    for c in (c for c in under if c.is_relabelled):
        why = "dated before the launch" if c.before_launch else "; ".join(c.reasons)
        earlier = (
            Cell(titles.get(c.earlier[0], c.earlier[0]), record=c.earlier[0] if c.earlier[0] in titles else "")
            if c.earlier
            else Cell("")
        )
        rows.append(
            (Cell(_date(c.period)), Cell(titles.get(c.exchange_id, ""), record=c.exchange_id), earlier, Cell(why))
        )
    header = ("When", "Exchange", "Earlier, without the name", "Why the same series")
    return Table(f"relabelled-{each.id}", "There before the name", header, tuple(rows))


def _named_by(book: Book, each: Initiative) -> Table:
    years = Counter(n.period.year for n in book.namings if n.initiative == each.id and n.period)
    rows = tuple((Cell(str(year)), _number(n)) for year, n in sorted(years.items()))
    return Table(f"named-{each.id}", "Texts that name it", ("Year", "Texts"), rows)


def _date(period: Period | None) -> str:
    return str(period) if period else "undated"


def _quotations(book: Book, each: Initiative, steps: Sequence[InitiativeMilestone]) -> tuple[Quotation, ...]:
    """One quote an act first, then more, each cited; `record` stays empty, since it speaks of no exchange."""
    ordered = sorted(_firsts(steps), key=lambda pair: (-len(set(pair[0].documents)), str(pair[0].known)))
    by_act: dict[Act, InitiativeMilestone] = {}
    for m, _ in ordered:
        if m.quotes and m.quotes[0].document_id in book.documents and len(m.quotes[0].text) <= SHORT:
            by_act.setdefault(m.act, m)
    out = []
    for m in list(by_act.values())[:MOST_QUOTES]:
        document = book.documents[m.quotes[0].document_id]
        out.append(Quotation(m.quotes[0].text, document.lang or "", citation_of(document)[0], ""))
    return tuple(out)


def _unknown(each: Initiative, under: Sequence[Carried]) -> str:
    if not under:
        return "It is named, and no exchange in the focus and years carries its name in our sources."
    untold = sum(not c.tellable and not c.before_launch for c in under)
    if each.launched and untold:
        return (
            f"Of {len(under):,} {number_of(len(under), 'exchange')} under the name, for {untold:,} nothing read lies before the launch: "
            "whether they were there before the name cannot be told."
        )
    return "An exchange may belong to it without carrying its name."
