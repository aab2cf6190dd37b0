"""Registers in the tables: one part each, replaced whole, and beside the documents that were read."""

from samarkand.collect.exchanges.register import Entered
from samarkand.domain.artefact import Artefact
from samarkand.domain.document import Document, Story
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention
from samarkand.domain.refusal import Refusal
from samarkand.domain.register import Register
from samarkand.domain.source import Source
from samarkand.ports.tables import Tables

ENTERED = "register-"
"""How the names of parts begin that come from registers."""
_WHOLE = "all"
_TABLES = ("entries", "entered", "artefacts")


def registers(tables: Tables) -> list[Register]:
    """Those in force, in the order of their ids."""
    return list(tables.read("registers", Register))


def put(tables: Tables, id_: str, keeper: Source, file: str, sha256: str, taken: Entered) -> Register:
    """The register of that id is from now on this one; what stood there before is out of force with one write."""
    part = f"{ENTERED}{id_}-{taken.digest}"
    tables.write("entries", part, Document, taken.documents)
    tables.write("entered", part, Mention, taken.mentions)
    tables.write("artefacts", part, Artefact, taken.artefacts)
    tables.write("refusals", f"{ENTERED}{id_}", Refusal, taken.refusals)
    register = Register(id_, keeper, file, sha256, part, len(taken.documents), taken.refused)
    others = [r for r in registers(tables) if r.id != id_]
    tables.write("registers", _WHOLE, Register, sorted([*others, register], key=lambda r: r.id))
    return register


def place_beside(tables: Tables) -> int:
    """Every row of the registers in force as a document and a story of its own, nothing of others; how many rows."""
    parts = {r.part for r in registers(tables)}
    for name in _TABLES:
        tables.keep_only(name, parts)
    for part in sorted(parts):
        tables.write("documents", part, Document, list(tables.read("entries", Document, [part])))
    there = tables.parts("documents")
    tables.keep_only("documents", [p for p in there if p in parts or not p.startswith(ENTERED)])
    alone = [Story(content_id("s", d.id), (d.id,)) for d in tables.read("entries", Document)]
    tables.write("stories", ENTERED.rstrip("-"), Story, alone)
    return len(alone)


def with_keepers(sources: tuple[Source, ...], tables: Tables) -> tuple[Source, ...]:
    """The sources described in files, and the keepers of registers that are not among them."""
    known = {source.id for source in sources}
    keepers = {r.keeper.id: r.keeper for r in registers(tables) if r.keeper.id not in known}
    return (*sources, *keepers.values())
