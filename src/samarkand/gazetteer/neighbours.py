"""What a name right after another says of it: "Paris, Texas", "Hamilton, New Zealand", "Springfield, Ill."."""

from collections.abc import Mapping, Sequence

BETWEEN = ", "


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
