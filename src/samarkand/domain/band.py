"""How a count moves when the threshold of "the same act" is moved a little."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """Exchanges within the focus and years when mentions are merged at `threshold`; `evidenced` those V2 and up."""

    threshold: float
    focus: str
    exchanges: int
    evidenced: int
