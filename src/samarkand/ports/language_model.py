"""A question to a language model, its reply, and the ways of getting none."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Reason(StrEnum):
    """Why there is no answer to use. The values are what people read in the cost line."""

    TIMEOUT = "timed out"
    CONNECTION = "not reached"
    RATE_LIMIT = "told to wait"
    SERVER = "server error"
    REJECTED = "request rejected"
    NO_KEY = "no key"
    MALFORMED = "malformed"
    SCHEMA = "not in the schema"
    REFUSED = "refused"
    TRUNCATED = "truncated"
    CALLS = "call budget spent"
    TOKENS = "token budget spent"
    GIVEN_UP = "not tried after failures in a row"


UNREACHED = frozenset(
    {Reason.TIMEOUT, Reason.CONNECTION, Reason.RATE_LIMIT, Reason.SERVER, Reason.REJECTED, Reason.NO_KEY}
)
"""The reasons that say something about the endpoint, not about the one question."""


@dataclass(frozen=True, slots=True)
class Request:
    """`system` is ours, `user` carries the document as data, `schema` is what the reply has to fit."""

    system: str
    user: str
    schema: Mapping[str, Any]
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The text of an answer as it came; tokens are 0 where the endpoint does not say."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


class Unanswered(Exception):  # noqa: N818 — reads as what it is: `raise Unanswered(reason)`
    """There is no usable reply. What it cost all the same is told; what the endpoint wrote is not."""

    def __init__(self, reason: Reason, tokens_in: int = 0, tokens_out: int = 0) -> None:
        self.reason, self.tokens_in, self.tokens_out = reason, tokens_in, tokens_out
        super().__init__(reason.value)


class LanguageModel(Protocol):
    """`name` is recorded with every mention got from it; `ask` replies or raises `Unanswered`."""

    @property
    def name(self) -> str: ...

    def ask(self, request: Request) -> Reply: ...
