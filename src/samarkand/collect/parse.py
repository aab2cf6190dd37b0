"""Which parser reads which kind of list."""

from collections.abc import Callable

from samarkand.collect.feed import parse_feed
from samarkand.collect.list_page import parse_list
from samarkand.collect.listing import Asked, Listing
from samarkand.collect.sitemap import parse_sitemap
from samarkand.domain.source import ChannelKind
from samarkand.ports.bounded import Bounded, Unfinished

PARSERS: dict[ChannelKind, Callable[[bytes, Asked], Listing]] = {
    ChannelKind.FEED: parse_feed,
    ChannelKind.SITEMAP: parse_sitemap,
    ChannelKind.LIST: parse_list,
}


def parse_within(bounded: Bounded, kind: ChannelKind, data: bytes, asked: Asked) -> Listing:
    """The listing; one that cannot be read to its end within bounds is unreadable."""
    try:
        return bounded.run(PARSERS[kind], data, asked)
    except Unfinished as problem:
        return asked.unreadable(str(problem))
