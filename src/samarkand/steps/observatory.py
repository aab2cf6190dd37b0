"""What all steps work on: settings, ports and what `wiring` chose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from samarkand.codebook.indicators import Indicator
from samarkand.codebook.types import Codebook
from samarkand.collate.releases import Describe
from samarkand.domain.document import Document
from samarkand.domain.forecast import Forecast
from samarkand.domain.judgement import Judgement
from samarkand.domain.mention import Mention
from samarkand.domain.observatory import Settings
from samarkand.domain.pair import PairJudgement
from samarkand.domain.source import Source
from samarkand.ports.bounded import Bounded
from samarkand.ports.captures import Captures
from samarkand.ports.clock import Clock
from samarkand.ports.compute import Compute
from samarkand.ports.encoder import Encoder
from samarkand.ports.progress import Progress
from samarkand.ports.shelf import Shelf
from samarkand.ports.snapshots import Snapshots
from samarkand.ports.stamps import Stamps
from samarkand.ports.tables import Tables
from samarkand.ports.web import Web
from samarkand.read.assist import Assistant

VERSION = "1"

WHOLE = "all"

SAID = 20
OF_COMMITMENTS = "commitments"
"""The part of a table that promises wrote, beside that of exchanges."""

T = TypeVar("T")


@dataclass(frozen=True)
class Observatory:
    """Everything the stages need, chosen by `wiring`. `read_documents` and `describe` can be sent to other processes."""

    settings: Settings
    sources: tuple[Source, ...]
    tables: Tables
    snapshots: Snapshots
    stamps: Stamps
    shelf: Shelf
    compute: Compute
    encoder: Encoder
    clock: Clock
    progress: Progress
    codebook: Codebook
    indicators: Mapping[str, Indicator]
    languages: frozenset[str]
    names: Mapping[str, str]
    reader_digest: str
    read_documents: Callable[[Sequence[Document]], list[Mention]]
    typeset: Callable[..., bytes]
    judgements: tuple[Judgement, ...] = ()
    pair_judgements: tuple[PairJudgement, ...] = ()
    assistant: Assistant | None = None
    web: Web | None = None
    captures: Captures | None = None
    bounded: Bounded | None = None
    describe: Describe | None = None
    ledger: tuple[Forecast, ...] = ()
