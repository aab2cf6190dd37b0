"""The tree of an index: which children make up which node, and in which order nodes can be scored."""

from collections import Counter
from dataclasses import dataclass, fields

from samarkand.domain.errors import SamarkandError
from samarkand.index.methods import Aggregate
from samarkand.index.spec import GroupSpec, IndexSpec, IndicatorSpec


@dataclass(frozen=True, slots=True)
class Tree:
    """`groups` come children first, the index itself last. Positions are those of `nodes`: leaves, then groups."""

    nodes: tuple[str, ...]
    groups: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]
    given: tuple[float, ...]
    methods: tuple[Aggregate, ...]
    leaves_below: tuple[frozenset[int], ...]

    @property
    def leaves(self) -> int:
        return len(self.nodes) - len(self.groups)

    def parent(self, node: int) -> int | None:
        """Position of the node's parent, None for the index itself."""
        found = [g for g, children in enumerate(self.children) if node in children]
        return self.leaves + found[0] if found else None


def tree(spec: IndexSpec) -> Tree:
    """The tree of a checked spec."""
    groups = _bottom_up(spec)
    leaves = [i.id for i in spec.indicators]
    nodes = (*leaves, *groups)
    place = {name: n for n, name in enumerate(nodes)}
    below: dict[str, list[int]] = {g: [] for g in groups}
    for leaf in spec.indicators:
        below[leaf.group].append(place[leaf.id])
    by_id = {g.id: g for g in spec.groups}
    for name in groups[:-1]:
        below[by_id[name].parent].append(place[name])
    weights = {i.id: i.weight for i in spec.indicators} | {g.id: g.weight for g in spec.groups}
    reach: list[frozenset[int]] = [frozenset({n}) for n in range(len(leaves))]
    for name in groups:
        reach.append(frozenset().union(*(reach[child] for child in below[name])))
    return Tree(
        nodes=nodes,
        groups=groups,
        children=tuple(tuple(below[name]) for name in groups),
        given=tuple(weights[name] for name in nodes),
        methods=tuple(
            by_id[name].method or (spec.aggregate.top if name == groups[-1] else spec.aggregate.method)
            for name in groups
        ),
        leaves_below=tuple(reach),
    )


def _bottom_up(spec: IndexSpec) -> tuple[str, ...]:
    parents = {g.id: g.parent for g in spec.groups}

    def depth(name: str) -> int:
        steps = 0
        while parents[name]:
            name, steps = parents[name], steps + 1
        return steps

    return tuple(sorted(parents, key=lambda name: (-depth(name), list(parents).index(name))))


def checked(spec: IndexSpec, where: str = "spec") -> IndexSpec:
    """The same spec if its tree is whole and its settings lie within bounds; else one clear error."""
    faults = [*_names(spec), *_bounds(spec)] or [*_links(spec)]
    if faults:
        raise SamarkandError("; ".join(faults), where, "correct the spec")
    return spec


def _names(spec: IndexSpec) -> list[str]:
    counts = Counter([*(i.id for i in spec.indicators), *(g.id for g in spec.groups)])
    out = [f"the id {name!r} stands {n} times" for name, n in counts.items() if n > 1]
    out += ["an id is empty"] if "" in counts else []
    return out + ([] if spec.indicators else ["there is no indicator"])


def _links(spec: IndexSpec) -> list[str]:
    parents = {g.id: g.parent for g in spec.groups}
    out = [f"{i.id}: no group {i.group!r}" for i in spec.indicators if i.group not in parents]
    out += [f"{g.id}: no group {g.parent!r}" for g in spec.groups if g.parent and g.parent not in parents]
    roots = [name for name, parent in parents.items() if not parent]
    if roots != [spec.id]:
        out.append(f"the index {spec.id!r} must be the one group without a parent, found {roots}")
    if out:
        return out
    for name in parents:
        seen, node = {name}, parents[name]
        while node:
            if node in seen:
                return [f"the groups {sorted(seen)} go in a circle"]
            seen.add(node)
            node = parents[node]
    used = {i.group for i in spec.indicators} | {g.parent for g in spec.groups}
    return [f"the group {name!r} is empty" for name in parents if name not in used]


_SHARES = {"screen": ("present", "nonzero"), "aggregate": ("present",), "rules": ("present", "double", "kappa")}


def _bounds(spec: IndexSpec) -> list[str]:
    out = [f"{i.id}: direction is 1 or -1, not {i.direction}" for i in spec.indicators if i.direction not in (1, -1)]
    out += [f"{n.id}: weight {n.weight} is below zero" for n in _weighted(spec) if n.weight < 0]
    for section, settings in _SHARES.items():
        values = {name: getattr(getattr(spec, section), name) for name in settings}
        out += [f"{section}.{name} is a share, not {v}" for name, v in values.items() if not 0 <= v <= 1]
    told, scale, rules = spec.uncertainty, spec.normalise, spec.rules
    positive = {
        f.name: getattr(told, f.name) for f in fields(told) if f.name in ("replicates", "concentration", "resamples")
    }
    out += [f"uncertainty.{name} must be above zero" for name, v in positive.items() if v <= 0]
    if not 0 < told.level < 1:
        out.append(f"uncertainty.level lies between 0 and 1, not {told.level}")
    if told.sobol and (told.sobol < 0 or told.sobol & (told.sobol - 1)):
        out.append(f"uncertainty.sobol is a power of two, not {told.sobol}")
    if scale.low >= scale.high or scale.sd <= 0:
        out.append("normalise: low must lie below high, and sd above zero")
    if rules.rows < 3 or rules.indicators < 2:
        out.append("rules: rows is at least 3 and indicators at least 2")
    return out + (["treat.points is below one"] if spec.treat.points < 1 else [])


def _weighted(spec: IndexSpec) -> list[IndicatorSpec | GroupSpec]:
    return [*spec.indicators, *spec.groups]
