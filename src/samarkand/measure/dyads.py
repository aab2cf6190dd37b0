"""The pairs of countries an exchange joins."""

from itertools import combinations

from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus
from samarkand.measure.partners import is_country

Dyad = tuple[str, str]


def dyads(exchange: Exchange, focus: Focus) -> tuple[Dyad, ...]:
    """Unordered pairs of countries among the parties, as far as the focus covers them, each once."""
    countries = sorted(filter(is_country, exchange.named_parties))
    return tuple(pair for pair in combinations(countries, 2) if focus.covers(pair))
