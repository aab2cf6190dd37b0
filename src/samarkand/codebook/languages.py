"""What a language uses to say that something was agreed, planned, cancelled, when and where."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from samarkand.codebook.numerals import Numerals, parse_numerals
from samarkand.domain.ids import content_id
from samarkand.domain.scale import Stage

FIELD_TOPICS = frozenset({"culture", "heritage", "education", "tourism", "media", "youth", "sport", "community"})
"""Topics of the codebook's own fields; the others speak of other news."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """Lower-case words of the calendar; offsets in days, weeks, months or years from the document's date."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    relative_days: Mapping[str, int]
    relative_weeks: Mapping[str, int]
    relative_months: Mapping[str, int]
    relative_years: Mapping[str, int]
    next_weekday: tuple[str, ...]
    last_weekday: tuple[str, ...]
    range: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationHead:
    """A word that heads an institution's name, the sector it stands for, and what it is: `museum`, `ministry`, …"""

    term: str
    kind: str
    type: str = "institution"


@dataclass(frozen=True, slots=True)
class OrganisationWords:
    """What surrounds a head word in a name; lower case, `fields` and `adjectives` are stems."""

    endings: tuple[str, ...]
    small: frozenset[str]
    joins: frozenset[str]
    links: frozenset[str]
    at: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    before: frozenset[str]
    adjectives: tuple[str, ...]
    fields: tuple[str, ...]
    alone: frozenset[str]
    closing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """Cues are lower-case; matched inside words in Han, at word starts elsewhere."""

    code: str
    name: str
    script: str
    stage: Mapping[Stage, tuple[str, ...]]
    negation: tuple[str, ...]
    hypothesis: tuple[str, ...]
    background: tuple[str, ...]
    place_before: tuple[str, ...]
    dates: DateWords
    organisations: tuple[OrganisationHead, ...]
    organisation_words: OrganisationWords
    both_sides: tuple[str, ...]
    foreign_unnamed: tuple[str, ...]
    own_country: tuple[str, ...]
    axes: Mapping[str, Mapping[str, tuple[str, ...]]]
    topics: Mapping[str, tuple[str, ...]]
    numerals: Numerals
    units: Mapping[str, tuple[str, ...]]

    @property
    def is_han(self) -> bool:
        return self.script == "Han"


def _cues(row: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in row.items()}


def _heads(table: Mapping[str, Mapping[str, list[str]]]) -> Iterator[OrganisationHead]:
    for kind, sectors in table.items():
        for sector, terms in sectors.items():
            yield from (OrganisationHead(term, sector, kind) for term in terms)


def _organisation_words(row: Mapping[str, list[str]]) -> OrganisationWords:
    sets = ("small", "joins", "links", "at", "titles", "never", "before", "alone", "closing")
    return OrganisationWords(
        endings=tuple(row["endings"]),
        adjectives=tuple(row["adjectives"]),
        fields=tuple(row["fields"]),
        **{name: frozenset(row[name]) for name in sets},
    )


def _parse(text: str) -> Language:
    row = tomllib.loads(text)
    dates = row["dates"]
    lists = {"next_weekday", "last_weekday", "range"}
    words: dict[str, Any] = {key: tuple(value) if key in lists else value for key, value in dates.items()}
    return Language(
        code=row["code"],
        name=row["name"],
        script=row["script"],
        stage={Stage(key): tuple(values) for key, values in row["stage"].items()},
        negation=tuple(row["filter"]["negation"]),
        hypothesis=tuple(row["filter"]["hypothesis"]),
        background=tuple(row["background"]["cues"]),
        place_before=tuple(row["place"]["before"]),
        dates=DateWords(**words),
        organisations=tuple(_heads(row["organisations"]["heads"])),
        organisation_words=_organisation_words(row["organisations"]),
        both_sides=tuple(row["sides"]["both"]),
        foreign_unnamed=tuple(row["sides"]["foreign_unnamed"]),
        own_country=tuple(row["sides"]["own"]),
        topics=_cues(row.get("topics", {})),
        numerals=parse_numerals(row["numbers"]),
        units=_cues(row["units"]),
        axes={axis: _cues(row[axis]) for axis in ("direction", "sector", "level", "format", "tech")},
    )


def _texts() -> dict[str, str]:
    folder = files("samarkand.codebook").joinpath("languages")
    return {p.name: p.read_text("utf-8") for p in folder.iterdir() if p.name.endswith(".toml")}


@cache
def load_languages() -> Mapping[str, Language]:
    """The codebook's languages by ISO 639-1 code."""
    return {language.code: language for language in map(_parse, _texts().values())}


@cache
def languages_digest() -> str:
    return content_id("languages", *(f"{n}\n{t}" for n, t in sorted(_texts().items())))
