"""One real-world act, merged from mentions; every value keeps the mentions that say so."""

from dataclasses import dataclass

from samarkand.domain.focus import Focus
from samarkand.domain.mention import Quantity
from samarkand.domain.party import Place, named
from samarkand.domain.period import Period
from samarkand.domain.scale import Grade, Stage, Valence


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one field, with the ids of the mentions that assert it."""

    field: str
    value: str
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """The chosen value of each field, and beside it every value anybody asserted.

    `lineages` are all that report it, `independent` those whose word is not a party's,
    `voices` the parties whose own sources report it. `format` to `quantity` are the axes of its mentions, one quantity a
    unit. `parent` is the id of the umbrella it stands under, a culture year or a festival; `occurrences` says how many
    times a series took place.
    """

    id: str
    type: str
    stage: Stage
    valence: Valence
    parties: tuple[str, ...]
    place: Place
    period: Period | None
    organisations: tuple[str, ...]
    title: str
    mentions: tuple[str, ...]
    values: tuple[Value, ...]
    lineages: tuple[str, ...]
    independent: tuple[str, ...]
    voices: tuple[str, ...]
    grade: Grade
    direction: str | None = None
    initiative: tuple[str, ...] = ()
    format: str | None = None
    lead_sector: str | None = None
    level: str | None = None
    tech: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    quantity: tuple[Quantity, ...] = ()
    parent: str | None = None
    occurrences: int = 1

    @property
    def field(self) -> str:
        return self.type[0]

    def is_within(self, focus: Focus) -> bool:
        """Between parties the focus covers, and in one of its years."""
        if self.period is None or not focus.covers(self.parties):
            return False
        return self.period.within_years(focus.first_year, focus.last_year)

    @property
    def named_parties(self) -> frozenset[str]:
        return named(self.parties)
