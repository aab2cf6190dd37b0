"""Series out of an edition's measurements: an indicator's years, and its months where how much was read is known."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer
from samarkand.domain.series import Observation, Scale, Series, Step

PER = 10_000
RATE = "rate"
_YEAR = re.compile(r"(?:(.*?)[:@])?(?:year:)?(\d{4})")
_MONTH = re.compile(r"month:(\d{4}-\d{2})")
_SHARES = frozenset({"share"})
Z95 = 1.959964


def measured_series(
    measurements: Iterable[Measurement], told: Mapping[str, str], today: date
) -> tuple[list[Series], Mapping[str, float]]:
    """Series by year, and the rate by month too; and the standard error of each series' last value, where it has one.

    `told` is the first day an exchange was told by somebody whose word counts for its layer. The claimed layer, and
    steps that are not over, are left out.
    """
    rows: dict[tuple[str, Step], list[tuple[str, Measurement]]] = defaultdict(list)
    for m in measurements:
        if m.layer is not Layer.CLAIMED and (found := _placed(m)):
            series, step, period = found
            if step.last_day(step.parse(period)) <= today:
                rows[series, step].append((period, m))
    made = [_series(name, step, found, told) for (name, step), found in rows.items()]
    errors = {name: error for (name, _), found in rows.items() if (error := _error(found)) is not None}
    return [s for s in made if s.observations], errors


def _placed(m: Measurement) -> tuple[str, Step, str] | None:
    stem = f"{m.indicator}:{m.layer}"
    if month := _MONTH.fullmatch(m.cell):
        return (f"{stem}:month", Step.MONTH, month[1]) if m.indicator == RATE else None
    if year := _YEAR.fullmatch(m.cell):
        base = year[1] or ""
        return (f"{stem}:{base}" if base and base != "year" else stem, Step.YEAR, year[2])
    return None


def _series(name: str, step: Step, found: Sequence[tuple[str, Measurement]], told: Mapping[str, str]) -> Series:
    first = found[0][1]
    is_rate = first.indicator == RATE and not name.endswith("change")
    observations = tuple(o for period, m in sorted(found) for o in _observed(period, m, step, told, is_rate))
    if any(not o.captured for o in observations):
        observations = _latest(observations)
    scale = Scale.COUNT if is_rate else Scale.SHARE if first.unit in _SHARES else Scale.REAL
    unit = "exchanges" if is_rate else first.unit
    return Series(name, name, unit, step, scale, first.layer, observations, first.indicator, "measurements")


def _latest(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """One a step, the most that is known, without a day: a series of which some days are not known has none."""
    most: dict[str, Observation] = {}
    for o in observations:
        if o.period not in most or o.value >= most[o.period].value:
            most[o.period] = Observation(o.period, o.value, "", o.exposure)
    return tuple(most.values())


def _observed(period: str, m: Measurement, step: Step, told: Mapping[str, str], is_rate: bool) -> Iterator[Observation]:
    """A rate as the count behind it and the documents it was found in, as if all of the panel had been heard."""
    if m.value is None:
        return
    if not is_rate:
        yield Observation(period, m.value)
        return
    count = len(m.records)
    exposure = count / m.value * PER if m.value > 0 and count else float(m.n)
    if exposure <= 0:
        return
    days = sorted(told.get(record, "") for record in m.records)
    if "" in days:
        yield Observation(period, float(count), "", exposure)
        return
    end = step.last_day(step.parse(period)).isoformat()
    yield Observation(period, float(sum(day <= end for day in days)), end, exposure)
    for day in sorted({day for day in days if day > end}):
        yield Observation(period, float(sum(d <= day for d in days)), day, exposure)


def _error(found: Sequence[tuple[str, Measurement]]) -> float | None:
    """Of the last value, from the width of its 95 % interval."""
    last = max(((p, m) for p, m in found if m.value is not None), default=None, key=lambda row: row[0])
    if last is None or last[1].low is None or last[1].high is None:
        return None
    return (last[1].high - last[1].low) / (2 * Z95)
