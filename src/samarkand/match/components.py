"""Groups of things linked to each other, directly or through others."""

from collections.abc import Iterable


class Components:
    """Union-find over integers 0..n-1 with path halving; a group is named by its smallest member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def union(self, a: int, b: int) -> None:
        first, second = self.find(a), self.find(b)
        if first != second:
            self._parent[max(first, second)] = min(first, second)

    def groups(self) -> list[list[int]]:
        """All groups, each in rising order, ordered by their smallest member."""
        out: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            out.setdefault(self.find(item), []).append(item)
        return list(out.values())


def connected(pairs: Iterable[tuple[int, int]], size: int) -> list[list[int]]:
    """The connected components of an undirected graph on 0..size-1."""
    components = Components(size)
    for a, b in pairs:
        components.union(a, b)
    return components.groups()
