"""How much two sets share."""

from collections.abc import Set


def jaccard(a: Set[str], b: Set[str]) -> float:
    """Share of the union that is common; 0 for two empty sets."""
    return len(a & b) / len(a | b) if a or b else 0.0
