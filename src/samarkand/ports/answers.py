"""Answers of a language model, kept by the content of the question."""

from typing import Protocol

from samarkand.ports.language_model import Reply


class Answers(Protocol):
    """`get` gives None for what was never asked, and for what can no longer be read."""

    def get(self, key: str) -> Reply | None: ...

    def put(self, key: str, reply: Reply, read_by: str) -> None: ...
