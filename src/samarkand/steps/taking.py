"""What people hand in beside documents: registers, leads, sheets of exchanges."""

import hashlib
from collections.abc import Callable

from samarkand.collate.leads import SEARCHED
from samarkand.collect.exchanges import books
from samarkand.collect.exchanges.mapping import ExchangeMapping, keeper_of
from samarkand.collect.exchanges.register import Entered, enter
from samarkand.collect.registers.parse import parse_register
from samarkand.collect.registers.shape import Shape
from samarkand.domain.ids import content_id
from samarkand.domain.lead import Lead
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic
from samarkand.ports.artefacts import Artefacts
from samarkand.ports.sheets import Sheet
from samarkand.ports.story_search import StoriesFound
from samarkand.steps.observatory import Observatory


def take_statistics(
    o: Observatory, file: str, data: bytes, code_of_name: Callable[[str], str | None], own: Shape | None = None
) -> tuple[int, int]:
    """A register or series into the record, in place of an earlier one from a file of that name; cells taken, lines refused."""
    rows = list(parse_register(data, file, o.names.__contains__, code_of_name, own))
    taken = [row for row in rows if isinstance(row, Statistic)]
    refused = [row for row in rows if isinstance(row, Refusal)]
    of_file = content_id("series", file)
    part = f"{of_file}-{hashlib.sha256(data + repr(own).encode()).hexdigest()[:16]}"
    for name, kind, found in (("statistics", Statistic, taken), ("refusals", Refusal, refused)):
        o.tables.write(name, part, kind, found)
        o.tables.keep_only(name, [p for p in o.tables.parts(name) if p == part or not p.startswith(of_file)])
    return len(taken), len(refused)


def take_leads(o: Observatory, search: str, found: StoriesFound) -> None:
    """What a search found into the record, in place of what the same search found before."""
    part = SEARCHED + content_id("leads", search)
    o.tables.write("leads", part, Lead, found.leads)
    o.tables.write("refusals", part, Refusal, found.refusals)


def take_exchanges(
    o: Observatory, sheet: Sheet, mapping: ExchangeMapping, artefacts: Artefacts, file: str, sha256: str
) -> Entered:
    """A register people keep into the record, in place of what it said before."""
    keeper = keeper_of(mapping, o.sources)
    taken = enter(sheet, mapping, keeper, o.codebook, o.names, artefacts, o.clock.now().date(), file)
    books.put(o.tables, mapping.id, keeper, file, sha256, taken)
    return taken
