"""Who takes part: the names of the passage, and what its neighbourhood makes certain."""

from collections.abc import Sequence
from dataclasses import dataclass

from samarkand.domain.party import UNNAMED
from samarkand.read.passages import Passage

MAX_PARTIES = 12


@dataclass(frozen=True, slots=True)
class Context:
    """What the document as a whole says of parties: its own country, its title's and its commonest ones."""

    own: str | None
    title: tuple[str, ...]
    common: tuple[str, ...]


def context_of(passages: Sequence[Passage], own: str | None) -> Context:
    """Codes by how many passages name them, the title's first."""
    title = passages[0].codes if passages and passages[0].number == 0 else ()
    counts: dict[str, int] = {}
    for passage in passages:
        for code in passage.codes:
            counts[code] = counts.get(code, 0) + 1
    common = sorted(counts, key=lambda code: (-counts[code], code))
    return Context(own, title, tuple(common))


def _others(codes: Sequence[str], own: str | None) -> tuple[str, ...]:
    return tuple(code for code in codes if code != own)


def parties_of(passage: Passage, before: Passage | None, context: Context) -> tuple[str, ...]:
    """At least two parties, or none where no foreign side is in sight.

    Own words first; then the passage before and the title for what the passage leaves out ("both
    countries", "the two sides"); the document's own country where only one foreign side is named, or where the title names it;
    XX where a foreign side is present without a name.
    """
    codes = passage.codes
    if len(codes) < 2 and passage.has("both"):
        codes = tuple(dict.fromkeys((*codes, *context.title, *context.common)))[:2]
    if not _others(codes, context.own):
        borrowed = _others(context.title, context.own) or (_others(before.codes, context.own) if before else ())
        if borrowed and not passage.has("foreign"):
            codes = (*codes, *borrowed[:2])
    if context.own and codes and context.own not in codes and (len(codes) == 1 or context.own in context.title):
        codes = (*codes, context.own)
    if len(codes) == 1 and passage.has("foreign"):
        codes = (*codes, UNNAMED)
    if not codes and context.own and passage.has("foreign"):
        codes = (context.own, UNNAMED)
    return tuple(codes[:MAX_PARTIES]) if len(codes) > 1 else ()
