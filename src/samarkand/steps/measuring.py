"""The record becomes measurements."""

from collections.abc import Iterable, Iterator

from samarkand.collect.exchanges import books
from samarkand.domain.band import Band
from samarkand.domain.budget import BudgetLine
from samarkand.domain.budget import told as budget_told
from samarkand.domain.change import Change
from samarkand.domain.commitment import Commitment
from samarkand.domain.curve import CurvePoint
from samarkand.domain.document import Imprint
from samarkand.domain.evaluation import Evaluation
from samarkand.domain.exchange import Exchange
from samarkand.domain.health import SourceWeek
from samarkand.domain.ids import content_id
from samarkand.domain.measurement import Measurement
from samarkand.domain.mention import Mention
from samarkand.domain.milestone import Milestone
from samarkand.domain.panel import PanelMember
from samarkand.domain.statistic import Statistic
from samarkand.domain.telling import Telling
from samarkand.domain.uptake import Carried
from samarkand.domain.volume import Volume
from samarkand.measure.board import board
from samarkand.measure.budget import budget
from samarkand.measure.curves import curves
from samarkand.measure.measure import measure as measure_record
from samarkand.measure.measure import panel
from samarkand.measure.record import Record
from samarkand.measure.view import views_of
from samarkand.steps.observatory import OF_COMMITMENTS, VERSION, WHOLE, Observatory


def key(o: Observatory) -> str:
    cards = (repr(card) for card in o.indicators.values())
    statistics = sorted(o.tables.parts("statistics"))
    return content_id(
        "measure", VERSION, o.stamps.get("follow") or "", o.stamps.get("uptake") or "", *cards, *statistics
    )


def _tellings(o: Observatory, exchanges: Iterable[Exchange]) -> Iterator[Telling]:
    """Who told of an exchange on which day, as far as documents are dated to the day."""
    of = {m: x.id for x in exchanges for m in x.mentions}
    said = [(of[m.id], m.document_id) for m in o.tables.read("mentions", Mention) if m.id in of]
    cited = {document for _, document in said}
    documents = {d.id: d for d in o.tables.read("documents", Imprint) if d.id in cited and d.period}
    for exchange, document in said:
        if (d := documents.get(document)) and d.period and d.period.first == d.period.last:
            yield Telling(exchange, d.lineage_id, d.period.first)


def work(o: Observatory) -> str:
    exchanges = tuple(o.tables.read("exchanges", Exchange))
    record = Record(
        focus=o.settings.focus,
        exchanges=exchanges,
        volumes=tuple(o.tables.read("volumes", Volume)),
        statistics=tuple(o.tables.read("statistics", Statistic)),
        bands=tuple(o.tables.read("bands", Band)),
        weeks=tuple(o.tables.read("weeks", SourceWeek)),
        carried=tuple(o.tables.read("initiative_uptake", Carried)),
        commitments=tuple(o.tables.read("commitments", Commitment)),
        commitment_milestones=tuple(o.tables.read("milestones", Milestone, [OF_COMMITMENTS])),
        evaluations=tuple(o.tables.read("evaluations", Evaluation)),
        registers=frozenset(r.keeper.lineage_id for r in books.registers(o.tables)),
        sources=books.with_keepers(o.sources, o.tables),
        tellings=tuple(_tellings(o, exchanges)),
    )
    views = views_of(record)
    measured = measure_record(record, o.indicators, views)
    o.tables.write("measurements", WHOLE, Measurement, measured)
    o.tables.write("panel", WHOLE, PanelMember, panel(record))
    o.tables.write("curves", WHOLE, CurvePoint, curves(views))
    o.tables.write("changes", WHOLE, Change, board(measured))
    spent = budget(measured, o.indicators)
    o.tables.write("budget", WHOLE, BudgetLine, spent)
    missing = sum(m.is_missing for m in measured)
    return f"{len(measured):,} measurements, {missing:,} of them NA with a reason; {budget_told(spent)}"
