"""Values on disk between two steps of a computation, in a folder that goes when nobody holds it any more."""

import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np

T = TypeVar("T")
_PROTOCOL = pickle.HIGHEST_PROTOCOL


class Folder:
    """A folder of this process under `scratch`, or under the system's temporary folder."""

    def __init__(self, scratch: Path | None) -> None:
        if scratch is not None:
            scratch.mkdir(parents=True, exist_ok=True)
        self._held = tempfile.TemporaryDirectory(prefix=f"{os.getpid()}-", dir=scratch, ignore_cleanup_errors=True)
        self.path = Path(self._held.name)


def clear_left(scratch: Path) -> None:
    """Remove what killed processes left under `scratch`, if it is there."""
    for left in scratch.glob("*-*"):
        owner = left.name.partition("-")[0]
        if owner.isdecimal() and not _runs(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@dataclass(frozen=True, slots=True)
class Stored:
    """A value in a file. It is loaded where it is needed."""

    path: Path


def loaded(item: Any) -> Any:
    return pickle.loads(item.path.read_bytes()) if isinstance(item, Stored) else item


def store(path: Path, value: object) -> None:
    with path.open("wb") as out:
        pickle.dump(value, out, _PROTOCOL)


class StoredParts(Generic[T]):
    """A part a file, in `folder`."""

    def __init__(self, folder: Folder, size: int) -> None:
        self._folder, self._size = folder, size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[T]:
        for handle in self.handles():
            yield loaded(handle)

    def handles(self) -> Iterator[Stored]:
        """While this generator is held, so is the folder."""
        for number in range(self._size):
            yield Stored(part_path(self._folder.path, number))


def part_path(folder: Path, number: int) -> Path:
    return folder / f"{number}.part"


def deal(dealt: Mapping[int, object], path: Path, groups: int) -> None:
    """One file an item: where each group's piece begins and ends (`groups` + 1 integers), then the pieces."""
    if wrong := [g for g in dealt if not 0 <= g < groups]:
        raise ValueError(f"dealt to group {wrong[0]} of {groups}")
    marks = np.zeros(groups + 1, np.int64)
    with path.open("wb") as out:
        out.seek(marks.nbytes)
        for group in range(groups):
            marks[group] = out.tell()
            if group in dealt:
                pickle.dump(dealt[group], out, _PROTOCOL)
        marks[groups] = out.tell()
        out.seek(0)
        out.write(marks.tobytes())


def piece(path: Path, group: int) -> list[Any]:
    """What an item dealt to the group: one piece or none."""
    with path.open("rb") as held:
        held.seek(8 * group)
        start, end = np.frombuffer(held.read(16), np.int64).tolist()
        if start == end:
            return []
        held.seek(start)
        return [pickle.loads(held.read(end - start))]


def gathered(gather: Callable[[Sequence[Any]], T], folder: Path, items: int, group: int) -> T:
    """The group's pieces in the order of the items, gathered."""
    return gather([told for number in range(items) for told in piece(folder / f"{number}.pieces", group)])
