"""What each stage last worked on, so that the same work is not done twice."""

from typing import Protocol


class Stamps(Protocol):
    """A stage's stamp is the key of its input; it is set only after the stage's output is on disk."""

    def get(self, stage: str) -> str | None: ...

    def set(self, stage: str, key: str) -> None: ...
