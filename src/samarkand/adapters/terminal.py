"""Progress bars on a terminal, plain lines elsewhere."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")


class TerminalProgress:
    """Writes to standard error, so that output can be piped."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, highlight=False)

    def track(self, items: Iterable[T], total: int, label: str) -> Iterator[T]:
        columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self.console, transient=True) as bar:
            task = bar.add_task(label, total=total)
            for item in items:
                yield item
                bar.advance(task)

    def say(self, line: str) -> None:
        self.console.print(line, soft_wrap=True, markup=False)


class Silence:
    """For tests and libraries."""

    def track(self, items: Iterable[T], total: int, label: str) -> Iterator[T]:
        return iter(items)

    def say(self, line: str) -> None:
        return None
