"""Whose exchange a yearbook is about: the world, a country, a pair or a region; and which years."""

from dataclasses import dataclass
from enum import StrEnum

from samarkand.domain.party import named


class FocusKind(StrEnum):
    WORLD = "world"
    COUNTRY = "country"
    PAIR = "pair"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Focus:
    """No codes for the world, one for a country, two for a pair, any number for a region."""

    kind: FocusKind
    codes: tuple[str, ...]
    first_year: int
    last_year: int

    def __post_init__(self) -> None:
        wanted = {FocusKind.WORLD: (0, 0), FocusKind.COUNTRY: (1, 1), FocusKind.PAIR: (2, 2)}
        low, high = wanted.get(self.kind, (2, 300))
        if not low <= len(set(self.codes)) <= high:
            raise ValueError(f"focus {self.kind} does not go with the codes {list(self.codes)}")
        if self.first_year > self.last_year:
            raise ValueError(f"the years run backwards: {self.first_year} to {self.last_year}")

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)

    @property
    def key(self) -> str:
        return "-".join((self.kind, *sorted(self.codes))) if self.codes else str(self.kind)

    def covers(self, parties: tuple[str, ...]) -> bool:
        """Is an exchange between these parties within the focus? A region asks for one member and one other."""
        have = named(parties)
        if self.kind is FocusKind.WORLD:
            return True
        if self.kind is FocusKind.PAIR:
            return set(self.codes) <= have
        return bool(have & set(self.codes))
