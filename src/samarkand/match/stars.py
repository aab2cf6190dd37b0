"""Connected components of a graph that fits into no process.

Alternating large-star and small-star (Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii: Connected Components in
MapReduce and Beyond, 2014), with two changes that keep a hub from gathering its neighbours in one place. The first
small star is taken over all the edges of an item at once, so that an item deals out one edge a node. In the large star an
edge stays with its greater node and asks the owner of the lesser one for its least neighbour, once a group.

An edge row is (node, lesser or equal node); a node without a lesser neighbour is kept by a row (node, node). The sum of
all numbers falls with every round until nothing changes, so it ends; the rounds needed grow with the logarithm of the
longest path, not with the number of edges.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samarkand.ports.compute import Compute, Parts

Nodes = NDArray[np.int64]
Edges = NDArray[np.int64]
"""Rows of two node numbers, shape (n, 2)."""

_PART = 250_000
_NO_NODES: Nodes = np.empty(0, np.int64)
_NO_EDGES: Edges = np.empty((0, 2), np.int64)


def connected_parts(edges: Iterable[Edges], compute: Compute, groups: int) -> Parts[Edges]:
    """Rows (node, least node of its component), a part a group, nodes rising in each.

    Every node that stands in an edge stands in one row of one part, also if its only edge leads to itself.
    """
    owned: Parts[Edges] = compute.regroup(partial(_dealt, groups=groups), edges, _owned, groups)
    while True:
        told = compute.regroup(partial(_asking, groups=groups), owned, _answering, groups)
        jumped = compute.regroup(partial(_answered, groups=groups), told, _jumping, groups)
        owned = compute.regroup(partial(_dealt_again, groups=groups), jumped, _owned, groups)
        if all(compute.map(_is_settled, jumped)):
            return owned


@dataclass(frozen=True, slots=True)
class _Question:
    """One group asks another for the least neighbours of `nodes`; to itself it also hands its edges."""

    asker: int
    nodes: Nodes
    edges: Edges


@dataclass(frozen=True, slots=True)
class _Told:
    """A group's own edges, and what it answers to each asker: rows (node, its least neighbour or itself)."""

    edges: Edges
    answers: Mapping[int, Edges]


@dataclass(frozen=True, slots=True)
class _Jumped:
    """`settled` if every edge led to the least node already, and every node had one edge."""

    edges: Edges
    settled: bool


def owner(nodes: Nodes, groups: int) -> NDArray[np.uint16]:
    """The group each node belongs to, of at most 65,535; neighbouring numbers are spread (the end of SplitMix64)."""
    mixed = nodes.astype(np.uint64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) % np.uint64(groups)).astype(np.uint16)


def stars(edges: Edges) -> Edges:
    """One row (node, least node it is connected to) for each node of the edges."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not len(edges):
        return _NO_EDGES
    nodes, at = np.unique(edges, return_inverse=True)
    at = at.reshape(edges.shape)
    graph = coo_matrix((np.ones(len(at), np.int8), (at[:, 0], at[:, 1])), shape=(len(nodes), len(nodes)))
    _, component = connected_components(graph, directed=False)
    _, first = np.unique(component, return_index=True)
    return np.stack([nodes, nodes[first][component]], axis=1)


def _by_owner(keys: Nodes, rows: NDArray[np.int64], groups: int) -> dict[int, NDArray[np.int64]]:
    if not len(keys):
        return {}
    owners = owner(keys, groups)
    order = np.argsort(owners, kind="stable")
    starts = np.flatnonzero(_is_new(owners[order]))
    return dict(zip(owners[order[starts]].tolist(), np.split(rows[order], starts[1:]), strict=True))


def _is_new(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value is not the one before it."""
    out = np.ones(len(ordered), bool)
    out[1:] = ordered[1:] != ordered[:-1]
    return out


def _dealt(edges: Edges, groups: int) -> Mapping[int, Edges]:
    rows = stars(np.asarray(edges, np.int64).reshape(-1, 2))
    return _by_owner(rows[:, 0], rows, groups)


def _dealt_again(jumped: _Jumped, groups: int) -> Mapping[int, Edges]:
    """The small star: a node keeps its least neighbour and ties the others to it."""
    edges = jumped.edges
    if not len(edges):
        return {}
    is_new = _is_new(edges[:, 0])
    least = np.minimum.reduceat(edges[:, 1], np.flatnonzero(is_new))
    kept = np.stack([edges[is_new, 0], least], axis=1)
    tied = np.stack([edges[:, 1], least[np.cumsum(is_new) - 1]], axis=1)
    tied = tied[tied[:, 0] != tied[:, 1]]
    out = _by_owner(tied[:, 0], tied, groups)
    home = int(owner(edges[:1, 0], groups)[0])
    return out | {home: np.concatenate([kept, out.get(home, _NO_EDGES)])}


