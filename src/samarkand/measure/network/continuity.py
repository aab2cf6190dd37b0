"""Which ties last from one year to the next, and which had not been there before."""

from collections.abc import Callable, Iterator
from functools import partial

from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import Focus
from samarkand.domain.measurement import Measurement
from samarkand.measure.changes import change
from samarkand.measure.estimate import LEAST_CELL, share
from samarkand.measure.network.ties import Tie, by_tie, country_ties, organisation_ties, told_since
from samarkand.measure.sheet import Sheet, ids

LOOK_BACK = 5
TiesOf = Callable[[Exchange, Focus], tuple[Tie, ...]]
Ties = dict[Tie, list[Exchange]]
KINDS: tuple[tuple[str, TiesOf], ...] = (("", country_ties), ("organisations:", organisation_ties))


def lasting(sheet: Sheet) -> Iterator[Measurement]:
    """Of the ties of a year, those that are there in the next: countries, then organisations."""
    for prefix, ties_of in KINDS:
        yield from _by_year(sheet, prefix, ties_of, 1, _lasting)


def new(sheet: Sheet) -> Iterator[Measurement]:
    """Of the ties of a year, those of which none of the five years before tells: countries, then organisations."""
    for prefix, ties_of in KINDS:
        yield from _by_year(sheet, prefix, ties_of, LOOK_BACK, _new)


def _lasting(now: Ties, before: list[Ties]) -> tuple[Ties, list[bool]]:
    return before[0], [tie in now for tie in before[0]]


def _new(now: Ties, before: list[Ties]) -> tuple[Ties, list[bool]]:
    return now, [not any(tie in ties for ties in before) for tie in now]


Question = Callable[[Ties, list[Ties]], tuple[Ties, list[bool]]]


def _by_year(sheet: Sheet, prefix: str, ties_of: TiesOf, back: int, ask: Question) -> Iterator[Measurement]:
    """`year:Y` for every year of the focus, newest years against the `back` before them, and the changes between."""
    view = sheet.view
    told = told_since(view, view.focus.first_year - back)
    of_year: dict[int, list[Exchange]] = {}
    for x in told:
        assert x.period is not None
        of_year.setdefault(x.period.year, []).append(x)
    focused = partial(ties_of, focus=view.focus) if ties_of is country_ties else (lambda x: ties_of(x, view.focus))
    years = range(view.focus.first_year - back, view.focus.last_year + 1)
    ties = {year: by_tie(of_year.get(year, ()), focused) for year in years}
    earlier: Measurement | None = None
    for year in view.focus.years:
        made = _year(sheet, f"{prefix}year:{year}", year, ties, back, ask)
        yield made
        if earlier is not None:
            yield change(sheet, earlier, made, f"{prefix}change:{year}", str(year))
        earlier = made


def _year(sheet: Sheet, cell: str, year: int, ties: dict[int, Ties], back: int, ask: Question) -> Measurement:
    view = sheet.view
    unread = [y for y in range(year - back, year + 1) if not view.read_in[str(y)]]
    if unread:
        return sheet.gap(cell, f"nothing was read in {', '.join(map(str, unread))}", period=str(year))
    asked, hits = ask(ties[year], [ties[y] for y in range(year - back, year)])
    if len(asked) < LEAST_CELL:
        return sheet.gap(cell, f"fewer than {LEAST_CELL} ties", len(asked), period=str(year))
    witnesses = [frozenset(w for x in found for w in view.witnesses(x)) for found in asked.values()]
    estimate = share(hits, view.table_of(witnesses))
    records = dict.fromkeys(key for found in asked.values() for key in ids(found))
    kept = {key for key in records if key in view.by_id} or set(records)
    return sheet.value(cell, estimate, len(asked), sorted(kept), period=str(year))
