"""Acts that are occurrences of one series: a tour counts once, and says how often it took place."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from samarkand.match.components import connected
from samarkand.reconcile.told import Told

_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class SeriesRule:
    types: frozenset[str]
    longest_days: int
    units: frozenset[str]


@dataclass(frozen=True)
class Act:
    """Mentions of one act in the order of time, and how often it took place as far as anybody tells."""

    told: Sequence[Told]
    occurrences: int = 1


@cache
def load_series() -> SeriesRule:
    rows = tomllib.loads(files("samarkand.reconcile").joinpath("series.toml").read_text("utf-8"))
    return SeriesRule(frozenset(rows["types"]), int(rows["longest_days"]), frozenset(rows["units"]))


def joined(acts: Sequence[Sequence[Told]], apart: Iterable[tuple[Told, Told]] = ()) -> list[Act]:
    """Every act once, those of one series as one. Acts that a person parted stay so: `apart` are mentions of two acts."""
    rule = load_series()
    keys: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, act in enumerate(acts):
        for key in _keys(act, rule):
            keys[key].append(at)
    at_of = {t.mention.id: at for at, act in enumerate(acts) for t in act}
    parted = {frozenset((at_of[a.mention.id], at_of[b.mention.id])) for a, b in apart}
    pairs = []
    for members in keys.values():
        ordered = sorted(members, key=lambda at: (_day(acts[at]), at))
        for first, second in pairwise(ordered):
            is_near = _day(acts[second]) - _day(acts[first]) <= rule.longest_days
            if is_near and frozenset((first, second)) not in parted:
                pairs.append((first, second))
    return [_act([acts[at] for at in group], rule) for group in connected(pairs, len(acts))]


def _keys(act: Sequence[Told], rule: SeriesRule) -> set[tuple[str, ...]]:
    """What an act has to share with another: type, parties and a name, all in one mention; none without a day."""
    return {
        (t.mention.type, ",".join(sorted(t.parties)), name)
        for t in act
        if t.mention.type in rule.types and t.days
        for name in t.names
        if len(name) >= _SHORTEST_NAME
    }


def _day(act: Sequence[Told]) -> int:
    return min(t.days[0] for t in act if t.days)


def _act(acts: Sequence[Sequence[Told]], rule: SeriesRule) -> Act:
    told = [t for act in acts for t in act]
    stated = [
        int(value)
        for t in told
        if t.mention.type in rule.types
        for unit in rule.units & t.sizes.keys()
        for value in t.sizes[unit]
    ]
    return Act(told, max(len(acts), *stated, 1))