def _owned(pieces: Sequence[Edges]) -> Edges:
    """Unique, in order, without the row (node, node) of a node that has a lesser neighbour."""
    edges = np.concatenate([_NO_EDGES, *pieces])
    edges = edges[np.argsort(edges[:, 0], kind="stable")]  # most come in order already
    is_new = _is_new(edges[:, 0])
    several = ~is_new
    several[:-1] |= several[1:]
    some = edges[several]
    edges[several] = some[np.lexsort((some[:, 1], some[:, 0]))]
    repeated = (edges[1:, 1] == edges[:-1, 1]) | (edges[1:, 1] == edges[1:, 0])
    is_new[1:] |= ~repeated
    return edges[is_new]


def _asking(edges: Edges, groups: int) -> Mapping[int, _Question]:
    if not len(edges):
        return {}
    home = int(owner(edges[:1, 0], groups)[0])
    lesser = np.sort(edges[:, 1])
    lesser = lesser[_is_new(lesser)]
    asked = _by_owner(lesser, lesser, groups)
    out = {group: _Question(home, nodes, _NO_EDGES) for group, nodes in asked.items()}
    return out | {home: _Question(home, asked.get(home, _NO_NODES), edges)}


def _answering(asked: Sequence[_Question]) -> _Told:
    edges = np.concatenate([_NO_EDGES, *(q.edges for q in asked)])
    least = edges[_is_new(edges[:, 0])]
    return _Told(edges, {q.asker: _looked_up(q.nodes, least) for q in asked})


def _looked_up(nodes: Nodes, rows: Edges) -> Edges:
    """Rows (node, what stands beside it in `rows`, else the node itself); `rows` are in order of unique nodes."""
    if not len(rows):
        return np.stack([nodes, nodes], axis=1)
    at = np.minimum(np.searchsorted(rows[:, 0], nodes), len(rows) - 1)
    return np.stack([nodes, np.where(rows[at, 0] == nodes, rows[at, 1], nodes)], axis=1)


def _answered(told: _Told, groups: int) -> Mapping[int, tuple[Edges, Edges]]:
    """Answers to those who asked; a group's own edges go back to it."""
    out = {asker: (rows, _NO_EDGES) for asker, rows in told.answers.items()}
    if len(told.edges):
        home = int(owner(told.edges[:1, 0], groups)[0])
        out[home] = (out[home][0], told.edges)
    return out


def _jumping(answers: Sequence[tuple[Edges, Edges]]) -> _Jumped:
    """Every edge leads to the least neighbour of where it led."""
    edges = np.concatenate([_NO_EDGES, *(own for _, own in answers)])
    rows = np.concatenate([_NO_EDGES, *(answer for answer, _ in answers)])
    led = _looked_up(edges[:, 1], rows[np.argsort(rows[:, 0])])[:, 1]
    has_one = bool(_is_new(edges[:, 0]).all())
    return _Jumped(np.stack([edges[:, 0], led], axis=1), has_one and bool(np.array_equal(led, edges[:, 1])))


def _is_settled(jumped: _Jumped) -> bool:
    return jumped.settled


def connected_by(compute: Compute, groups: int = 16) -> Callable[[Iterable[tuple[int, int]], int], list[list[int]]]:
    """As `match.components.connected`, found by groups: no process but the asker's holds more than one of them. Pairs
    that are no more than one part are connected here."""

    def connect(pairs: Iterable[tuple[int, int]], size: int) -> list[list[int]]:
        out: dict[int, list[int]] = {node: [node] for node in range(size)}
        parts = _in_parts(pairs)
        begun = list(islice(parts, 2))
        few = len(begun) < 2
        for part in map(stars, begun) if few else connected_parts(chain(begun, parts), compute, groups):
            for node, least in part[part[:, 0] != part[:, 1]].tolist():
                out[least].append(node)
                del out[node]
        return [sorted(group) for group in out.values()]

    return connect


def _in_parts(pairs: Iterable[tuple[int, int]]) -> Iterator[Edges]:
    waiting = iter(pairs)
    while part := list(islice(waiting, _PART)):
        yield np.array(part, np.int64)
