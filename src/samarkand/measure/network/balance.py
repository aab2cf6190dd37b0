"""Which way exchanges go: reciprocity in all, and the balance of each pair with enough of them."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.exchange import Exchange
from samarkand.domain.measurement import Measurement
from samarkand.measure.estimate import LEAST_CELL, Estimate, at_most_one, drawn, exact, share
from samarkand.measure.network.ties import Tie, by_place, by_tie, flow, sparse
from samarkand.measure.sheet import Sheet, ids
from samarkand.stats.bootstrap import seed_of
from samarkand.stats.flows import balance, balance_of_share, reciprocity
from samarkand.stats.rewire import REWIRES, against, directed

Floats = NDArray[np.float64]
LEAST_FLOW = 10
WHAT = "exchanges of which it is told who gave to whom"
WAY, DISTANCE = "share of the pair's flow", "standard deviations"


def of_pairs(sheet: Sheet) -> Iterator[Measurement]:
    """Reciprocity, its distance from chance, and for every pair of ten and more: balance, and the share of each way."""
    focus = sheet.view.focus
    told = [(x, {w: p for w, p in flow(x).items() if focus.covers(w)}) for x in sheet.view.exchanges]
    told = [(x, ways) for x, ways in told if ways]
    units = [x for x, _ in told]
    if len(told) < LEAST_CELL:
        yield sheet.gap("", f"fewer than {LEAST_CELL} {WHAT}", len(told))
        yield sheet.gap("z", f"fewer than {LEAST_CELL} {WHAT}", len(told), DISTANCE)
        return
    rank = _ranks([ways for _, ways in told])
    told = [(x, dict(sorted(ways.items(), key=lambda w: (rank[w[0][0]], rank[w[0][1]])))) for x, ways in told]
    pairs = list(dict.fromkeys(_sorted(way) for _, ways in told for way in ways))
    columns = [way for a, b in pairs for way in ((a, b), (b, a))]
    table = sheet.view.table(units)
    estimate = drawn(table, sparse([ways for _, ways in told], columns), _returned)
    yield sheet.value("", at_most_one(estimate), len(units), ids(units))
    yield _distance(sheet, [ways for _, ways in told], units, rank)
    of_pair = by_tie(units, lambda x: {_sorted(way) for way in flow(x)})
    weights = {x.id: ways for x, ways in told}
    for pair in sorted(pairs):
        yield from _pair(sheet, pair, [(x, weights[x.id]) for x in of_pair[pair]])


def _sorted(way: Tie) -> Tie:
    return (min(way), max(way))


def _returned(rows: Floats) -> Floats:
    """Columns in twos: a pair's one way and its other."""
    one, other = rows[:, 0::2], rows[:, 1::2]
    out: Floats = 2 * np.minimum(one, other).sum(axis=1) / rows.sum(axis=1)
    return out


def _ranks(ways: list[dict[Tie, float]]) -> dict[str, int]:
    """Countries by where they give and where they receive, so that what they are called changes nothing."""
    rows = [{way[side] for way in row} for row in ways for side in (0, 1)]
    return {name: i for i, name in enumerate(by_place(rows))}


def _distance(sheet: Sheet, ways: list[dict[Tie, float]], units: list[Exchange], place: dict[str, int]) -> Measurement:
    """From worlds in which every country gives and receives as often as here, to and from whomever."""
    flows = [way for row in ways for way in row]
    origins, targets = (np.array([place[way[side]] for way in flows]) for side in (0, 1))
    size = len(place)

    def table(of_targets: NDArray[np.int64]) -> Floats:
        rows = np.atleast_2d(of_targets)
        keys = (np.arange(len(rows))[:, None] * size + origins) * size + rows
        return np.bincount(keys.ravel(), minlength=len(rows) * size**2).reshape(-1, size, size).astype(np.float64)

    worlds = directed(origins, targets, seed_of(sheet.view.table(units)))
    rewired = np.concatenate([np.atleast_1d(reciprocity(table(rows))) for rows in worlds])
    null = against(float(reciprocity(table(targets))[0]), rewired)
    if null.z is None:
        reason = "what each country gives and receives settles who gives to whom"
        return sheet.gap("z", reason, len(units), DISTANCE)
    what = f"against {REWIRES:,} worlds with the same giving and receiving, where it is {null.mean:.2f} on average"
    return sheet.value("z", exact(null.z, what), len(units), ids(units), DISTANCE)


def _pair(sheet: Sheet, pair: Tie, told: list[tuple[Exchange, dict[Tie, float]]]) -> Iterator[Measurement]:
    a, b = pair
    there = sum(ways.get((a, b), 0.0) for _, ways in told)
    back = sum(ways.get((b, a), 0.0) for _, ways in told)
    units = [x for x, _ in told]
    cells = (f"pair:{a}-{b}", f"way:{a}>{b}", f"way:{b}>{a}")
    if there + back < LEAST_FLOW:
        return
    going = [ways.get((a, b), 0.0) / (ways.get((a, b), 0.0) + ways.get((b, a), 0.0)) for _, ways in told]
    one = share(going, sheet.view.table(units))
    other = share([1 - g for g in going], sheet.view.table(units))
    assert one.low is not None and one.high is not None
    value = balance(there, back)
    low, high = balance_of_share(one.low, one.high)
    of_pair = Estimate(value, min(low, value), max(high, value), f"from the share of one way: {one.method}")
    yield sheet.value(cells[0], of_pair, len(units), ids(units))
    yield sheet.value(cells[1], one, len(units), ids(units), WAY)
    yield sheet.value(cells[2], other, len(units), ids(units), WAY)
