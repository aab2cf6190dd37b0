"""What a name right after another says of it: "Paris, Texas", "Hamilton, New Zealand", "Springfield, Ill."."""

import re
from collections.abc import Mapping, Sequence

BETWEEN = ", "
_TOWN = re.compile(r"(?:[A-Z][\w'’.-]+ ){0,2}[A-Z][\w'’-]+$")
_REACH = 48
_CLOSED = re.compile(r"\s*(?:$|[,.;:)\]\n–—-]|\d{5}\b)")
_SMALL = ("The ", "In ", "At ", "From ", "Near ", "Of ", "And ", "For ", "To ")


class Divisions:
    """The first-level divisions by their written forms, and the towns that share a name with a better known place.

    `regions`: form to code ("US.TX", or "MX" where the division has none); `towns`: form to such codes.
    """

    def __init__(self, regions: Mapping[str, str], towns: Mapping[str, Sequence[str]]) -> None:
        self._regions = regions
        self._towns = towns

    def country_of(self, form: str) -> str | None:
        """The country whose division is written so."""
        division = self._regions.get(form)
        return division[:2] if division else None

    def settled(self, form: str, codes: Sequence[str], after: str, codes_after: Sequence[str]) -> str | None:
        """The country of `form` by the name `after` it, of the codes each may have; None where that says nothing."""
        for code in codes:
            if code in codes_after:
                return code
        division = self._regions.get(after)
        return division[:2] if division and division in self._towns.get(form, ()) else None


def unlisted_town(text: str, start: int, end: int, short: bool) -> tuple[int, int] | None:
    """The span of a town the gazetteer does not know, before the comma and the division that starts at `start`.

    A division written in full must close the apposition: "Xenia, Ohio," but not "On Monday, Ohio lawmakers".
    """
    if not short and not _CLOSED.match(text, end):
        return None
    left = max(0, start - len(BETWEEN) - _REACH)
    found = _TOWN.search(text[left : start - len(BETWEEN)])
    if not found:
        return None
    begin = left + found.start()
    begin += next((len(word) for word in _SMALL if found.group().startswith(word)), 0)
    return begin, start - len(BETWEEN)
