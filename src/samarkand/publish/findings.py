"""The sentences of the summary: each computed from measurements, each number with its id, each hedge bound to an interval."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from samarkand.codebook.fields import FIELDS
from samarkand.domain.change import Verdict
from samarkand.domain.exchange import Exchange
from samarkand.domain.finding import Finding
from samarkand.domain.focus import FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Grade, Layer
from samarkand.publish.book import Book
from samarkand.publish.ledger import Ledger, shown
from samarkand.publish.words import Counted, date_in_words, leaders, number_of, uncapitalised

MAX_FINDINGS = 10
ABOUT = 0.05
_STATES = re.compile(r"(\d{4}[-\d]*) against (\d{4}[-\d]*)")
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

    @cached_property
    def grades(self) -> Mapping[str, Grade]:
        return {x.id: x.grade for x in self.book.exchanges}

    def leading(self, prefix: str, most: int) -> list[Counted]:
        """The largest claimed counts of cells that begin so; none where it would take a coin to choose."""
        return leaders(self.ledger.cells("N", CLAIMED, prefix), most)

    def graded(self, finding: Finding) -> Finding:
        """With the weakest grade of the records behind it, where it has records and no grade of its own."""
        behind = {self.grades[r] for r in finding.records if r in self.grades}
        weakest = min(behind, default=None, key=lambda grade: grade.value)
        return finding if finding.grade or not weakest else replace(finding, grade=weakest)


Template = Callable[[Source], "Finding | None"]


def finding(
    template: str, text: str, numbers: dict[str, Measurement], query: str, grade: Grade | None = None
) -> Finding:
    """Fills `{name}` with the shown number. A brace without a number is a mistake of ours and raises KeyError."""
    words = {name: shown(m) for name, m in numbers.items()}
    first = next(iter(numbers.values()))
    values = tuple((name, words[name], m.id) for name, m in numbers.items())
    return Finding(template, "en", text.format(**words), values, query, first.n, first.records, grade, text)


def hedge(change: Measurement, before: Measurement, verdict: Verdict | None = None) -> str:
    """Rose or fell only where the interval of the change leaves out zero and all changes judged together (where they
    are) agree; about the same only within five per cent."""
    if change.low is None or change.high is None:
        return "cannot be told to have risen or fallen"
    if verdict is not Verdict.UNCLEAR and change.low > 0:
        return "rose"
    if verdict is not Verdict.UNCLEAR and change.high < 0:
        return "fell"
    room = ABOUT * abs(before.value or 0)
    within = -room <= change.low and change.high <= room
    return "stayed about the same" if within else "cannot be told to have risen or fallen"


def how_much(s: Source) -> Finding | None:
    claimed, evidenced = s.ledger.number("N"), s.ledger.number("N", EVIDENCED)
    if not claimed or not evidenced:
        return None
    text = (
        f"In {s.years} the documents read tell of {{claimed}} {number_of(claimed.value, 'exchange')} {s.subject} "
        f"(claimed); {{evidenced}} of them {number_of(evidenced.value, 'is', 'are')} told "
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
    top = s.leading("partner:", 3)
    if not top:
        return None
    a, b, c = (s.book.names.get(code, code) for code, _ in top)
    text = (
        f"Named most often in the claimed layer are {a} with {{na}}, {b} with {{nb}} and {c} with {{nc}}; "
        "who is read decides who is named."
    )
    return finding(
        "partners", text, dict(zip(("na", "nb", "nc"), (m for _, m in top), strict=True)), "N by partner, largest three"
    )


def of_what(s: Source) -> Finding | None:
    spread = s.ledger.number("P-D3", CLAIMED, "q1")
    if not spread:
        return None
    top = s.leading("field:", 2) or s.leading("field:", 1)
    names = [uncapitalised(FIELDS[f]) for f, _ in top]
    opening = "No one field is the largest"
    if len(top) == 1:
        opening = f"The largest field is {names[0]} with {{first}}"
    elif top:
        exchanges = number_of(top[1][1].value, "exchange")
        opening = f"The largest fields are {names[0]} with {{first}} and {names[1]} with {{second}} {exchanges}"
    counts = dict(zip(("first", "second"), (m for _, m in top), strict=False))
    text = f"{opening}; the types are as varied as {{spread}} equally frequent ones."
    return finding("fields", text, {**counts, "spread": spread}, "N by field; Hill number of order 1 over types")


def proposal_and_practice(s: Source) -> Finding | None:
    practice, announced = s.ledger.number("practice"), s.ledger.number("N", CLAIMED, "stage:announced")
    if not practice or not announced:
        return None
    verb = number_of(announced.value, "is", "are")
    text = f"{{practice}} of the claimed exchanges are told as under way or done; {{announced}} {verb} announced and no more."
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
    text = f"Per 10,000 documents of a fixed panel, claimed exchanges {hedge(change, before, s.book.verdicts.get(change.id))}: {numbers}."
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
        f"The World Heritage List records {{sites}} {number_of(sites.value, 'inscription')} within the focus in {year} (statistical).",
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
    states = _STATES.search(net.method)
    when = " and ".join(date_in_words(state) for state in states.groups()) if states else f"two states of {year}"
    text = f"Visa rules between pairs within the focus: {{opened}} eased and {{closed}} tightened between {when}, net {{net}} (statistical)."
    return finding(
        "openness",
        text,
        {"opened": opened, "closed": closed, "net": net},
        "visa.rule, state against state",
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
    made = [source.graded(f) for template in TEMPLATES if (f := template(source))]
    series = [f for f in made if f.template in {"inscriptions", "openness"}]
    told = [f for f in made if f not in series]
    return [*told[: MAX_FINDINGS - len(series)], *series]


def of_field(book: Book, ledger: Ledger, field: str) -> list[Finding]:
    """Up to three sentences on one field."""
    source = Source(book, ledger)
    return [source.graded(f) for f in _of_field(source, field)]


def _of_field(s: Source, field: str) -> Iterator[Finding]:
    ledger = s.ledger
    claimed, evidenced = ledger.number("N", CLAIMED, f"field:{field}"), ledger.number("N", EVIDENCED, f"field:{field}")
    if claimed and evidenced:
        exchanges = number_of(claimed.value, "exchange is", "exchanges are")
        text = f"{{claimed}} {exchanges} claimed, {{evidenced}} of them evidenced."
        yield finding(
            f"field-{field}", text, {"claimed": claimed, "evidenced": evidenced}, f"N of field {field} by layer"
        )
    for code, top in s.leading(f"type:{field}", 1):
        name = uncapitalised(s.book.codebook.by_code[field + code].name)
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
