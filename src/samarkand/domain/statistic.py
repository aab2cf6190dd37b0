"""One cell of an official or administrative series."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statistic:
    """`area` reports or receives, `counterpart` sends; `value` in `unit`; `status` is `ok` or why not.

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
