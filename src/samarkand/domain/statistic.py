"""One cell of an official or administrative series."""

from dataclasses import dataclass

MISSING = "missing"
SOUND = frozenset({"ok", "estimated", "imputed", "provisional", "revised", "break in series", "definition differs"})
"""What may be counted: a value the office stands by, whatever it says of how it came about."""
VALUED = SOUND | {"forecast", "unreliable", "experimental", "unvalidated"}
"""What comes with a value at all."""


@dataclass(frozen=True, slots=True)
class Statistic:
    """`area` reports or receives, `counterpart` sends; `value` in `unit`; `status` is `ok`, a flag that the value stands with (`VALUED`), or why there is none.

    `label` names the thing where the series is a register (a site, a rule).
    """

    series: str
    unit: str
    area: str
    counterpart: str | None
    period: str
    value: float | None
    status: str = "ok"
    label: str = ""
    source: str = ""

    @property
    def is_sound(self) -> bool:
        """There is a value, and it can be counted."""
        return self.value is not None and self.status in SOUND
