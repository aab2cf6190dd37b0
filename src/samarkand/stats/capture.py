"""How many there are, from two lists that overlap."""


def chapman(first: int, second: int, both: int) -> float:
    """Estimated units in all, from the lengths of two independent lists and of their overlap.

    Raises ValueError where the overlap is longer than a list. Source: Chapman 1951, the nearly unbiased form.
    """
    if not 0 <= both <= min(first, second):
        raise ValueError(f"lists of {first} and {second} cannot share {both}")
    return (first + 1) * (second + 1) / (both + 1) - 1
