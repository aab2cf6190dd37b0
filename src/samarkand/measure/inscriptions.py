"""Sites entered on the World Heritage List."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.measurement import Measurement
from samarkand.domain.statistic import Statistic
from samarkand.measure.estimate import LEAST_CELL, exact, share
from samarkand.measure.series import nothing, reference, series
from samarkand.measure.sheet import Sheet

INSCRIBED, JOINT = "whc.inscription", "whc.inscription.joint"
NO_SESSION = "the register holds no inscription of this year anywhere"
Site = tuple[str, str]
Sites = Mapping[Site, list[Statistic]]


def inscriptions(sheet: Sheet) -> Iterator[Measurement]:
    """World Heritage sites inscribed a year, and the share of those several states hold together."""
    focus, told = sheet.view.focus, series(sheet, INSCRIBED, is_list=True)
    rows = told.rows
    if not rows:
        yield nothing(sheet, INSCRIBED, told)
        return
    sites = _sites(rows, focus)
    sessions = {row.period[:4] for row in rows}
    for year in map(str, focus.years):
        if year not in sessions:
            yield sheet.gap(f"year:{year}", NO_SESSION, period=year)
        else:
            yield _sites_of(sheet, f"year:{year}", {s: r for s, r in sites.items() if s[0] == year}, year)
    yield from _held_together(sheet, sites)


def _sites(rows: Iterable[Statistic], focus: Focus) -> Sites:
    """Sites of the focus by year and name: one site held by several states is one site."""
    out: dict[Site, list[Statistic]] = defaultdict(list)
    for row in rows:
        year = row.period[:4]
        if year.isdigit() and int(year) in focus.years and (not focus.codes or row.area in focus.codes):
            out[year, row.label].append(row)
    return out


def _sites_of(sheet: Sheet, cell: str, sites: Sites, period: str = "") -> Measurement:
    records = sorted(reference(row) for rows in sites.values() for row in rows)
    return sheet.value(cell, exact(len(sites), "sites on the register"), len(sites), records, "sites", period)


def _held_together(sheet: Sheet, sites: Sites) -> Iterator[Measurement]:
    together = set(_sites(sheet.view.series(JOINT), sheet.view.focus))
    if len(sites) < LEAST_CELL:
        yield sheet.gap("joint", f"fewer than {LEAST_CELL} sites were inscribed", len(sites), "share")
    else:
        estimate = share([site in together for site in sites])
        records = sorted(reference(row) for rows in sites.values() for row in rows)
        yield sheet.value("joint", estimate, len(sites), records, "share")
    if sheet.view.focus.kind in (FocusKind.PAIR, FocusKind.REGION):
        shared = {s: rows for s, rows in sites.items() if len({row.area for row in rows}) > 1}
        yield _sites_of(sheet, "shared", shared)


def listed(sheet: Sheet) -> Iterator[Measurement]:
    """Sites of the focus on the list at the end of each year; a year after the register's last session is a gap."""
    told = series(sheet, INSCRIBED, is_list=True)
    if not told.rows:
        yield nothing(sheet, INSCRIBED, told)
        return
    own = set(sheet.view.focus.codes)
    ends = max(row.period[:4] for row in told.rows)
    rows = [row for row in told.rows if not own or row.area in own]
    for year in map(str, sheet.view.focus.years):
        if year > ends:
            yield sheet.gap(f"year:{year}", f"the register ends with {ends}", period=year)
            continue
        sites: dict[Site, list[Statistic]] = defaultdict(list)
        for row in rows:
            if row.period[:4] <= year:
                sites[row.period[:4], row.label].append(row)
        yield _sites_of(sheet, f"year:{year}", sites, year)
