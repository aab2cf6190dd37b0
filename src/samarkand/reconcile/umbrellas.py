"""Frames and what stands under them: a culture year is the parent of its concerts and is never added to them."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from samarkand.codebook.initiatives import load_initiatives
from samarkand.domain.exchange import Exchange
from samarkand.reconcile.told import Told


@dataclass(frozen=True, slots=True)
class Frames:
    """`frames` are the types that are always a frame, `hosts` those that are one for what names them; either holds an item
    for so many days before and after what is told of it."""

    frames: frozenset[str]
    hosts: frozenset[str]
    frame_days: int
    host_days: int

    def days(self, kind: str) -> int:
        return self.frame_days if kind in self.frames else self.host_days


@cache
def load_frames() -> Frames:
    rows = tomllib.loads(files("samarkand.reconcile").joinpath("umbrellas.toml").read_text("utf-8"))
    return Frames(frozenset(rows["frames"]), frozenset(rows["hosts"]), rows["frame_days"], rows["host_days"])


def are_frame_and_item(a: Told, b: Told) -> bool:
    """One is a frame, and the other is not even by a second choice of its reader."""
    frames = load_frames().frames
    one, other = a.mention.type in frames, b.mention.type in frames
    return one != other and not (b if one else a).types & frames


def are_frames(a: Told, b: Told) -> bool:
    frames = load_frames().frames
    return a.mention.type in frames and b.mention.type in frames


Handles = frozenset[tuple[str, str]]
"""What an act can be named by: `name` and a name in quotation marks, or `form` and an initiative that is nobody's."""


def handles(told: Sequence[Told]) -> Handles:
    known = load_initiatives()
    names = {("name", name) for t in told for name in t.names}
    forms = {("form", i) for t in told for i in t.mention.initiative if i in known and not known[i].holders}
    return frozenset(names | forms)


def under_parents(exchanges: Sequence[Exchange], told: Mapping[str, Sequence[Told]]) -> list[Exchange]:
    """The exchanges, each item with the id of the frame that it names, that lies about its days and that at least two of
    its parties share. Of several frames it stands under the nearest in time. No frame stands under another."""
    rule = load_frames()
    parents: dict[tuple[str, str], list[Exchange]] = defaultdict(list)
    for x in exchanges:
        if x.type in rule.frames | rule.hosts:
            for handle in handles(told[x.id]):
                parents[handle].append(x)
    return [_placed(x, told[x.id], parents, rule) for x in exchanges]


def _placed(
    x: Exchange, told: Sequence[Told], parents: Mapping[tuple[str, str], Sequence[Exchange]], rule: Frames
) -> Exchange:
    if x.type in rule.frames | rule.hosts or x.period is None:
        return x
    found = {
        (_gap(x, parent), parent.id)
        for handle in handles(told)
        for parent in parents.get(handle, ())
        if len(parent.named_parties & x.named_parties) > 1 and _gap(x, parent) <= rule.days(parent.type)
    }
    return replace(x, parent=min(found)[1]) if found else x


def _gap(x: Exchange, parent: Exchange) -> int:
    if x.period is None or parent.period is None:
        return 1 << 30
    return x.period.days_apart(parent.period)
