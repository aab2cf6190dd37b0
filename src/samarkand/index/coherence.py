"""Whether the numbers agree with the tree they are put in. What does not is said; it stops nothing."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from samarkand.domain.composite import Association, NodeWeight
from samarkand.domain.refusal import Refusal
from samarkand.index.along import Array
from samarkand.index.chain import Chain, effective
from samarkand.index.table import IndicatorTable
from samarkand.index.tree import Tree
from samarkand.index.weights import alpha, correlation

AGAINST, WEAK, STRONG = -0.4, 0.3, 0.9
LEAST_ALPHA = 0.6


def node_weights(made: Chain, scores: Sequence[Array]) -> tuple[NodeWeight, ...]:
    """Every node with its weights, how it goes with its parent, and how consistent its children are."""
    t, total = made.tree, effective(made.tree, made.weights)
    out = []
    for n, name in enumerate(t.nodes):
        up = t.parent(n)
        children = t.children[n - t.leaves] if n >= t.leaves else ()
        out.append(
            NodeWeight(
                index=made.spec.id,
                node=name,
                parent=t.nodes[up] if up is not None else "",
                given=t.given[n],
                share=float(made.weights[n]),
                effective=float(total[n]),
                association=correlation(scores[n], scores[up]) if up is not None else None,
                alpha=alpha(_stacked(scores, children)) if len(children) > 1 else None,
            )
        )
    return tuple(out)


def _stacked(scores: Sequence[Array], children: Sequence[int]) -> Array:
    return np.stack([scores[child] for child in children])


def associations(index: str, t: Tree, scores: Sequence[Array]) -> tuple[Association, ...]:
    """All pairs of siblings."""
    pairs = [pair for children in t.children for pair in combinations(children, 2)]
    return tuple(a for one, other in pairs if (a := association(index, t, scores, one, other)))


def association(index: str, t: Tree, scores: Sequence[Array], one: int, other: int) -> Association | None:
    r = correlation(scores[one], scores[other])
    if r is None:
        return None
    n = int((scores[one] * 0 + scores[other] * 0 == 0).sum())
    return Association(index, t.nodes[one], t.nodes[other], r, n, flag(r))


def flag(r: float) -> str:
    """What is remarkable about a correlation of siblings."""
    if r <= AGAINST:
        return "against each other: they cancel out"
    if r >= STRONG:
        return "nearly the same: counted twice"
    return "weak: they do not measure one thing" if abs(r) < WEAK else ""


def with_denominators(made: Chain, table: IndicatorTable, source: IndicatorTable) -> Iterator[Association]:
    """Indicators that still go with the size they were divided by (or another column used to divide)."""
    sizes = sorted({i.per for i in made.spec.indicators if i.per})
    rows = {(a, p): n for n, (a, p) in enumerate(zip(source.areas, source.periods, strict=True))}
    kept = [rows[row] for row in zip(table.areas, table.periods, strict=True)]
    for size in sizes:
        below = source.values[source.indicators.index(size), kept]
        for i, values in zip(made.spec.indicators, table.values, strict=True):
            r = correlation(values, below)
            if r is not None:
                n = int((values * 0 + below * 0 == 0).sum())
                told = "goes with size: big areas may lead for being big" if abs(r) >= STRONG else ""
                yield Association(made.spec.id, i.id, size, r, n, told)


def doubts(made: Chain, scores: Sequence[Array], weights: Sequence[NodeWeight], name: str) -> Iterator[Refusal]:
    """What speaks against the tree: children that run against their parent, or go better with another group;
    groups of children that do not measure one thing. Kept all the same, and said."""
    t = made.tree
    for w in weights:
        if w.association is not None and w.association < 0:
            told = f"{w.node} runs against {w.parent} (r = {w.association:.2f})"
            yield Refusal(name, 0, "coherence: runs against its parent", told, w.node, kept=True)
        if w.alpha is not None and w.alpha < LEAST_ALPHA:
            told = f"the children of {w.node} do not measure one thing (Cronbach's alpha {w.alpha:.2f})"
            yield Refusal(name, 0, "coherence: low alpha", told, w.node, kept=True)
    parents = {t.parent(n) for n in range(t.leaves)} - {None}
    for n in range(t.leaves):
        own = correlation(scores[n], scores[t.parent(n) or 0])
        for other in sorted(p for p in parents if p is not None and p != t.parent(n)):
            r = correlation(scores[n], scores[other])
            if own is not None and r is not None and r > own + 0.05:
                told = f"{t.nodes[n]} goes better with {t.nodes[other]} ({r:.2f}) than with its own group ({own:.2f})"
                yield Refusal(name, 0, "coherence: another group", told, t.nodes[n], kept=True)
