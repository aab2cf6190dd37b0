"""Whose partner is whom, for every kind of focus."""

from typing import Protocol

from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus, FocusKind

_BODIES_OF_TWO_LETTERS = frozenset({"EU", "UN"})


class Partnered(Protocol):
    """An exchange or a commitment: whatever names its parties."""

    @property
    def named_parties(self) -> frozenset[str]: ...


def is_country(code: str) -> bool:
    """Countries have codes of two letters; bodies go by their acronym."""
    return len(code) == 2 and code not in _BODIES_OF_TWO_LETTERS


def partners(exchange: Partnered, focus: Focus) -> frozenset[str]:
    """The counterparts within an exchange or a commitment.

    World: all who take part. Country and pair: all but themselves. Region: whoever faces a member.
    """
    have, own = exchange.named_parties, frozenset(focus.codes)
    if focus.kind is FocusKind.REGION and len(have & own) > 1:
        return have
    return have - own


def fraction(exchange: Exchange, focus: Focus) -> float:
    """What one exchange weighs for each of its partners, so that it weighs one in all.

    In a pair: what it weighs for the pair among all counterparts one side has in it.
    """
    if focus.kind is FocusKind.PAIR:
        return 1 / (len(exchange.named_parties) - 1)
    found = partners(exchange, focus)
    return 1 / len(found) if found else 0.0
