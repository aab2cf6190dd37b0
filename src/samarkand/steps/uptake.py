"""Named initiatives, from launch to uptake."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from samarkand.codebook.initiatives import initiatives_digest, load_initiatives
from samarkand.codebook.uptake import uptake_digest
from samarkand.collect.exchanges import books
from samarkand.domain.document import Imprint
from samarkand.domain.exchange import Exchange
from samarkand.domain.ids import content_id
from samarkand.domain.uptake import Carried, Deed, InitiativeMilestone, Naming, SetAside
from samarkand.follow.initiatives.milestones import milestones as initiative_milestones
from samarkand.follow.initiatives.reading import VERSION as UPTAKE
from samarkand.follow.initiatives.reading import Reading, read_uptake
from samarkand.follow.initiatives.series import carried
from samarkand.ports.tables import Tables
from samarkand.steps.observatory import VERSION, WHOLE, Observatory
from samarkand.steps.texts import Texts, texts_to_read


def key(o: Observatory) -> str:
    digests = (UPTAKE, uptake_digest(), initiatives_digest())
    return content_id("uptake", VERSION, *digests, o.stamps.get("reconcile") or "")


def _read_uptake(texts: Texts, tables: Tables) -> list[Reading]:
    return [read_uptake(d, load_initiatives()) for d in texts.load(tables)]


_UPTAKE_TABLES: tuple[tuple[str, type, Callable[[Reading], Sequence[Any]]], ...] = (
    ("deeds", Deed, lambda r: r.deeds),
    ("set_aside", SetAside, lambda r: r.aside),
    ("namings", Naming, lambda r: r.namings),
)


def work(o: Observatory) -> str:
    there = o.tables.parts("namings")
    parts = {content_id(key, UPTAKE, uptake_digest(), initiatives_digest()): texts for key, texts in texts_to_read(o)}
    missing = [key for key in parts if key not in there]
    work = partial(_read_uptake, tables=o.tables)
    for key, readings in zip(missing, o.compute.map(work, (parts[k] for k in missing)), strict=True):
        for name, kind, rows in _UPTAKE_TABLES:
            o.tables.write(name, key, kind, [row for reading in readings for row in rows(reading)])
    for name, _, _ in _UPTAKE_TABLES:
        o.tables.keep_only(name, parts)
    imprints = {d.id: d for d in o.tables.read("documents", Imprint)}
    published = {id_: d.period for id_, d in imprints.items()}
    sources = {s.id: s for s in books.with_keepers(o.sources, o.tables)}
    source_of = {id_: sources[d.source_id] for id_, d in imprints.items() if d.source_id in sources}
    known, exchanges = load_initiatives(), list(o.tables.read("exchanges", Exchange))
    named = {n.initiative for n in o.tables.read("namings", Naming)} | {i for x in exchanges for i in x.initiative}
    told = initiative_milestones(o.tables.read("deeds", Deed), published, source_of, known, named & known.keys())
    since = min((p for p in published.values() if p), default=None, key=lambda p: p.first)
    under = carried(exchanges, known, since)
    o.tables.write("initiative_milestones", WHOLE, InitiativeMilestone, told)
    o.tables.write("initiative_uptake", WHOLE, Carried, under)
    aside = sum(1 for _ in o.tables.read("set_aside", SetAside))
    return f"{len(named):,} initiatives named, {len(told):,} milestones, {len(under):,} exchanges under a name, {aside:,} set aside"
