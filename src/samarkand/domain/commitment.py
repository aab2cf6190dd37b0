"""One testable promise: who, to whom, what, how much, by when, and how far it has come."""

from dataclasses import dataclass
from enum import StrEnum

from samarkand.domain.mention import Quantity
from samarkand.domain.party import named
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote


class DueBasis(StrEnum):
    """Whether the promise names its date, or its type's usual time stands in."""

    STATED = "stated"
    IMPUTED = "imputed"


class State(StrEnum):
    """How a commitment stands. Silence leaves it open: there is no state for a broken one."""

    OPEN = "open"
    PARTLY = "partly"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Search:
    """What was searched for the outcome: the documents from the promise on, `first` to `last` as YYYY-MM-DD.

    No documents means that nobody looked, which is something else than having found nothing.
    """

    documents: int = 0
    first: str | None = None
    last: str | None = None

    @property
    def was_made(self) -> bool:
        return self.documents > 0


@dataclass(frozen=True, slots=True)
class Commitment:
    """`promised_on` and `as_of` are YYYY-MM-DD; `known` says when the first document told of it.

    `due` is None where neither the text nor its type says when. `late`: delivered after what was stated. `stalled`: due,
    and nothing heard since; never said of one that was not searched for. `fulfilled` is the share of the quantity,
    None without one. `score` says how sure we are that it is a testable promise, in 0..1. `exchange_id` is the exchange the promise itself is part of.
    """

    id: str
    type: str
    what: str
    parties: tuple[str, ...]
    quote: Quote
    promised_on: str | None
    known: Period | None
    organisations: tuple[str, ...] = ()
    proper_name: str | None = None
    due: Period | None = None
    due_basis: DueBasis | None = None
    quantity: tuple[Quantity, ...] = ()
    initiative: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    exchange_id: str | None = None
    state: State = State.OPEN
    late: bool = False
    stalled: bool = False
    as_of: str | None = None
    replaced_by: str | None = None
    fulfilled: float | None = None
    search: Search = Search()
    score: float = 1.0

    @property
    def field(self) -> str:
        return self.type[0]

    @property
    def document_id(self) -> str:
        return self.quote.document_id

    @property
    def named_parties(self) -> frozenset[str]:
        return named(self.parties)
