"""Names of parties are hidden before anything is classified, so that no type depends on who takes part."""

from collections.abc import Sequence
from typing import Protocol


class Named(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def code(self) -> str: ...


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def mask(text: str, names: Sequence[Named], offset: int = 0) -> str:
    """Each party becomes a letter in order of appearance; adjacent names of one party become one letter."""
    letters: dict[str, str] = {}
    out: list[str] = []
    at = 0
    for name in names:
        start, end = name.start - offset, name.end - offset
        if start < at or end > len(text):
            continue
        letter = letters.setdefault(name.code, _LETTERS[len(letters) % len(_LETTERS)])
        between = text[at:start]
        if not (out and not between.strip() and out[-1] == letter):
            out += [between, letter]
        at = end
    return "".join((*out, text[at:]))
