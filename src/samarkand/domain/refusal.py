"""What was not taken, and why: nothing is dropped silently."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """`file` and `row` say where, `kind` is countable, `reason` is for people. `kept` marks a mere warning."""

    file: str
    row: int
    kind: str
    reason: str
    source_id: str = ""
    kept: bool = False
