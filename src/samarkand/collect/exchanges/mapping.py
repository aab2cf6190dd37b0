"""What the user says of their own table: which heading means what, and what their words stand for."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from samarkand.domain.artefact import ArtefactKind
from samarkand.domain.errors import SamarkandError
from samarkand.domain.party import UNNAMED
from samarkand.domain.scale import Stage
from samarkand.domain.source import Source, SourceKind

PAGE = "see docs/own-register.md"


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Headings = Annotated[tuple[str, ...], BeforeValidator(_several)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Keeper(_Part):
    """Who keeps the register, as in a source file; with an `id` alone it is looked up among the sources."""

    id: str = Field(min_length=1)
    name: str = ""
    kind: SourceKind = SourceKind.REGISTER
    owner: str = ""
    funder: str = ""
    controlled_by: tuple[str, ...] | None = None
    country: str | None = None
    lineage: str = ""
    licence: str = ""
    note: str = ""

    @property
    def source(self) -> Source:
        return Source(**self.model_dump())


class Columns(_Part):
    """Headings by what they hold. Where several may be named, each is read and the values are joined."""

    key: str = ""
    date: str = ""
    start: str = ""
    end: str = ""
    type: str = ""
    stage: str = ""
    parties: Headings = ()
    origin: Headings = ()
    target: Headings = ()
    organisations: Headings = ()
    place: str = ""
    country: str = ""
    title: str = ""
    initiative: Headings = ()
    says: str = ""
    url: str = ""
    note: Headings = ()

    def roles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each role that is filled, with its headings, in the order in which a row is written out."""
        for role in self.__class__.model_fields:
            if held := getattr(self, role):
                yield role, (held,) if isinstance(held, str) else held


class Constants(_Part):
    """What holds for every row, where the sheet has no column for it or leaves it empty; parties are always added."""

    date: str = ""
    type: str = ""
    stage: str = ""
    parties: Headings = ()
    organisations: Headings = ()
    place: str = ""
    country: str = ""


class ExchangeMapping(_Part):
    """The whole file. `artefacts` gives kinds by heading, `quantities` units by heading (`{Heading}` for one written there)."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")
    sheet: str = ""
    header: int | None = Field(default=None, ge=1)
    encoding: str = ""
    separators: tuple[str, ...] = (";", "|", "\n", "；", "、")
    decimal: str = Field(default=".", pattern=r"^[.,]$")
    languages: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()
    source: Keeper
    columns: Columns
    constants: Constants = Constants()
    types: Mapping[str, str] = {}
    stages: Mapping[str, Stage] = {}
    parties: Mapping[str, str] = {}
    quantities: Mapping[str, str] = {}
    artefacts: Mapping[str, ArtefactKind] = {}

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading the sheet must have."""
        named = (heading for _, headings in self.columns.roles() for heading in headings)
        return tuple(dict.fromkeys((*named, *self.quantities, *self.artefacts)))


def keeper_of(mapping: ExchangeMapping, sources: Iterable[Source]) -> Source:
    """The source that answers for the rows: one that is described already, or the one the mapping describes."""
    told = mapping.source
    found = next((source for source in sources if source.id == told.id), None)
    if found and len(told.model_fields_set) > 1:
        raise SamarkandError(
            f"source {told.id} is described in a file already", "mapping", "keep only id under [source]"
        )
    if not found and not told.name:
        raise SamarkandError(
            f"there is no source {told.id}", "mapping", "give its name and controlled_by under [source]"
        )
    return found or told.source


def read_mapping(
    text: str, file: str, types: Collection[str], parties: Collection[str], languages: Collection[str]
) -> ExchangeMapping:
    """The mapping of a TOML text, whose codes are all known; SamarkandError says what is wrong with it."""
    try:
        told = ExchangeMapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        raise SamarkandError(f"not TOML: {problem}", file, "mend the line it names") from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        raise SamarkandError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", file, PAGE) from problem
    if complaint := next(_complaints(told, types, parties, languages), None):
        raise SamarkandError(complaint, file, PAGE)
    return told


def _complaints(
    told: ExchangeMapping, types: Collection[str], parties: Collection[str], languages: Collection[str]
) -> Iterator[str]:
    columns, constants = told.columns, told.constants
    for what, there in (
        ("date", columns.date or columns.start or constants.date),
        ("type", columns.type or constants.type),
        ("stage", columns.stage or constants.stage),
        ("parties", columns.parties or columns.origin or columns.target or constants.parties),
    ):
        if not there:
            yield f"no {what}: name its column under [columns], or what it always is under [constants]"
    yield from (f"types: {code!r} is no type of the codebook" for code in told.types.values() if code not in types)
    for code in (*told.parties.values(), *(told.source.controlled_by or ())):
        if code not in parties or code == UNNAMED:
            yield f"{code!r} is no code of a country or body"
    yield from (
        f"languages: {code!r} is none of {', '.join(languages)}" for code in told.languages if code not in languages
    )
