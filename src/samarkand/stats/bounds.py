"""What is sure about a rate while some cases are open."""

from dataclasses import dataclass

from samarkand.stats.wilson import wilson


@dataclass(frozen=True, slots=True)
class RateBounds:
    """`low` if none of the open ends well, `high` if all do; `outer_low` and `outer_high` add chance to that."""

    low: float
    high: float
    outer_low: float
    outer_high: float


def rate_bounds(done: int, lost: int, of: int, level: float = 0.95) -> RateBounds:
    """Bounds of the share that ends well among `of` cases, of which `done` have and `lost` no longer can.

    Raises ValueError where they do not fit, or there are none. Wilson's limits lie outside each bound.
    """
    if of < 1 or done < 0 or lost < 0 or done + lost > of:
        raise ValueError(f"{done} done and {lost} lost do not fit into {of}")
    return RateBounds(done / of, (of - lost) / of, wilson(done, of, level)[0], wilson(of - lost, of, level)[1])
