"""The web, for what is due."""

from samarkand.collate.attribute import SourceBook
from samarkand.collect.collector import KINDS, Outcome, collect_leads, collect_source
from samarkand.collect.leads import led_to, left
from samarkand.collect.report import lines
from samarkand.domain.ids import content_id
from samarkand.domain.lead import Lead
from samarkand.domain.refusal import Refusal
from samarkand.steps.observatory import Observatory


def collect(o: Observatory) -> int:
    """Asks the sources' channels for what is due, then for what leads name; how many new pages came.

    Without a `web` nobody is asked.
    """
    if o.web is None or o.captures is None or o.bounded is None:
        return 0
    new = 0
    for source in (s for s in o.sources if any(c.kind in KINDS for c in s.channels)):
        new += _told(o, collect_source(source, o.web, o.captures, o.clock, o.bounded, o.settings.collect.pages))
    book = SourceBook(o.sources)
    wanted = o.tables.read("leads", Lead) if o.settings.collect.leads else ()
    led, waiting = led_to(
        wanted, lambda lead: book.owner(lead.publisher, lead.address), o.captures, o.settings.collect.leads
    )
    for source, items in led:
        new += _told(o, collect_leads(source, items, o.web, o.captures, o.clock, o.bounded))
    if line := left(led, waiting):
        o.progress.say(line)
    return new


def _told(o: Observatory, outcome: Outcome) -> int:
    """Says and keeps what a run of one source came to."""
    if outcome.due:
        o.tables.write("refusals", content_id("collect", outcome.source_id), Refusal, outcome.refusals)
        for line in lines(outcome):
            o.progress.say(line)
    return outcome.new
