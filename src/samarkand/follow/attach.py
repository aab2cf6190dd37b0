"""Which exchanges the commitments and the links belong to, where the reconciler made one of the same passage."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from samarkand.domain.exchange import Exchange
from samarkand.domain.mention import Mention
from samarkand.domain.quote import Quote
from samarkand.follow.follower import Followed

ExchangeOf = Callable[[Quote], str | None]


def exchange_of(exchanges: Iterable[Exchange], mentions: Mapping[str, Mention]) -> ExchangeOf:
    """The exchange of the mention that shares most of its words with a quote; None where none touches it."""
    told: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for exchange in exchanges:
        for quote in (mentions[m].quote for m in exchange.mentions if m in mentions):
            told[quote.document_id].append((quote.start, quote.end, exchange.id))

    def find(quote: Quote) -> str | None:
        shared = [(min(e, quote.end) - max(s, quote.start), x) for s, e, x in told.get(quote.document_id, ())]
        best = max(shared, default=(0, ""))
        return best[1] if best[0] > 0 else None

    return find


def attached(followed: Followed, find: ExchangeOf) -> Followed:
    """The same rows with the exchanges they belong to."""
    return replace(
        followed,
        commitments=[replace(c, exchange_id=find(c.quote)) for c in followed.commitments],
        links=[replace(link, exchange_id=find(link.quote)) for link in followed.links],
    )
