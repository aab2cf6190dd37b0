"""Refusals and doubts put down as they come, so that however many there are, few are held."""

from collections import Counter
from collections.abc import Iterable

from samarkand.domain.refusal import Refusal
from samarkand.ports.tables import Tables

TABLE, PART = "refusals", "documents"
_ROWS = 50_000


class Refused:
    """Writes parts of the table of refusals; others' parts in it stay. `first` are the first that were not kept,
    `counts` tells all of them by whether they were kept, and by kind."""

    def __init__(self, tables: Tables, show: int) -> None:
        self._tables, self._show = tables, show
        self._waiting: list[Refusal] = []
        self._written: list[str] = []
        self.first: list[Refusal] = []
        self.counts: Counter[tuple[bool, str]] = Counter()

    def add(self, rows: Iterable[Refusal]) -> None:
        for row in rows:
            self.counts[row.kept, row.kind] += 1
            if not row.kept and len(self.first) < self._show:
                self.first.append(row)
            self._waiting.append(row)
            if len(self._waiting) == _ROWS:
                self._write()

    def finish(self) -> None:
        """Writes the rest, and takes away what an earlier run wrote."""
        if self._waiting or not self._written:
            self._write()
        others = {p for p in self._tables.parts(TABLE) if p != PART and not p.startswith(f"{PART}-")}
        self._tables.keep_only(TABLE, others.union(self._written))

    def _write(self) -> None:
        name = f"{PART}-{len(self._written):05d}" if self._written else PART
        self._tables.write(TABLE, name, Refusal, self._waiting)
        self._written.append(name)
        self._waiting = []
