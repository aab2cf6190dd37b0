"""Texts with columns in braces, as the tables of settings use them."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

_BRACES = re.compile(r"\{([^{}]*)\}")


def filled(text: str, row: Mapping[str, str]) -> str:
    """Each `{Column}` replaced by what stands there; of `{One|Another|'words'}` the first that is not empty.

    The row gives nothing for a column it does not have.
    """
    if "{" not in text:
        return text
    pieces = _pieces(text)
    return "".join(piece if isinstance(piece, str) else _first(piece, row) for piece in pieces).strip()


def columns(text: str) -> Iterator[str]:
    """The columns a text names."""
    for piece in _pieces(text):
        if not isinstance(piece, str):
            yield from (name for name in piece if not _is_quoted(name))


@cache
def _pieces(text: str) -> tuple[str | tuple[str, ...], ...]:
    parts = _BRACES.split(text)
    return tuple(part if at % 2 == 0 else tuple(map(str.strip, part.split("|"))) for at, part in enumerate(parts))


def _first(names: tuple[str, ...], row: Mapping[str, str]) -> str:
    return next((said for name in names if (said := name[1:-1] if _is_quoted(name) else row[name])), "")


def _is_quoted(name: str) -> bool:
    return len(name) > 1 and name[0] == name[-1] == "'"
