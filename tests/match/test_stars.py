"""The components of parts, found by groups that never meet, are those union-find finds in one place."""

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.footprint import Footprint

from samarkand.adapters.compute_local import InProcess, Processes
from samarkand.match.components import connected
from samarkand.match.stars import Edges, connected_by, connected_parts, stars

Pair = tuple[int, int]


def chain(nodes: Sequence[int]) -> list[Pair]:
    return list(pairwise(nodes))


def hub(nodes: Sequence[int]) -> list[Pair]:
    return [(nodes[0], other) for other in nodes[1:]]


def clique(nodes: Sequence[int]) -> list[Pair]:
    return [(a, b) for at, a in enumerate(nodes) for b in nodes[at + 1 :]]


def shuffled(nodes: range, seed: int) -> list[int]:
    out = list(nodes)
    random.Random(seed).shuffle(out)
    return out


def labels(pairs: Sequence[Pair], parts: int, groups: int) -> dict[int, int]:
    edges = np.array(pairs, np.int64).reshape(-1, 2)
    held = connected_parts([*np.array_split(edges, parts)], InProcess(), groups)
    rows = [row for part in held for row in part.tolist()]
    assert len(held) == groups
    assert all((part[1:, 0] > part[:-1, 0]).all() for part in held)
    assert len(rows) == len(dict(rows))
    return dict(rows)


def expected(pairs: Sequence[Pair]) -> dict[int, int]:
    nodes = sorted({n for pair in pairs for n in pair})
    at = {n: i for i, n in enumerate(nodes)}
    groups = connected([(at[a], at[b]) for a, b in pairs], len(nodes))
    return {nodes[i]: nodes[group[0]] for group in groups for i in group}


SHAPES = {
    "nothing": [],
    "a node tied to itself": [(7, 7)],
    "a chain in order": chain(range(200)),
    "a chain in disorder": chain(shuffled(range(200), 1)),
    "a hub that is the least": hub(range(200)),
    "a hub that is the greatest": hub(range(200, 0, -1)),
    "a clique": clique(shuffled(range(30), 2)),
    "a circle told twice both ways": [p for a, b in chain([*range(50), 0]) for p in ((a, b), (b, a))] * 2,
    "two hubs joined by a chain": hub(range(100)) + hub(range(100, 200)) + chain([50, 300, 301, 302, 150]),
    "many pairs and loners": [(2 * n, 2 * n + 1) for n in range(80)] + [(n, n) for n in range(500, 520)],
    "great and negative numbers": [(-(2**62), 2**62), (2**62, 2**62 + 1), (-5, -5)],
}


@pytest.mark.parametrize("pairs", SHAPES.values(), ids=SHAPES.keys())
@pytest.mark.parametrize(("parts", "groups"), [(1, 1), (3, 2), (7, 5), (40, 16)])
def test_shapes(pairs: list[Pair], parts: int, groups: int) -> None:
    assert labels(pairs, parts, groups) == expected(pairs)


NODES = st.integers(0, 40)
GRAPHS = st.lists(
    st.one_of(
        st.tuples(NODES, NODES).map(lambda pair: [pair]),
        st.lists(NODES, min_size=2, max_size=12).map(chain),
        st.lists(NODES, min_size=2, max_size=12).map(hub),
        st.lists(NODES, min_size=2, max_size=5).map(clique),
    ),
    max_size=12,
).map(lambda shapes: [pair for shape in shapes for pair in shape])


@given(GRAPHS, st.integers(1, 6), st.integers(1, 7))
@settings(deadline=None)
def test_any_graph_in_any_number_of_parts_and_groups(pairs: list[Pair], parts: int, groups: int) -> None:
    assert labels(pairs, parts, groups) == expected(pairs)


@given(GRAPHS)
def test_the_stars_of_one_part_are_its_components(pairs: list[Pair]) -> None:
    assert dict(stars(np.array(pairs, np.int64).reshape(-1, 2)).tolist()) == expected(pairs)


@given(GRAPHS, st.sampled_from([3, 1000]))
@settings(deadline=None)
def test_groups_come_as_union_find_gives_them(pairs: list[Pair], in_a_part: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("samarkand.match.stars._PART", in_a_part)
        assert connected_by(InProcess(), 3)(pairs, 45) == connected(pairs, 45)


def test_no_piece_dealt_is_greater_than_the_nodes_of_its_part() -> None:
    """A hub deals out one edge a leaf and asks once a part, wherever it stands in the order."""

    class Weighing(InProcess):
        heaviest = 0

        def regroup(self, split, items, gather, groups):  # type: ignore[no-untyped-def]
            def weighed(pieces):  # type: ignore[no-untyped-def]
                Weighing.heaviest = max(Weighing.heaviest, sum(map(rows, pieces)))
                return gather(pieces)

            return super().regroup(split, items, weighed, groups)

    def rows(piece: object) -> int:
        if isinstance(piece, np.ndarray):
            return len(piece)
        told = piece if isinstance(piece, tuple) else (piece.nodes, piece.edges)  # type: ignore[attr-defined]
        return sum(len(one) for one in told)

    groups, leaves = 16, 16_000
    for centre in (-1, leaves):
        edges = np.array([(centre, leaf) for leaf in range(leaves)], np.int64)
        held = connected_parts(np.array_split(edges, 32), Weighing(), groups)
        assert {int(part[:, 1].max()) for part in held} == {min(centre, 0)}
    assert Weighing.heaviest < 3 * leaves / groups


def five_million(seed: int) -> Iterator[Edges]:
    """Chains of a hundred thousand, hubs of power-law degree, many small components; in disorder, in twenty parts."""
    rng = np.random.default_rng(seed)
    long = np.stack([np.arange(1_500_000), np.arange(1_500_000) + 1], axis=1)
    long = long[long[:, 1] % 100_000 != 0]
    centres = 2_000_000 + rng.zipf(1.3, 1_500_000) % 400_000
    hubs = np.stack([centres, 3_000_000 + rng.integers(0, 3_000_000, 1_500_000)], axis=1)
    first = 8_000_000 + 4 * rng.integers(0, 1_000_000, 5_000_000 - len(long) - len(hubs))
    small = np.stack([first, first + rng.integers(0, 4, len(first))], axis=1)
    edges = np.concatenate([long, hubs, small])
    renamed = rng.permutation(12_500_000)
    edges = renamed[edges[rng.permutation(len(edges))]]
    yield from np.array_split(edges, 20)


@pytest.mark.slow
def test_five_million_edges_beside_scipy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, part in enumerate(five_million(4)):
        np.save(tmp_path / f"{number}.npy", part)
    del part
    with Footprint() as used:
        compute = Processes(2, tmp_path / "scratch")
        files = (np.load(tmp_path / f"{number}.npy") for number in range(20))
        held = connected_parts(files, compute, 16)
        for number, part in enumerate(held):
            np.save(tmp_path / f"label-{number}.npy", part)
    found = np.concatenate([np.load(tmp_path / f"label-{number}.npy") for number in range(16)])
    edges = np.concatenate([np.load(tmp_path / f"{number}.npy") for number in range(20)])
    assert len(edges) == 5_000_000
    right = stars(edges)
    assert np.array_equal(found[np.argsort(found[:, 0])], right)
    with capsys.disabled():
        print(
            f"\n5,000,000 edges, {len(right):,} nodes, {len(np.unique(right[:, 1])):,} components on 2 "
            f"processes: {used}"
        )
