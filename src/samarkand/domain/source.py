"""Who publishes what we read, and who is not independent of whom."""

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    GOVERNMENT = "government"
    BROADCASTER = "broadcaster"
    NEWSPAPER = "newspaper"
    AGENCY = "agency"
    WIKI = "wiki"
    UNIVERSITY = "university"
    IGO = "igo"
    NGO = "ngo"
    BUSINESS = "business"
    REGISTER = "register"
    DESK = "desk"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher. `controlled_by` holds codes of parties that own or direct it; None where nobody looked."""

    id: str
    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    owner: str = ""
    controlled_by: tuple[str, ...] | None = None
    country: str | None = None
    languages: tuple[str, ...] = ()
    lineage: str = ""
    licence: str = ""
    publishers: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    note: str = ""

    @property
    def lineage_id(self) -> str:
        return self.lineage or self.id


@dataclass(frozen=True, slots=True)
class Lineage:
    """Sources that are not independent of each other: same owner, same wire, same text."""

    id: str
    sources: tuple[str, ...]
    controlled_by: tuple[str, ...] | None
