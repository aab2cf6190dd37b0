"""Texts that searches and lists of others led to: which of them are asked for, and of which source they are."""

from collections.abc import Callable, Iterable, Sequence

from samarkand.collect.ledger import Ledger
from samarkand.domain.capture import Item
from samarkand.domain.lead import Lead
from samarkand.domain.source import Source
from samarkand.ports.captures import Captures

Led = tuple[Source, list[Item]]


def led_to(
    leads: Iterable[Lead], source_of: Callable[[Lead], Source], captures: Captures, most: int
) -> tuple[list[Led], int]:
    """At most so many addresses nobody asked for yet, the newest first, by source; and how many are left for another run.

    An address named by several searches is one lead; what is held, gone for good or tried often enough is none.
    """
    ledgers: dict[str, Ledger] = {}
    fresh: dict[str, tuple[Source, Lead]] = {}
    for lead in leads:
        source = source_of(lead)
        if source.id not in ledgers:
            ledgers[source.id] = Ledger(captures.of(source.id))
        if not ledgers[source.id].settled(lead.address):
            fresh.setdefault(lead.address, (source, lead))
    ordered = sorted(fresh.values(), key=lambda pair: pair[1].address)
    ordered.sort(key=lambda pair: pair[1].period.start if pair[1].period else "", reverse=True)
    out: dict[str, Led] = {}
    for source, lead in ordered[:most]:
        out.setdefault(source.id, (source, []))[1].append(_item(lead))
    return list(out.values()), max(0, len(ordered) - most)


def _item(lead: Lead) -> Item:
    return Item(lead.address, lead.title, lead.period.start if lead.period else "")


def left(sources: Sequence[Led], waiting: int) -> str:
    """A line for people, empty where no lead was followed or waits."""
    asked = sum(len(items) for _, items in sources)
    if not asked and not waiting:
        return ""
    return f"leads: {asked:,} addresses asked at {len(sources):,} sources, {waiting:,} left for the next run"
