"""Week by week what came from each source, and whether that was to be expected."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from samarkand.domain.dating import Doubt
from samarkand.domain.document import Document
from samarkand.domain.health import Expectation, SourceWeek, WeekState
from samarkand.domain.period import monday_of
from samarkand.domain.source import Source
from samarkand.stats.expectation import LEAST_WEEKS, ranges, silences

VERSION = "1"
_WRONG = frozenset({Doubt.FUTURE, Doubt.BEFORE_SOURCE})
_WEEK = timedelta(days=7)
Range = tuple[int, int]


@dataclass
class _Heard:
    """Documents of a source by the Monday of their week, and the months in which some are known no closer."""

    lineage_id: str
    by_week: Counter[date] = field(default_factory=Counter)
    coarse: set[str] = field(default_factory=set)


def source_weeks(documents: Iterable[Document], sources: Iterable[Source]) -> list[SourceWeek]:
    """Every week of every source from its first to the observatory's last, by source and week.

    Documents dated into the future or before their publisher count in no week.
    """
    heard: dict[str, _Heard] = {}
    last: date | None = None
    for document in documents:
        if document.period is None or _WRONG & set(document.doubt):
            continue
        own = heard.setdefault(document.source_id, _Heard(document.lineage_id))
        if week := document.period.week:
            own.by_week[date.fromisoformat(week)] += 1
            last = max(last or document.period.last, document.period.last)
        else:
            own.coarse.update(_months(document.period.first, document.period.last))
    told = {s.id: s.expected for s in sources}
    if last is None:
        return []
    return [w for name in sorted(heard) for w in _of_source(name, heard[name], told.get(name), last)]


def _months(first: date, last: date) -> Iterator[str]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year}-{month:02}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _of_source(name: str, own: _Heard, told: Range | None, last: date) -> Iterator[SourceWeek]:
    if not own.by_week:
        return
    start, end = min(own.by_week), monday_of(last)
    weeks = [start + i * _WEEK for i in range((end - start).days // 7 + 1)]
    counts = [own.by_week[week] for week in weeks]
    partial = {0} | ({len(weeks) - 1} if last.weekday() < 6 else set())
    unsure = {i for i, week in enumerate(weeks) if not counts[i] and own.coarse & set(_months(week, week + _WEEK))}
    if told:
        told_states = [_state(c, told, c == 0 and told[0] > 0) for c in counts]
        expected: Sequence[Range | None] = [told] * len(weeks)
        states, kind, skip = told_states, Expectation.TOLD, 0
    else:
        silent, skip = _silent(counts, partial | unsure)
        found = ranges(counts, silent | partial | unsure | set(range(skip)))
        expected = found or [None] * len(weeks)
        states = [_state(c, r, i in silent) for i, (c, r) in enumerate(zip(counts, expected, strict=True))]
        kind = Expectation.DERIVED if found else Expectation.NONE
    for i, week in enumerate(weeks):
        state = WeekState.PARTIAL if i in partial else WeekState.UNKNOWN if i in unsure or i < skip else states[i]
        low, high = expected[i] or (None, None)
        yield SourceWeek(name, own.lineage_id, week.isoformat(), counts[i], low, high, kind, state)


def _silent(counts: Sequence[int], left_out: set[int]) -> tuple[set[int], int]:
    """Weeks that are missing, and how many stray ones stand before the source was heard regularly."""
    places = [i for i in range(len(counts)) if i not in left_out]
    silent = {places[i] for i in silences([counts[i] for i in places])}
    skip = 0
    for i in sorted(silent):
        if i - 1 not in silent and sum(c > 0 for c in counts[:i]) < LEAST_WEEKS:
            skip = next((j for j in range(i, len(counts)) if counts[j]), skip)
    return {i for i in silent if i >= skip}, skip


def _state(count: int, expected: Range | None, is_missing: bool) -> WeekState:
    if is_missing:
        return WeekState.MISSING
    if expected is None:
        return WeekState.UNKNOWN
    low, high = expected
    if not count and not low:
        return WeekState.NONE
    return WeekState.BELOW if count < low else WeekState.ABOVE if count > high else WeekState.WITHIN
