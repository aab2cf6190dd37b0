"""Indexes of the world's news that can be asked for addresses."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from samarkand.domain.lead import Lead
from samarkand.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """What to look for. `first` and `last` are both included; languages are ISO 639, countries ISO 3166-1 alpha-2.

    `terms` are in the index's own language of queries; `collections` are numbers of an index that has them.
    """

    terms: str
    first: date
    last: date
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    collections: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StoriesFound:
    """Addresses once each, in the order they came; `refusals` say what could not be had."""

    leads: tuple[Lead, ...] = ()
    refusals: tuple[Refusal, ...] = ()


class StorySearch(Protocol):
    """Never raises for what an index does: a time-out, a refusal or a malformed answer is one refusal."""

    def find(self, query: StoryQuery) -> StoriesFound: ...
