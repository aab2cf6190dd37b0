"""The outlook: how last year's did, what is foretold now and by what, and which claims can be put to a test at all."""

from collections.abc import Iterator, Mapping

from samarkand.domain.forecast import Forecast, Score
from samarkand.domain.outlook import Ahead, Outlook, Share, Tested
from samarkand.publish.book import Book
from samarkand.publish.content import Cell, Figure, Section, Table
from samarkand.publish.figures.fan import fan
from samarkand.publish.ledger import plain
from samarkand.publish.words import capitalised, number_of

LEAD = (
    "Only what is evidenced or counted by offices is carried forward, never what is merely claimed, and no composite. A model is "
    "shown where it beat the simplest forecasts on the past with an 80 % interval of its gain above nought, widened for the number of models tried; else the simplest is."
)
UNKNOWN = (
    "Forecasts carry on what the series did. They know nothing of decisions not yet taken, and the intervals hold only as long as the "
    "next years differ from those before no more than those did among themselves."
)


def outlook_section(book: Book) -> Section:
    """Last year's score stands first."""
    tables = (_score_table(book), _questions(book), _series(book), *_checks(book), _ways(book))
    return Section(
        "outlook",
        "Outlook",
        LEAD,
        figures=tuple(_figures(book)),
        tables=tuple(t for t in tables if t.rows),
        paragraphs=(_scored(book), *_notes(book)),
        unknown=UNKNOWN,
    )


def _figures(book: Book) -> Iterator[Figure]:
    for outlook in book.outlooks:
        if figure := fan(outlook, _before(book)):
            yield figure


def _before(book: Book) -> list[Forecast]:
    """What was issued in years before this edition's."""
    return [f for f in book.ledger if f.issued[:4] < book.edition.built_at[:4]]


def _pairs(book: Book) -> list[tuple[Forecast, Score]]:
    by_id = {s.forecast: s for s in book.scores}
    return [(f, by_id[f.id]) for f in _before(book) if f.id in by_id]


def _scored(book: Book) -> str:
    """What was foretold before, in one paragraph."""
    pairs = _pairs(book)
    if not pairs:
        return "No earlier outlook was issued, so there is nothing to score yet."
    briers = [s.brier for _, s in pairs if s.brier is not None]
    inside = [s.inside80 for _, s in pairs if s.inside80 is not None]
    told = []
    if briers:
        events = number_of(len(briers), "event was", "events were")
        told.append(f"{len(briers)} {events} decided, with a Brier score of {sum(briers) / len(briers):.3f}")
    if inside:
        values = number_of(len(inside), "value is", "values are")
        told.append(f"{len(inside)} foretold {values} known, {sum(inside)} of them within the 80 % interval")
    waiting = sum(bool(s.reason) for _, s in pairs)
    rest = f"{waiting} {number_of(waiting, 'statement')} cannot be decided yet"
    return f"Of earlier outlooks: {'; '.join([*told, rest])}."


def _notes(book: Book) -> Iterator[str]:
    pseudo = [x.series.name for x in book.outlooks if x.ahead and not x.series.is_bitemporal]
    if pseudo:
        yield (
            f"Pseudo-real-time: {'; '.join(pseudo)}. When their values became known was not noted, so the checks on the past "
            "use them as they stand now, revisions included, and look better than they were."
        )
    if missing := {name for x in book.outlooks for name in x.missing}:
        yield f"Not tried, because what fits them is not installed: {', '.join(sorted(missing))}."
    for x in book.outlooks:
        for n in x.nowcasts:
            interval = f"{plain(n.middle, '')} [{plain(n.low, '')}–{plain(n.high, '')}]"
            known = f"{plain(n.known, '')} known so far, about {n.share:.0%} of all"
            yield f"{capitalised(x.series.name)}, {n.period} is not complete: {known}; {interval} expected."


def _text(text: str) -> Cell:
    return Cell(text, is_missing=text.startswith("NA"))


def _number(text: str) -> Cell:
    return Cell(text, is_number=True, is_missing=text == "NA")


def _score_table(book: Book) -> Table:
    rows = []
    for f, s in _pairs(book):
        if s.reason:
            continue
        said = f"{f.probability:.0%}" if f.probability is not None else _interval(f)
        came = ("yes" if s.happened else "no") if s.happened is not None else _plain(s.outcome)
        score = s.brier if s.brier is not None else s.crps
        held = "" if s.inside80 is None else "within 80 %" if s.inside80 else "outside 80 %"
        rows.append(
            (_text(f.issued), _text(f.event), _number(said), _number(came), _number(_plain(score)), _text(held))
        )
    note = "Scores: Brier for an event, CRPS in the unit of the series for a value; less is better."
    return Table(
        "outlook-scores", "Last year's outlook", ("issued", "statement", "said", "came", "score", ""), tuple(rows), note
    )


