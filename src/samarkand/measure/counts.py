"""How many exchanges: in all and in every cell a yearbook prints."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from samarkand.codebook.fields import FIELDS
from samarkand.domain.exchange import Exchange
from samarkand.domain.focus import FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Grade, Layer, Stage, Valence
from samarkand.measure.estimate import count, total
from samarkand.measure.partners import fraction, partners
from samarkand.measure.sheet import Sheet, ids
from samarkand.measure.view import View

Cells = Mapping[str, list[Exchange]]
NOTHING_READ = "no documents were read in {}"


def exchanges(sheet: Sheet) -> Iterator[Measurement]:
    """The whole, then fields, types, stages, grades, valences, partners, years and months."""
    yield _count(sheet, "", sheet.view.exchanges)
    for cell, inside in _cells(sheet.view).items():
        yield _count(sheet, cell, inside)
    yield from _times(sheet)


def fractional(sheet: Sheet) -> Iterator[Measurement]:
    """Each exchange weighs one, divided among its partners; in a pair, what falls to the two."""
    view = sheet.view
    yield _total(sheet, "", [x for x in view.exchanges if fraction(x, view.focus)], _weight_of_whole(view))
    if view.focus.kind is not FocusKind.PAIR:
        for code, inside in sorted(by_partner(view).items()):
            yield _total(sheet, f"partner:{code}", inside, lambda x: fraction(x, view.focus))


def occurrences(sheet: Sheet) -> Iterator[Measurement]:
    """Each exchange as often as it took place."""
    yield _total(sheet, "", list(sheet.view.exchanges), lambda x: float(max(1, x.occurrences)))


def by_partner(view: View) -> Cells:
    out: dict[str, list[Exchange]] = defaultdict(list)
    for x in view.exchanges:
        for code in sorted(partners(x, view.focus)):
            out[code].append(x)
    return out


def _weight_of_whole(view: View) -> Callable[[Exchange], float]:
    is_pair = view.focus.kind is FocusKind.PAIR
    return (lambda x: fraction(x, view.focus)) if is_pair else (lambda _: 1.0)


def _cells(view: View) -> Cells:
    """Fields, stages, grades and valences also where empty; types and partners where there are any."""
    grades = [g for g in Grade if view.layer is Layer.CLAIMED or g.is_evidenced]
    out: dict[str, list[Exchange]] = {f"field:{f}": [] for f in FIELDS}
    out |= {f"stage:{s}": [] for s in Stage} | {f"grade:{g}": [] for g in grades}
    out |= {f"valence:{v}": [] for v in Valence}
    for x in view.exchanges:
        kinds = {"field": x.field, "stage": x.stage, "grade": x.grade, "valence": x.valence, "type": x.type}
        for kind, value in kinds.items():
            out.setdefault(f"{kind}:{value}", []).append(x)
    return out | {f"partner:{code}": inside for code, inside in sorted(by_partner(view).items())}


def _times(sheet: Sheet) -> Iterator[Measurement]:
    """Years and months of the focus. A month is counted only where the date is known to the month."""
    inside: dict[str, list[Exchange]] = defaultdict(list)
    for x in sheet.view.exchanges:
        assert x.period is not None
        if x.period.first.year == x.period.last.year:
            inside[str(x.period.year)].append(x)
        if x.period.month:
            inside[x.period.month].append(x)
    for year in map(str, sheet.view.focus.years):
        yield _at(sheet, f"year:{year}", year, inside[year], "this year")
    for month in sheet.view.months:
        yield _at(sheet, f"month:{month}", month, inside[month], "this month")


def _at(sheet: Sheet, cell: str, period: str, found: list[Exchange], when: str) -> Measurement:
    if not found and not sheet.view.read_in[period]:
        return sheet.gap(cell, NOTHING_READ.format(when), period=period)
    return _count(sheet, cell, found, period)


def _count(sheet: Sheet, cell: str, found: Iterable[Exchange], period: str = "") -> Measurement:
    inside, view = list(found), sheet.view
    if not inside and not view.read_at_all:
        return sheet.gap(cell, NOTHING_READ.format("these years"), period=period)
    band = None if cell.startswith("grade:") else view.band
    estimate = count(view.table(inside), band)
    return sheet.value(cell, estimate, len(inside), ids(inside), period=period)


def _total(sheet: Sheet, cell: str, inside: list[Exchange], weight: Callable[[Exchange], float]) -> Measurement:
    view = sheet.view
    if not inside and not view.read_at_all:
        return sheet.gap(cell, NOTHING_READ.format("these years"))
    estimate = total(view.table(inside), [weight(x) for x in inside], view.band)
    return sheet.value(cell, estimate, len(inside), ids(inside))
