"""The ordered scales every record stands on: stage, valence, evidence grade, layer."""

from enum import StrEnum


class Stage(StrEnum):
    """How far an exchange has come, as a document asserts it."""

    MOOTED = "mooted"
    ANNOUNCED = "announced"
    AGREED = "agreed"
    FUNDED = "funded"
    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    EVALUATED = "evaluated"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"

    @property
    def is_practice(self) -> bool:
        """Something took place, as against being proposed."""
        return self in (Stage.UNDER_WAY, Stage.DELIVERED, Stage.EVALUATED)

    @property
    def valence(self) -> "Valence":
        """What is called off or put on hold closes; the rest opens."""
        return Valence.CLOSES if self in (Stage.CANCELLED, Stage.SUSPENDED) else Valence.OPENS


class Valence(StrEnum):
    """Does the act open an exchange or close one?"""

    OPENS = "+"
    CLOSES = "-"


class Grade(StrEnum):
    """Who says so: V0 a party alone, V1 with an artefact, V2 one independent lineage, V3 two or a register."""

    V0 = "V0"
    V1 = "V1"
    V2 = "V2"
    V3 = "V3"
    VX = "VX"

    @property
    def is_evidenced(self) -> bool:
        return self in (Grade.V2, Grade.V3)


class Layer(StrEnum):
    """Three values side by side, never mixed."""

    CLAIMED = "claimed"
    EVIDENCED = "evidenced"
    STATISTICAL = "statistical"
