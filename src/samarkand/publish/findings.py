"""The sentences of the summary: each computed from measurements, each number with its id, each hedge bound to an interval."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from samarkand.codebook.fields import FIELDS
from samarkand.domain.exchange import Exchange
from samarkand.domain.finding import Finding
from samarkand.domain.focus import FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Grade, Layer
from samarkand.publish.book import Book
from samarkand.publish.ledger import Ledger, shown

MAX_FINDINGS = 10
ABOUT = 0.05
CLAIMED, EVIDENCED, STATISTICAL = Layer.CLAIMED, Layer.EVIDENCED, Layer.STATISTICAL


@dataclass(frozen=True)
class Source:
    """What the templates draw from."""

    book: Book
    ledger: Ledger

    @property
    def subject(self) -> str:
        focus = self.book.edition.focus
        names = [self.book.names.get(code, code) for code in focus.codes]
        if focus.kind is FocusKind.WORLD:
            return "between any two parties"
        if focus.kind is FocusKind.PAIR:
            return f"between {names[0]} and {names[1]}"
        return f"with {names[0]}" if focus.kind is FocusKind.COUNTRY else "with the region"

    @property
    def years(self) -> str:
        focus = self.book.edition.focus
        return str(focus.first_year) if len(focus.years) == 1 else f"{focus.first_year}–{focus.last_year}"


Template = Callable[[Source], "Finding | None"]


def finding(
    template: str, text: str, numbers: dict[str, Measurement], query: str, grade: Grade | None = None
) -> Finding:
    """Fills `{name}` with the shown number. A brace without a number is a mistake of ours and raises KeyError."""
    words = {name: shown(m) for name, m in numbers.items()}
    first = next(iter(numbers.values()))
    values = tuple((name, words[name], m.id) for name, m in numbers.items())
    return Finding(template, "en", text.format(**words), values, query, first.n, first.records, grade, text)


def uncapitalised(name: str) -> str:
    """The first letter small, unless the word is an acronym."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def hedge(change: Measurement, before: Measurement) -> str:
    """Rose or fell only where the interval of the change leaves out zero; about the same only within five per cent."""
    if change.low is None or change.high is None:
        return "cannot be told to have risen or fallen"
    if change.low > 0:
        return "rose"
    if change.high < 0:
        return "fell"
    room = ABOUT * abs(before.value or 0)
    within = -room <= change.low and change.high <= room
    return "stayed about the same" if within else "cannot be told to have risen or fallen"


def how_much(s: Source) -> Finding | None:
    claimed, evidenced = s.ledger.number("N"), s.ledger.number("N", EVIDENCED)
    if not claimed or not evidenced:
        return None
    text = (
        f"In {s.years} the documents read tell of {{claimed}} exchanges {s.subject} (claimed); {{evidenced}} of them are told "
        "as having happened by a source that is no party to them (evidenced)."
    )
    return finding("how-much", text, {"claimed": claimed, "evidenced": evidenced}, "N by layer")


def not_evidenced(s: Source) -> Finding | None:
    gap = s.ledger.number("CEG")
    if not gap:
        return None
    text = "{gap} are not independently evidenced in our sources, which measures our sources and the search, not the truth of the reports."
    return finding("gap", text, {"gap": gap}, "1 − evidenced ÷ claimed")


def by_partner(s: Source) -> Finding | None:
    counts = [(code, m) for code, m in s.ledger.cells("N", CLAIMED, "partner:") if m.value]
    top = sorted(counts, key=lambda pair: (-(pair[1].value or 0), pair[0]))[:3]
    if len(top) < 3 or sum(m.value == top[-1][1].value for _, m in counts) > 1:
        return None
    listed = "{a} with {na}, {b} with {nb} and {c} with {nc}"
    names = dict(zip("abc", (s.book.names.get(code, code) for code, _ in top), strict=True))
    text = (
        "Named most often in the claimed layer are "
        + listed.replace("{a}", names["a"]).replace("{b}", names["b"]).replace("{c}", names["c"])
        + "; who is read decides who is named."
    )
    return finding(
        "partners", text, dict(zip(("na", "nb", "nc"), (m for _, m in top), strict=True)), "N by partner, largest three"
    )


def of_what(s: Source) -> Finding | None:
    counts = [(f, m) for f, m in s.ledger.cells("N", CLAIMED, "field:") if m.value]
    top = sorted(counts, key=lambda pair: (-(pair[1].value or 0), pair[0]))[:2]
    spread = s.ledger.number("P-D3", CLAIMED, "q1")
    if len(top) < 2 or not spread:
        return None
    first, second = (uncapitalised(FIELDS[f]) for f, _ in top)
    text = f"The largest fields are {first} with {{first}} and {second} with {{second}} exchanges; the types are as varied as {{spread}} equally frequent ones."
    return finding(
        "fields",
        text,
        {"first": top[0][1], "second": top[1][1], "spread": spread},
        "N by field; Hill number of order 1 over types",
    )


def proposal_and_practice(s: Source) -> Finding | None:
    practice, announced = s.ledger.number("practice"), s.ledger.number("N", CLAIMED, "stage:announced")
    if not practice or not announced:
        return None
    text = "{practice} of the claimed exchanges are told as under way or done; {announced} are announced and no more."
    return finding("practice", text, {"practice": practice, "announced": announced}, "stage as last told")


