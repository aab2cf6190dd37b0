"""Mentions become exchanges."""

from samarkand.collate.tell import tell
from samarkand.collect.exchanges import books
from samarkand.domain.artefact import Artefact
from samarkand.domain.band import Band
from samarkand.domain.document import Document, Imprint, Relations, Story
from samarkand.domain.exchange import Exchange
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention
from samarkand.domain.milestone import Milestone
from samarkand.domain.pair import Compared, Likeness, OpenPair
from samarkand.domain.refusal import Refusal
from samarkand.reconcile.bands import bands
from samarkand.reconcile.known import Known
from samarkand.reconcile.left import left_out
from samarkand.reconcile.reconciler import VERSION as RECONCILER
from samarkand.reconcile.reconciler import compare, reconciled
from samarkand.reconcile.scorecard import rules
from samarkand.steps.observatory import SAID, VERSION, WHOLE, Observatory


def key(o: Observatory) -> str:
    judged = map(repr, o.pair_judgements)
    said = rules(o.encoder.name, RECONCILER)
    return content_id("reconcile", VERSION, repr(o.settings.focus), o.stamps.get("review") or "", said, *judged)


def work(o: Observatory) -> str:
    mentions = list(o.tables.read("mentions", Mention))
    wanted = {m.document_id for m in mentions}
    compared = compare(
        mentions,
        {d.id: d for d in o.tables.read("documents", Document) if d.id in wanted},
        list(o.tables.read("stories", Story)),
        books.with_keepers(o.sources, o.tables),
        o.encoder,
        list(o.tables.read("relations", Relations)),
        list(o.tables.read("artefacts", Artefact)),
        judgements=o.pair_judgements,
        known=Known.of(o.tables.read("compared", Compared), o.tables.read("likenesses", Likeness)),
        sources_of={d.id: d.source_id for d in o.tables.read("documents", Imprint)},
    )
    found = reconciled(compared)
    o.tables.write("exchanges", WHOLE, Exchange, found.exchanges)
    o.tables.write("milestones", WHOLE, Milestone, found.milestones)
    o.tables.write("bands", WHOLE, Band, bands(compared, o.settings.focus))
    o.tables.write("open_pairs", WHOLE, OpenPair, found.open)
    o.tables.write("likenesses", WHOLE, Likeness, compared.likenesses)
    o.tables.write("compared", WHOLE, Compared, compared.digests)
    o.tables.write("refusals", "reconcile", Refusal, left_out(compared))
    for line in tell(left_out(compared), SAID):
        o.progress.say(f"  {line}")
    anew = f"{len(compared.looked_at):,} mentions looked at anew"
    return f"{len(mentions):,} mentions are {len(found.exchanges):,} exchanges; {anew}, {len(found.open):,} pairs left open"
