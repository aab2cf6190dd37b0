"""A language model that says what it is told to say, answers kept in memory, and a document to ask about."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from samarkand.codebook.types import Codebook, load_codebook
from samarkand.domain.cost import Budget
from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Stage
from samarkand.ports.language_model import Reason, Reply, Request, Unanswered
from samarkand.read.assist import Assistant

THRESHOLD = 0.3
PARTIES = frozenset({"SN", "PE", "FJ", "NO", "UNESCO", "XX"})
CODEBOOK: Codebook = load_codebook()

SURE = "Fiji and Norway signed a memorandum on museums in Suva on 3 May 2024."
DOUBT = "Dancers from Senegal were in Lima last week."
BLAND = "The weather was fine all week."
WEAK = "A Peruvian choir may come to Dakar."
DOCUMENT = Document(
    "d", f"{SURE} {BLAND} {BLAND} {DOUBT} {BLAND} {WEAK}", "News of the week", lang="en", period=Period("2024-05-06")
)


class FakeModel:
    """Plays its turns in order, the last one for ever; a turn is a text, or a reason to give none."""

    name = "fake"

    def __init__(self, *turns: str | Reason) -> None:
        self.turns, self.asked = list(turns), list[Request]()

    def ask(self, request: Request) -> Reply:
        self.asked.append(request)
        turn = self.turns.pop(0) if len(self.turns) > 1 else self.turns[0]
        if isinstance(turn, Reason):
            raise Unanswered(turn, 5, 1)
        return Reply(turn, 100, 10)


class Kept:
    def __init__(self) -> None:
        self.rows: dict[str, Reply] = {}

    def get(self, key: str) -> Reply | None:
        return self.rows.get(key)

    def put(self, key: str, reply: Reply, read_by: str) -> None:
        self.rows[key] = reply


def quote(words: str, document: Document = DOCUMENT) -> Quote:
    at = document.whole.index(words)
    return Quote(document.id, at, at + len(words), words)


def local(words: str, confidence: float, kind: str = "P2", document: Document = DOCUMENT, **more: Any) -> Mention:
    made = Mention(
        kind,
        Stage.DELIVERED,
        ("PE", "SN"),
        quote(words, document),
        confidence,
        place=Place("PE", "Lima"),
        period=Period("2024-04"),
    )
    return replace(made, **more)


def event(words: str = DOUBT, **more: Any) -> dict[str, Any]:
    return {
        "type": "P2",
        "stage": "delivered",
        "parties": ["SN", "PE"],
        "place": {"country": "PE", "name": "Lima"},
        "date": {"start": "2024-04", "end": None},
        "quote": words,
        "passage": 4,
        "background": False,
        "direction": None,
        "format": None,
        "lead_sector": None,
        "level": None,
        "tech": [],
    } | more


def answer(*events: dict[str, Any]) -> str:
    return json.dumps({"events": events})


def assistant(
    *turns: str | Reason, budget: Budget = Budget(100, 10_000_000), answers: Kept | None = None
) -> tuple[Assistant, FakeModel]:
    model = FakeModel(*turns)
    return Assistant(model, answers or Kept(), CODEBOOK, budget, THRESHOLD, PARTIES), model


def told(mentions: Sequence[Mention], *events: dict[str, Any]) -> tuple[list[Mention], Assistant]:
    """What comes of the mentions of the document when the model answers these events."""
    helper, _ = assistant(answer(*events))
    return helper.assist(DOCUMENT, mentions), helper
