"""A mention with what comparison needs of its document: language, date, story, and the passage's vector."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.document import Document
from samarkand.domain.mention import REGISTER, Mention
from samarkand.domain.party import named
from samarkand.domain.period import Period

_TITLES = re.compile(r"《([^》]{2,40})》|«([^»]{3,60})»|“([^”]{3,60})”|„([^“]{3,60})“|\"([^\"]{3,60})\"|”([^”]{3,60})”")
_NUMBERS = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[.,' ]\d{3})+|\d{2,})(?!\d)")
_YEARLIKE = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Told:
    """`vector` is the unit vector of the quote; `story` the id of the story its document stands in."""

    mention: Mention
    document: Document
    story: str
    vector: NDArray[np.float32]
    names: frozenset[str]
    numbers: frozenset[str]

    @property
    def parties(self) -> frozenset[str]:
        return named(self.mention.parties)

    @property
    def when(self) -> Period | None:
        """The date of the act, else of the document."""
        return self.mention.period or self.document.period


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


def tell(mention: Mention, document: Document, story: str, vector: Sequence[float] | NDArray[np.float32]) -> Told:
    text = mention.quote.text
    return Told(mention, document, story, np.asarray(vector, dtype=np.float32), names_in(text), numbers_in(text))
