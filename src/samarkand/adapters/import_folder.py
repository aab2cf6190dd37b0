"""Files to take in, by name or by the folder they lie in."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """A file and the name it goes by; `problem` is why it is not taken, where it is not.

    `passed_over` marks what a folder commonly holds beside what was meant: hidden files.
    """

    path: Path
    place: str
    problem: str = ""
    passed_over: bool = False


def gathered(paths: Sequence[Path]) -> Iterator[Found]:
    """Files in the order they were named; those of a folder sorted, by their place within it."""
    for path in paths:
        if path.is_dir():
            yield from _within(path)
        elif path.is_file():
            yield Found(path, path.name)
        else:
            yield Found(path, path.name, "no such file" if not path.exists() else "is no ordinary file")


def _within(folder: Path) -> Iterator[Found]:
    found: list[Found] = []

    def said(problem: OSError) -> None:
        path = Path(problem.filename)
        found.append(Found(path, _place(path, folder), f"cannot be looked into: {problem.strerror}"))

    for base, folders, files in os.walk(folder, onerror=said, followlinks=False):
        for name in list(folders):
            path = Path(base, name)
            if name.startswith("."):
                found.append(Found(path, _place(path, folder), "a hidden folder, not taken", passed_over=True))
                folders.remove(name)
            elif path.is_symlink():
                found.append(Found(path, _place(path, folder), "a link to a folder, not followed"))
        found.extend(_file(Path(base, name), folder) for name in files)
    return iter(sorted(found, key=lambda f: f.place))


def _place(path: Path, folder: Path) -> str:
    """Within the folder, so that two files of one name are told apart."""
    return path.relative_to(folder).as_posix()


def _file(path: Path, folder: Path) -> Found:
    place = _place(path, folder)
    if path.name.startswith("."):
        return Found(path, place, "a hidden file, not taken", passed_over=True)
    if path.is_symlink():
        try:
            aim = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return Found(path, place, "a link that leads nowhere")
        if not aim.is_relative_to(folder.resolve()):
            return Found(path, place, "a link that leads out of the folder, not followed")
    return Found(path, place, "" if path.is_file() else "is no ordinary file")