def called_off(s: Source) -> Finding | None:
    count, share = s.ledger.number("called-off"), s.ledger.number("called-off", CLAIMED, "share")
    if not count or not share:
        return None
    text = (
        "Cancelled or suspended: {count}, {share} of all; cancellations are seldom reported, so this is a lower bound."
    )
    return finding("called-off", text, {"count": count, "share": share}, "stage cancelled or suspended")


def seen_by_whom(s: Source) -> Finding | None:
    both, share = s.ledger.number("both-sides", CLAIMED, "told:both"), s.ledger.number("both-sides")
    if not both or not share:
        return None
    text = "Told by sources of two of their parties: {both}, {share} of those with two named parties."
    return finding("both-sides", text, {"both": both, "share": share}, "voices of at least two parties")


def joint(s: Source) -> Finding | None:
    share = s.ledger.number("P-D4")
    if not share:
        return None
    return finding(
        "joint",
        "Where a direction is told, {share} of the exchanges are told as joint.",
        {"share": share},
        "direction joint ÷ known",
    )


def trend(s: Source) -> Finding | None:
    years = s.book.edition.focus.years
    if len(years) < 2:
        return None
    last = years[-1]
    change, before = (
        s.ledger.number("rate", CLAIMED, f"change:{last}"),
        s.ledger.number("rate", CLAIMED, f"year:{last - 1}"),
    )
    now = s.ledger.number("rate", CLAIMED, f"year:{last}")
    if not change or not before or not now:
        return None
    numbers = f"{{before}} in {last - 1}, {{now}} in {last}, a difference of {{change}}"
    text = f"Per 10,000 documents of a fixed panel, claimed exchanges {hedge(change, before)}: {numbers}."
    return finding("trend", text, {"before": before, "now": now, "change": change}, "rate on a fixed panel of lineages")


def monthly(s: Source) -> Finding | None:
    rate = s.ledger.number("rate")
    if not rate:
        return None
    return finding(
        "rate",
        "On the fixed panel this is {rate} claimed exchanges per 10,000 documents read.",
        {"rate": rate},
        "N ÷ documents read × 10,000",
    )


def inscriptions(s: Source) -> Finding | None:
    year = s.book.edition.focus.last_year
    sites = s.ledger.number("F5a", STATISTICAL, f"year:{year}")
    if not sites:
        return None
    return finding(
        "inscriptions",
        f"The World Heritage List records {{sites}} inscriptions within the focus in {year} (statistical).",
        {"sites": sites},
        "whc.inscription",
        Grade.V3,
    )


def openness(s: Source) -> Finding | None:
    year = s.book.edition.focus.last_year
    net, opened, closed = (
        s.ledger.number("F1c", STATISTICAL, f"{cell}:{year}") for cell in ("year", "opened", "closed")
    )
    if not net or not opened or not closed:
        return None
    text = f"Visa rules between pairs within the focus: {{opened}} eased and {{closed}} tightened between January {year} and January {year + 1}, net {{net}} (statistical)."
    return finding(
        "openness",
        text,
        {"opened": opened, "closed": closed, "net": net},
        "visa.rule, January against January",
        Grade.V3,
    )


TEMPLATES: tuple[Template, ...] = (
    how_much,
    not_evidenced,
    by_partner,
    of_what,
    proposal_and_practice,
    seen_by_whom,
    called_off,
    joint,
    trend,
    monthly,
    inscriptions,
    openness,
)


def summary(book: Book, ledger: Ledger) -> list[Finding]:
    """At most ten sentences, in the order a reader would ask; what cannot be computed is left to the indicator pages."""
    source = Source(book, ledger)
    made = [f for template in TEMPLATES if (f := template(source))]
    series = [f for f in made if f.template in {"inscriptions", "openness"}]
    told = [f for f in made if f not in series]
    return [*told[: MAX_FINDINGS - len(series)], *series]


def of_field(book: Book, ledger: Ledger, field: str) -> Iterator[Finding]:
    """Up to three sentences on one field."""
    claimed, evidenced = ledger.number("N", CLAIMED, f"field:{field}"), ledger.number("N", EVIDENCED, f"field:{field}")
    if claimed and evidenced:
        text = "{claimed} exchanges are claimed, {evidenced} of them evidenced."
        yield finding(
            f"field-{field}", text, {"claimed": claimed, "evidenced": evidenced}, f"N of field {field} by layer"
        )
    types = [(c, m) for c, m in ledger.cells("N", CLAIMED, f"type:{field}") if m.value]
    if types:
        code, top = max(types, key=lambda pair: (pair[1].value or 0, pair[0]))
        name = uncapitalised(book.codebook.by_code[field + code].name)
        yield finding(
            f"type-{field}",
            f"The most frequent type is {name} with {{top}}.",
            {"top": top},
            f"N by type of field {field}",
        )
    if gap := ledger.number("CEG", CLAIMED, f"field:{field}"):
        yield finding(
            f"gap-{field}",
            "{gap} are not independently evidenced in our sources.",
            {"gap": gap},
            f"CEG of field {field}",
        )


def in_order(exchanges: tuple[Exchange, ...]) -> list[Exchange]:
    """By date, then id; undated ones last."""
    return sorted(exchanges, key=lambda x: (x.period.start if x.period else "9999", x.id))
