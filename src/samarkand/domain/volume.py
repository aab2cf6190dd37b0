"""How much was searched: the denominator of every rate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Volume:
    """Documents of one source in one month (`YYYY-MM`; a year or "" where that is all that is known).

    `read` are those in a language of the codebook, `mislabelled` those whose label names another language.
    """

    source_id: str
    lineage_id: str
    month: str
    documents: int
    read: int
    copies: int
    undated: int
    mislabelled: int
