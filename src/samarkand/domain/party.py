"""Who takes part: countries and bodies by code, institutions by name; and where."""

from dataclasses import dataclass
from enum import StrEnum

UNNAMED = "XX"
"""A foreign side that is present but not named; ignored when parties are compared."""


class PartyKind(StrEnum):
    COUNTRY = "country"
    BODY = "body"


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A country (ISO 3166-1 alpha-2) or a body by its usual acronym."""

    code: str
    kind: PartyKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happens: country code and the name as written, either of them unknown."""

    country: str | None = None
    name: str | None = None


def named(parties: tuple[str, ...]) -> frozenset[str]:
    """The codes that name somebody."""
    return frozenset(parties) - {UNNAMED}
