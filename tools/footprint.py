"""How much memory this process and its children take, looked at several times a second."""

import os
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

_EVERY = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")


def _resident(process: int) -> int:
    """Bytes in memory that are not shared with other processes; 0 where it ended meanwhile."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{process}/statm").read_text().split()
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * _PAGE


def _descendants(process: int) -> list[int]:
    out = [process]
    for one in out:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                out += map(int, task.read_text().split())
            except OSError:
                continue
    return out


class Footprint:
    """Peaks while it is open, in bytes: of the whole tree, and of the greatest process in it."""

    def __init__(self) -> None:
        self.tree = self.greatest = 0
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._over.wait(_EVERY):
            told = [_resident(p) for p in _descendants(os.getpid())]
            self.tree, self.greatest = max(self.tree, sum(told)), max(self.greatest, *told)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def __str__(self) -> str:
        return f"peak memory {self.tree / 2**20:,.0f} MiB in all, {self.greatest / 2**20:,.0f} MiB in one process"
