"""Which lineages a rate rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PanelMember:
    """One lineage: whether it is in the panel, why, and the months in which it was set aside for want of documents.

    `months` of `span` were read.
    """

    lineage_id: str
    is_inside: bool
    months: int
    span: int
    set_aside: tuple[str, ...]
    reason: str
