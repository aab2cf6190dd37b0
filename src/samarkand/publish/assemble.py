"""From tables to the book: what lies within the focus, and only what it rests on."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from samarkand import __version__
from samarkand.codebook.indicators import Indicator
from samarkand.codebook.types import Codebook
from samarkand.domain.artefact import Artefact
from samarkand.domain.budget import BudgetLine
from samarkand.domain.capture import Capture
from samarkand.domain.change import Change
from samarkand.domain.curve import CurvePoint
from samarkand.domain.document import Document
from samarkand.domain.edition import Edition
from samarkand.domain.exchange import Exchange
from samarkand.domain.forecast import Forecast, Score
from samarkand.domain.health import SourceHealth, SourceWeek
from samarkand.domain.measurement import Measurement
from samarkand.domain.mention import Mention
from samarkand.domain.milestone import Milestone
from samarkand.domain.observatory import Settings
from samarkand.domain.outlook import Outlook
from samarkand.domain.panel import PanelMember
from samarkand.domain.refusal import Refusal
from samarkand.domain.source import Source
from samarkand.domain.uptake import Carried, InitiativeMilestone, Naming, SetAside
from samarkand.domain.volume import Volume
from samarkand.publish.book import Book

Read = Callable[[str, type[Any]], Iterable[Any]]


def _cut_off(documents: Iterable[Document]) -> str | None:
    """The last day any document can have been published, to the precision it is known."""
    periods = [d.period for d in documents if d.period]
    latest = max(periods, key=lambda p: (p.last, p.start), default=None)
    return (latest.end or latest.start) if latest else None


def assemble(
    settings: Settings,
    now: datetime,
    codebook: Codebook,
    indicators: Mapping[str, Indicator],
    names: Mapping[str, str],
    sources: tuple[Source, ...],
    read: Read,
    ledger: tuple[Forecast, ...] = (),
) -> Book:
    """`read` gives the rows of a table by its name and domain type."""
    focus = settings.focus
    exchanges = tuple(x for x in read("exchanges", Exchange) if x.is_within(focus))
    wanted = {m for x in exchanges for m in x.mentions}
    mentions = {m.id: m for m in read("mentions", Mention) if m.id in wanted}
    cited = {m.document_id for m in mentions.values()}
    uptake = tuple(read("initiative_milestones", InitiativeMilestone))
    cited |= {q.document_id for m in uptake for q in m.quotes}
    all_documents = list(read("documents", Document))
    inside = {x.id for x in exchanges}
    edition = Edition(
        id=settings.edition,
        title=settings.title,
        focus=focus,
        cut_off=_cut_off(all_documents),
        built_at=now.date().isoformat(),
        versions=(("samarkand", __version__), ("codebook", codebook.digest)),
    )
    return Book(
        edition=edition,
        exchanges=exchanges,
        milestones=tuple(m for m in read("milestones", Milestone) if m.subject_id in inside),
        mentions=mentions,
        documents={d.id: d for d in all_documents if d.id in cited},
        sources=sources,
        volumes=tuple(read("volumes", Volume)),
        refusals=tuple(read("refusals", Refusal)),
        measurements=tuple(read("measurements", Measurement)),
        indicators=indicators,
        codebook=codebook,
        names=names,
        artefacts=tuple(a for a in read("artefacts", Artefact) if a.document_id in cited),
        weeks=tuple(read("weeks", SourceWeek)),
        health=tuple(read("health", SourceHealth)),
        panel=tuple(read("panel", PanelMember)),
        changes=tuple(read("changes", Change)),
        captures=tuple(read("captures", Capture)),
        initiative_milestones=uptake,
        carried=tuple(c for c in read("initiative_uptake", Carried) if c.exchange_id in inside),
        namings=tuple(read("namings", Naming)),
        set_aside=tuple(read("set_aside", SetAside)),
        curves=tuple(read("curves", CurvePoint)),
        budget=tuple(read("budget", BudgetLine)),
        outlooks=tuple(read("outlooks", Outlook)),
        forecasts=tuple(read("forecasts", Forecast)),
        ledger=ledger,
        scores=tuple(read("scores", Score)),
    )
