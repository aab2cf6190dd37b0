"""A sentence taken apart: words, and the numbers in them with the measurement each answers to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samarkand.domain.finding import Finding

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """`measurement` is empty for words."""

    text: str
    name: str = ""
    measurement: str = ""


def pieces(finding: Finding) -> Iterator[Piece]:
    """In the order of the sentence. A number without an id, or not in its sentence, raises ValueError."""
    values = {name: (number, ident) for name, number, ident in finding.values}
    for name, (_, ident) in values.items():
        if not ident:
            raise ValueError(f"finding {finding.template}: the number {name} has no id")
    at = 0
    pattern = finding.pattern or _found(finding)
    if values.keys() != set(_SLOT.findall(pattern)):
        raise ValueError(f"finding {finding.template}: its numbers are not those of its sentence")
    for slot in _SLOT.finditer(pattern):
        name = slot.group(1)
        yield Piece(pattern[at : slot.start()])
        yield Piece(values[name][0], name, values[name][1])
        at = slot.end()
    yield Piece(pattern[at:])


def _found(finding: Finding) -> str:
    """The pattern of a sentence that comes without one: each number where it first stands."""
    out, rest = "", finding.text
    for name, number, _ in finding.values:
        before, found, rest = rest.partition(number)
        if not found:
            raise ValueError(f"finding {finding.template}: the number {name} is not in its sentence")
        out += before + "{" + name + "}"
    return out + rest
