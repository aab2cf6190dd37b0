"""What was captured from the web, kept so that nothing is asked for twice."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from samarkand.domain.capture import Capture, Item
from samarkand.ports.web import Answer


class CaptureRun(Protocol):
    """One run of one source. What was added is safe after `commit`, and absent as a whole before it.

    A run commits by itself now and then, so that a long one loses little when it is killed.
    """

    def add(self, capture: Capture) -> None:
        """A request without a body worth keeping."""

    def keep(self, capture: Capture, answer: Answer, item: Item) -> bool:
        """Keeps the body with what was told of it; False where the very same bytes are held already."""

    def commit(self) -> None: ...


class Captures(Protocol):
    def of(self, source_id: str) -> Sequence[Capture]:
        """All captures of a source, oldest first."""

    def begin(self, source_id: str, at: datetime) -> CaptureRun: ...
