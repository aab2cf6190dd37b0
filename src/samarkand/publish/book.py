"""All a yearbook is made of, in one place, read-only."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from samarkand.codebook.indicators import Indicator
from samarkand.codebook.types import Codebook
from samarkand.domain.artefact import Artefact
from samarkand.domain.budget import BudgetLine
from samarkand.domain.capture import Capture
from samarkand.domain.change import Change, Verdict
from samarkand.domain.curve import CurvePoint
from samarkand.domain.document import Document
from samarkand.domain.edition import Edition
from samarkand.domain.exchange import Exchange
from samarkand.domain.forecast import Forecast, Score
from samarkand.domain.health import SourceHealth, SourceWeek
from samarkand.domain.measurement import Measurement
from samarkand.domain.mention import Mention
from samarkand.domain.milestone import Milestone
from samarkand.domain.outlook import Outlook
from samarkand.domain.panel import PanelMember
from samarkand.domain.refusal import Refusal
from samarkand.domain.source import Source
from samarkand.domain.uptake import Carried, InitiativeMilestone, Naming, SetAside
from samarkand.domain.volume import Volume


@dataclass(frozen=True)
class Book:
    """`exchanges` lie within the focus and its years; `mentions` and `documents` are those they rest on.

    `names` gives the English short name of every code, bodies included. `forecasts` are made for this edition, `ledger`
    holds those issued before, which `scores` are of.
    """

    edition: Edition
    exchanges: tuple[Exchange, ...]
    milestones: tuple[Milestone, ...]
    mentions: Mapping[str, Mention]
    documents: Mapping[str, Document]
    sources: tuple[Source, ...]
    volumes: tuple[Volume, ...]
    refusals: tuple[Refusal, ...]
    measurements: tuple[Measurement, ...]
    indicators: Mapping[str, Indicator]
    codebook: Codebook
    names: Mapping[str, str]
    artefacts: tuple[Artefact, ...] = ()
    weeks: tuple[SourceWeek, ...] = ()
    health: tuple[SourceHealth, ...] = ()
    panel: tuple[PanelMember, ...] = ()
    changes: tuple[Change, ...] = ()
    captures: tuple[Capture, ...] = ()
    initiative_milestones: tuple[InitiativeMilestone, ...] = ()
    carried: tuple[Carried, ...] = ()
    namings: tuple[Naming, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    curves: tuple[CurvePoint, ...] = ()
    budget: tuple[BudgetLine, ...] = ()

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """What all changes judged together say of each, by the id of its measurement."""
        return {change.measurement: change.verdict for change in self.changes}

    outlooks: tuple[Outlook, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    ledger: tuple[Forecast, ...] = ()
    scores: tuple[Score, ...] = ()

    @cached_property
    def artefacts_of(self) -> Mapping[str, tuple[Artefact, ...]]:
        """Artefacts by the document they are attached to."""
        out: dict[str, tuple[Artefact, ...]] = {}
        for artefact in self.artefacts:
            out[artefact.document_id] = (*out.get(artefact.document_id, ()), artefact)
        return out

    @cached_property
    def milestones_of(self) -> Mapping[str, tuple[Milestone, ...]]:
        """Milestones by the exchange they belong to."""
        out: dict[str, tuple[Milestone, ...]] = {}
        for milestone in self.milestones:
            out[milestone.subject_id] = (*out.get(milestone.subject_id, ()), milestone)
        return out