def _interval(f: Forecast) -> str:
    low, middle, high = (_plain(f.quantile(level)) for level in (0.1, 0.5, 0.9))
    return f"{middle} [{low} to {high}]"


def _plain(value: float | None, unit: str = "") -> str:
    return "NA" if value is None else plain(value, unit)


def _questions(book: Book) -> Table:
    """Claims about what comes next; those without a probability say why."""
    rows = []
    for f in (f for f in book.forecasts if f.question):
        said = "NA" if f.probability is None else f"{f.probability:.0%}"
        decided = f.reason if f.probability is None else f"{f.resolver}; from {f.due}"
        rows.append((_text(f.question), _text(f.event), _number(said), _text(decided), _text(f.id)))
    note = "A probability is decided by the values named, on the day named, and scored in the next outlook."
    return Table(
        "outlook-questions",
        "Claims put as questions",
        ("", "question", "probability", "decided by, or why not", "id"),
        tuple(rows),
        note,
    )


def _series(book: Book) -> Table:
    rows = []
    for x in book.outlooks:
        if x.reason or x.verdict is None:
            rows.append((_text(x.series.name), _text(x.last or "NA"), _number("NA"), _text(""), _text(x.reason)))
            continue
        first, unit = x.ahead[0], x.series.unit
        rows.append(
            (
                _text(x.series.name),
                _text(x.last),
                _number(_of(first, unit)),
                _text(x.verdict.published),
                _text(x.verdict.why),
            )
        )
    header = ("series", "last step", "next step, 80 %", "foretold by", "why")
    return Table("outlook-series", "What is carried forward", header, tuple(rows))


def _of(ahead: Ahead, unit: str) -> str:
    low, middle, high = (_plain(ahead.at(level), unit) for level in (0.1, 0.5, 0.9))
    return f"{ahead.period}: {middle} [{low} to {high}]"


def _checks(book: Book) -> Iterator[Table]:
    for x in book.outlooks:
        if x.verdict and x.verdict.tested:
            yield check_table(x)


def check_table(x: Outlook) -> Table:
    """The back-test of one series, a row a model, baselines first."""
    assert x.verdict is not None
    ordered = sorted(x.verdict.tested, key=lambda t: (not t.is_baseline, t.crps))
    rows = tuple(_tested(t, x.verdict.published) for t in ordered)
    stem = x.series.id.replace(":", "-").replace("/", "-").lower()
    header = (
        "model",
        "origins",
        "MASE",
        "CRPS",
        "skill, 80 % interval",
        "interval score 80 %",
        "held by 80 %",
        "held by 95 %",
        "PIT fifths",
    )
    rule = ""
    if x.verdict.picking is not None and x.verdict.picking_origins:
        rule = f" Followed origin by origin on what had come by then, the rule itself had a skill of {x.verdict.picking:.2f} over {x.verdict.picking_origins} origins."
    note = f"{capitalised(x.verdict.why)}. Skill is against the {x.verdict.baseline}; shares with Wilson intervals of 95 %.{rule}"
    return Table(f"outlook-check-{stem}", f"{capitalised(x.series.name)}: checked on the past", header, rows, note)


def _tested(t: Tested, published: str) -> tuple[Cell, ...]:
    name = f"{t.model} (published)" if t.model == published else f"{t.model}{', baseline' if t.is_baseline else ''}"
    skill = "–" if t.skill is None else f"{t.skill:.2f}"
    if t.skill_low is not None and t.skill_high is not None:
        skill += f" [{t.skill_low:.2f} to {t.skill_high:.2f}]"
    mase = "NA" if t.mase is None else f"{t.mase:.2f}"
    numbers = (str(t.origins), mase, plain(t.crps, ""), skill, plain(t.interval80, ""))
    shares = (_share(t.inside80), _share(t.inside95), " ".join(map(str, t.pits)))
    return (_text(name), *(_number(n) for n in (*numbers, *shares)))


def _share(share: Share) -> str:
    return f"{share.value:.0%} [{share.low:.0%}–{share.high:.0%}]"


def _ways(book: Book) -> Table:
    """The next step under each way of treating what the observatory calls breaks."""
    by_series: Mapping[str, Outlook] = {x.series.name: x for x in book.outlooks if x.ways}
    names = list(dict.fromkeys(w.treatment for x in by_series.values() for w in x.ways))
    rows = tuple(
        (_text(name), *(_number(_of(next(w for w in x.ways if w.treatment == t), x.series.unit)) for t in names))
        for name, x in by_series.items()
        if {w.treatment for w in x.ways} == set(names)
    )
    note = "Times the observatory calls breaks, treated in every way; where the columns differ, the choice matters."
    return Table("outlook-breaks", "With breaks treated in several ways", ("series", *names), rows, note)
