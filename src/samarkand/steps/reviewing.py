"""Readings, as judgements and the threshold leave them, become mentions."""

from itertools import chain

from samarkand.consult.homes import Homes, homes
from samarkand.consult.judge import Judged, judge
from samarkand.domain.document import Document, Story
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention
from samarkand.steps.observatory import VERSION, WHOLE, Observatory


def judged(o: Observatory) -> Judged:
    """Everything read, as people's judgements and the threshold leave it."""
    told: Homes = {}
    if o.judgements:
        told = homes(o.judgements, o.tables.read("stories", Story), o.tables.read("documents", Document))
    types = o.codebook.by_code
    entered = (m for m in o.tables.read("entered", Mention) if m.type in types)
    readings = o.tables.read("advised" if o.assistant else "readings", Mention)
    return judge(chain(readings, entered), o.judgements, told, o.settings.threshold, types.keys())


def key(o: Observatory) -> str:
    decided = (j.id for j in o.judgements)
    stages = ("read", "advise", "enter")
    drawn_from = (*(o.stamps.get(stage) or "" for stage in stages), *sorted(o.tables.parts("advised")))
    return content_id("review", VERSION, f"{o.settings.threshold:.4f}", *drawn_from, *decided)


def work(o: Observatory) -> str:
    found = judged(o)
    for name, mentions in (("mentions", found.mentions), ("queue", found.queue)):
        o.tables.write(name, WHOLE, Mention, mentions)
        o.tables.keep_only(name, [WHOLE])
    line = f"{len(found.mentions):,} mentions, {len(found.queue):,} to the review queue"
    aside = len(found.aside)
    return f"{line}; {aside:,} judgements no longer fit their text or the codebook" if aside else line
