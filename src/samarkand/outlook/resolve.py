"""How a statement is decided: the words of a resolver, written and read back.

rate:evidenced@2027 per 4914 > 12.5
at least 2 of [A@2027 > 3; B@2027 per 400 > 7; C@2026 > 0.4]
A@2027                                      (a number with an interval: its value decides)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from samarkand.domain.errors import SamarkandError
from samarkand.domain.series import Observation

Known = Mapping[tuple[str, str], Observation]
"""What came, by series and period."""
_TEST = re.compile(r"(\S+)@(\d{4}(?:-\d{2})?)(?: per ([\d.e+-]+))?(?: > (-?[\d.e+-]+))?")
_AT_LEAST = re.compile(r"at least (\d+) of \[(.*)\]")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value of a series, at an exposure where it has one, above a threshold where there is one."""

    series: str
    period: str
    per: float | None = None
    above: float | None = None

    def __str__(self) -> str:
        per = "" if self.per is None else f" per {self.per!r}"
        above = "" if self.above is None else f" > {self.above!r}"
        return f"{self.series}@{self.period}{per}{above}"

    def value(self, known: Known) -> float | None:
        found = known.get((self.series, self.period))
        if found is None:
            return None
        if self.per is None:
            return found.value
        return found.value / found.exposure * self.per if found.exposure else None


@dataclass(frozen=True, slots=True)
class Resolver:
    tests: tuple[Comparison, ...]
    least: int = 1

    def __str__(self) -> str:
        if len(self.tests) == 1 and self.least == 1:
            return str(self.tests[0])
        return f"at least {self.least} of [{'; '.join(map(str, self.tests))}]"

    def happened(self, known: Known) -> bool | None:
        """None while what is known could still turn it either way."""
        values = [(t.value(known), t.above or 0.0) for t in self.tests]
        yes = sum(v is not None and v > above for v, above in values)
        open_ = sum(v is None for v, _ in values)
        if yes >= self.least:
            return True
        return None if yes + open_ >= self.least else False


def read_resolver(text: str) -> Resolver:
    """Raises SamarkandError for what is no resolver."""
    several = _AT_LEAST.fullmatch(text)
    least, parts = (int(several[1]), several[2].split("; ")) if several else (1, [text])
    tests = []
    for part in parts:
        found = _TEST.fullmatch(part)
        if not found:
            raise SamarkandError(f"{part!r} decides nothing", "resolver", "write SERIES@PERIOD > NUMBER")
        series, period, per, above = found.groups()
        tests.append(Comparison(series, period, float(per) if per else None, float(above) if above else None))
    return Resolver(tuple(tests), least)
