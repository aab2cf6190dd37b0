"""Where a text may be: an address somebody else's index names, and not the text itself."""

from dataclasses import dataclass
from enum import StrEnum

from samarkand.domain.ids import content_id
from samarkand.domain.period import Period


class LeadKind(StrEnum):
    """What kind of list named the address."""

    GDELT_EVENTS = "gdelt_events"
    GDELT_GKG = "gdelt_gkg"
    GDELT_DOC = "gdelt_doc"
    MEDIA_CLOUD = "media_cloud"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Lead:
    """One address, in the list's words. It is counted and may be fetched when asked for; it is never a document.

    `period` is the day the list gives the item, `publisher` a name or host, `language` an ISO 639 code where the list's
    own name of it is known, `found_in` the file or search that named it.
    """

    address: str
    kind: LeadKind
    title: str = ""
    period: Period | None = None
    publisher: str = ""
    language: str = ""
    country: str = ""
    found_in: str = ""

    @property
    def id(self) -> str:
        return content_id("lead", self.address)
