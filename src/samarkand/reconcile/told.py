"""A mention with what comparison needs of its document: language, dates, story, and the passage's vector."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.document import Document
from samarkand.domain.mention import REGISTER, Mention
from samarkand.domain.party import named
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.reconcile.organisations.features import Named
from samarkand.reconcile.organisations.features import named as taken_apart
from samarkand.reconcile.organisations.places import spot_of
from samarkand.reconcile.organisations.writing import folded, script_of
from samarkand.reconcile.words import content_words, editions_in, proper_words, years_in

_TITLES = re.compile(r"《([^》]{2,40})》|«([^»]{3,60})»|“([^”]{3,60})”|„([^“]{3,60})“|\"([^\"]{3,60})\"|”([^”]{3,60})”")
_NUMBERS = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[.,' ]\d{3})+|\d{2,})(?!\d)")
_YEARLIKE = re.compile(r"(?:19|20)\d\d")
_MOST_ORGANISATIONS = 6
_LASTING = frozenset("EGHM")
"""Fields of the codebook."""


@dataclass(frozen=True)
class Told:
    """`vector` is the unit vector of the passage; `story` the id of the story its document stands in, `news` the id of the
    first document of the same news, as translations, earlier and later versions have it."""

    mention: Mention
    document: Document
    story: str
    vector: NDArray[np.float32]
    names: frozenset[str]
    numbers: frozenset[str]
    news: str = ""

    @cached_property
    def parties(self) -> frozenset[str]:
        return named(self.mention.parties)

    @cached_property
    def types(self) -> frozenset[str]:
        """Its type and each second choice."""
        return frozenset((self.mention.type, *self.mention.alt_types))

    @property
    def when(self) -> Period | None:
        """The date of the act, else of the document."""
        return self.mention.period or self.document.period

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """First and last day the act can have been, as ordinals."""
        return (self.when.first.toordinal(), self.when.last.toordinal()) if self.when else None

    @property
    def is_promised(self) -> bool:
        return self.mention.stage in (Stage.MOOTED, Stage.ANNOUNCED)

    @property
    def lasts(self) -> bool:
        """An agreement, a listing or an institution rather than something that takes place and is over."""
        return self.mention.type[0] in _LASTING

    @property
    def is_dated(self) -> bool:
        """The text gives the act a day of its own, other than that of the document."""
        return self.mention.period is not None and self.mention.period != self.document.period

    @cached_property
    def editions(self) -> frozenset[int]:
        """Which time an event or a session is held, as its title or passage says."""
        return editions_in(self.mention.quote.text) or editions_in(self.document.title)

    @cached_property
    def years(self) -> frozenset[int]:
        """Years the passage names."""
        return years_in(self.mention.quote.text)

    @cached_property
    def told_on(self) -> int | None:
        """The day of the document, as an ordinal."""
        return self.document.period.first.toordinal() if self.document.period else None

    @cached_property
    def town(self) -> tuple[str, str] | None:
        """Country and town or region, by its English name where the gazetteer has one in whatever script it is written."""
        place = self.mention.place
        if not place.country or not place.name:
            return None
        plain = folded(place.name)
        spot = spot_of(plain, script_of(plain))
        return (place.country, spot.name.casefold() if spot and spot.name else plain)

    @cached_property
    def institutions(self) -> tuple[Named, ...]:
        """Its organisations taken apart; their country is not told, since several parties may take part."""
        return tuple(taken_apart(name, "") for name in self.mention.organisations[:_MOST_ORGANISATIONS])

    @cached_property
    def sizes(self) -> Mapping[str, frozenset[float]]:
        """Every number given for a unit."""
        found: dict[str, set[float]] = {}
        for quantity in self.mention.axes.quantity:
            found.setdefault(quantity.unit, set()).add(quantity.value)
        return {unit: frozenset(values) for unit, values in found.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        return content_words(self.mention.quote.text)

    @cached_property
    def title_words(self) -> frozenset[str]:
        return content_words(self.document.title)

    @cached_property
    def proper(self) -> frozenset[str]:
        return proper_words(self.mention.quote.text)


def names_in(text: str) -> frozenset[str]:
    """Titles and names the text sets in quotation marks."""
    return frozenset(group.casefold() for found in _TITLES.finditer(text) for group in found.groups() if group)


def numbers_in(text: str) -> frozenset[str]:
    """Numbers of two digits and more that are no years."""
    plain = (re.sub(r"\D", "", found.group()) for found in _NUMBERS.finditer(text))
    return frozenset(number for number in plain if not _YEARLIKE.fullmatch(number))


def passage(mention: Mention, document: Document) -> str:
    """The words whose meaning is compared. A row's are its title: its headings mean the same in every row."""
    return document.title if mention.read_by == REGISTER else mention.quote.text


def tell(
    mention: Mention, document: Document, story: str, vector: Sequence[float] | NDArray[np.float32], news: str = ""
) -> Told:
    text = mention.quote.text
    told = np.asarray(vector, dtype=np.float32)
    return Told(mention, document, story, told, names_in(text), numbers_in(text), news or document.id)
