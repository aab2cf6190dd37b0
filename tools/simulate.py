"""Worlds whose truth is known, told by made-up lineages, and how often our intervals hold it; writes docs/method/uncertainty.md.

Every world has exchanges with a kind, a direction, a size and a pair of countries. Lineages differ in how much they
tell (their detection rates spread over an order of magnitude), in their taste for kinds and in the sizes they prefer;
some copy another in part, and the copies are joined with what they copy from, as the observatory does, or not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samarkand.stats.hill import hill
from samarkand.stats.incidence import Incidence, incidence

PAGE = Path(__file__).parents[1] / "docs" / "method" / "uncertainty.md"
LEVEL, KINDS, DRAWS = 0.90, 12, 500
Floats = NDArray[np.float64]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Plan:
    """`taste` is the spread (of logarithms) of a lineage's detection of kinds around its own rate; `copying` the part of
    lineages that copy half of another, `joined` whether they are known for copies."""

    name: str
    lineages: int
    exchanges: int = 1500
    rate: float = 0.06
    spread: float = 0.8
    taste: float = 0.5
    copying: float = 0.0
    joined: bool = True


@dataclass(frozen=True)
class World:
    """Attributes of what was told (units), who told it, and the truth of the process that made it."""

    table: Incidence
    kind: NDArray[np.int64]
    there: NDArray[np.bool_]
    size: Floats
    all_exchanges: int
    truth: Mapping[str, float]


def make(plan: Plan, rng: np.random.Generator) -> World:
    shares = rng.dirichlet(np.full(KINDS, 1.5))
    way = rng.uniform(0.55, 0.85)
    n = plan.exchanges
    kind, there = rng.choice(KINDS, n, p=shares), rng.random(n) < way
    size = rng.lognormal(3, 1, n)
    rates = plan.rate * np.exp(rng.normal(0, plan.spread, plan.lineages) - plan.spread**2 / 2)
    taste = np.exp(rng.normal(0, plan.taste, (plan.lineages, KINDS)) - plan.taste**2 / 2)
    leaning = np.exp(rng.normal(0, plan.taste / 2, plan.lineages))
    seen = rates[:, None] * taste[:, kind] * np.where(there, leaning[:, None], 1 / leaning[:, None])
    told = rng.random((plan.lineages, n)) < np.minimum(seen, 0.95)
    names = np.array([f"line-{i:03}" for i in range(plan.lineages)])
    for i in np.flatnonzero(rng.random(plan.lineages) < plan.copying):
        j = (i + 1) % plan.lineages
        told[i] = told[j] & (rng.random(n) < 0.5)
        if plan.joined:
            names[i] = names[j]
    known = np.flatnonzero(told.any(axis=0))
    table = incidence([names[told[:, u]].tolist() for u in known], names.tolist())
    truth = {
        "share": float(shares[0]),
        "mean": float(np.exp(3.5)),
        "ratio": float(shares[1] / shares[2]),
        "balance": 1 - abs(2 * way - 1),
        "hill": float(hill(shares, 1)),
    }
    return World(table, kind[known], there[known], size[known], n, truth)


def _ratio(rows: Floats) -> Floats:
    out: Floats = rows[:, 0] / rows[:, 1]
    return out


def _kinds(world: World) -> Floats:
    return np.eye(KINDS)[world.kind]


def _hill(rows: Floats) -> Floats:
    return np.asarray(hill(np.maximum(rows, 0), 1))


def weights_of(world: World) -> dict[str, tuple[Floats, Callable[[Floats], Floats]]]:
    """Columns and the function of their sums that each quantity is."""
    ones = np.ones(len(world.kind))
    kinds = _kinds(world)
    return {
        "share": (np.stack([kinds[:, 0], ones], axis=1), _ratio),
        "mean": (np.stack([world.size, ones], axis=1), _ratio),
        "ratio": (kinds[:, 1:3], _ratio),
        "balance": (np.stack([world.there, ones], axis=1).astype(float), _ratio),
        "hill": (kinds, _hill),
    }
