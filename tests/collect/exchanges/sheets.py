"""Short ways to make a sheet, a mapping and a folder of artefacts that needs no disk."""

from collections.abc import Sequence
from datetime import date

from samarkand.codebook.languages import load_languages
from samarkand.codebook.types import load_codebook
from samarkand.collect.exchanges.mapping import ExchangeMapping, keeper_of, read_mapping
from samarkand.collect.exchanges.register import Entered, enter
from samarkand.gazetteer.labels import party_names
from samarkand.ports.artefacts import Kept, NotKept
from samarkand.ports.sheets import Cell, Row, Sheet

CODEBOOK, NAMES = load_codebook(), party_names()
TODAY = date(2025, 3, 1)
HEADINGS = ("No.", "When", "What kind", "Done?", "With", "Where", "Title", "Contract")
GOOD: tuple[Cell, ...] = ("1", "2024-05-02", "show", "yes", "Chile", "Arica", "Songs of the coast", "")
MAP = """
id = "ours"
[source]
id = "desk"
name = "Our institute"
controlled_by = ["FJ"]
[columns]
key = "No."
date = "When"
type = "What kind"
stage = "Done?"
parties = "With"
place = "Where"
title = "Title"
[constants]
parties = ["FJ"]
[types]
show = "A2"
concert = "A3"
[stages]
yes = "delivered"
"not yet" = "announced"
[artefacts]
Contract = "contract"
"""


class Cupboard:
    """Holds every file that is named with `.pdf`."""

    def keep(self, name: str) -> Kept | NotKept:
        return Kept(f"sha-{name}", 7) if name.endswith(".pdf") else NotKept("artefact missing", f"{name!r} is not here")


def sheet(*rows: Sequence[Cell], headings: Sequence[Cell] = HEADINGS, name: str = "2024") -> Sheet:
    return Sheet(name, tuple(Row(n, tuple(cells)) for n, cells in enumerate((headings, *rows), 1)))


def mapping(text: str = MAP) -> ExchangeMapping:
    return read_mapping(text, "map.toml", CODEBOOK.by_code, NAMES, load_languages())


def entered(*rows: Sequence[Cell], text: str = MAP, headings: Sequence[Cell] = HEADINGS) -> Entered:
    told = mapping(text)
    table = sheet(*rows, headings=headings)
    return enter(table, told, keeper_of(told, ()), CODEBOOK, NAMES, Cupboard(), TODAY, "own.xlsx")


def row(**changes: Cell) -> tuple[Cell, ...]:
    """The good row with some cells changed, by the first word of their heading."""
    at = {heading.split()[0].rstrip(".?"): i for i, heading in enumerate(HEADINGS)}
    cells = list(GOOD)
    for heading, cell in changes.items():
        cells[at[heading]] = cell
    return tuple(cells)
