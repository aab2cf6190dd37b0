"""From values to scores, once or in ten thousand runs at a time: the same steps over arrays with a leading axis."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from samarkand.domain.errors import SamarkandError
from samarkand.index.aggregate import Children, aggregated
from samarkand.index.along import Array
from samarkand.index.impute import Fill, fills, imputed
from samarkand.index.methods import Panel, Weigh
from samarkand.index.normalise import Scale, scale
from samarkand.index.spec import IndexSpec
from samarkand.index.table import IndicatorTable
from samarkand.index.treat import Treatment, treatment
from samarkand.index.tree import Tree, tree
from samarkand.index.weights import optimised, principal, shares


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps with all their choices made. `weights` is one share a node among its siblings.

    `parts` are the rows of each period; `spans` those over which marks (bounds, means, skew) are taken, each with the
    row, counted within it, of the area of reference.
    """

    spec: IndexSpec
    tree: Tree
    parts: tuple[slice, ...]
    spans: tuple[tuple[slice, int], ...]
    fills: tuple[Fill, ...]
    treatment: Treatment
    scale: Scale
    weights: Array

    def filled(self, x: Array) -> Array:
        """Step 1, runs x indicators x rows, as all steps."""
        return imputed(x, self.fills)

    def treated(self, x: Array) -> Array:
        """Step 2."""
        return self._over_spans(x, lambda span, _: self.treatment.apply(span))

    def normalised(self, x: Array) -> Array:
        """Step 3."""
        return self._over_spans(x, self.scale.apply)

    def nodes(self, x: Array, weights: Array | None = None) -> list[Array]:
        """Step 4: a score (runs x rows) for every node; `weights` is runs x nodes where runs differ in them."""
        w = self.weights[None, :] if weights is None else weights
        out = [x[:, k, :] for k in range(self.tree.leaves)]
        alive = [np.ones(len(w), bool) for _ in out]
        for g, children in enumerate(self.tree.children):
            own = w[:, children] * np.stack([alive[child] for child in children], axis=1)
            alive.append((own > 0).any(axis=1))
            out.append(self._node(g, np.stack([out[child] for child in children], axis=1), own))
        return out

    def scores(self, x: Array, weights: Array | None = None) -> Array:
        """All steps: the index itself, runs x rows."""
        return self.nodes(self.normalised(self.treated(self.filled(x))), weights)[-1]

    def _node(self, g: int, x: Array, w: Array) -> Array:
        made = Children(x, w, self.parts, self.spec.aggregate.power, self.spec.normalise.low, self.spec.normalise.high)
        return aggregated(self.tree.methods[g], made, self.spec.aggregate.present)

    def _over_spans(self, x: Array, step: Callable[[Array, int], Array]) -> Array:
        return np.concatenate([step(x[..., span], reference) for span, reference in self.spans], axis=-1)


def chain(spec: IndexSpec, table: IndicatorTable) -> Chain:
    """The chain of a spec over a table that holds its indicators, in its order; weights are learnt here if asked."""
    parts = tuple(part for _, part in table.slices)
    whole = (slice(0, len(table.areas)),)
    spans = whole if spec.normalise.panel is Panel.FIXED else parts
    todo = fills(table, spec.impute.method)
    base = imputed(table.values, todo)
    made = Chain(
        spec=spec,
        tree=tree(spec),
        parts=parts,
        spans=tuple((span, _reference(spec, table, span)) for span in spans),
        fills=todo,
        treatment=treatment(spec.treat, tuple(i.treat for i in spec.indicators), base),
        scale=scale(spec.normalise, spec.indicators),
        weights=np.ones(len(tree(spec).nodes)),
    )
    return replace(made, weights=_weights(made, made.normalised(made.treated(base[None]))))


def _reference(spec: IndexSpec, table: IndicatorTable, span: slice) -> int:
    if not spec.normalise.reference:
        return -1
    rows = [n for n, area in enumerate(table.areas[span]) if area == spec.normalise.reference]
    if not rows:
        raise SamarkandError(
            "the area of reference is not in the table", spec.normalise.reference, "it may have been refused"
        )
    return rows[-1]


def _weights(made: Chain, x: Array) -> Array:
    """Shares among siblings, children first, since what a group's weight is learnt from is its score."""
    out = np.ones(len(made.tree.nodes))
    method = _LEARN[made.spec.weigh.method]
    scores: list[Array] = [x[:, k, :] for k in range(made.tree.leaves)]
    for g, children in enumerate(made.tree.children):
        picked = list(children)
        stacked = np.stack([scores[child] for child in picked], axis=1)
        given = np.array([made.tree.given[child] for child in picked])
        out[picked] = method(stacked[0], given, tuple(made.tree.nodes[child] for child in picked))
        scores.append(made._node(g, stacked, out[picked][None, :]))
    return out


_Learn = Callable[[Array, Array, tuple[str, ...]], Array]
_LEARN: Mapping[Weigh, _Learn] = {
    Weigh.GIVEN: lambda x, given, names: shares(given),
    Weigh.EQUAL: lambda x, given, names: shares(np.ones(len(given))),
    Weigh.PCA: lambda x, given, names: principal(x, names),
    Weigh.OPTIMISED: lambda x, given, names: optimised(x, shares(given)),
}


def effective(made: Tree, weights: Sequence[float] | Array) -> Array:
    """Each node's share in the index: the product of shares from the top down."""
    out = np.ones(len(made.nodes))
    for g in reversed(range(len(made.groups))):
        for child in made.children[g]:
            out[child] = out[made.leaves + g] * weights[child]
    return out
