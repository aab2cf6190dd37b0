"""Who takes part: everyone in sight of a passage, and who of them the passage means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samarkand.domain.party import UNNAMED
from samarkand.read.passages import Passage

MAX_PARTIES = 12
_IN_SIGHT = 25
_COMMON = 3
_LEAD = 4
_NO_RANK = 9
_MEANT = 0.5
_FOLLOWS = 0.25

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Context:
    """What the document as a whole says of parties: its own country, its title's, its opening's and its commonest ones.

    `shares` is the share of passages that name each.
    """

    own: str | None
    title: tuple[str, ...]
    lead: tuple[str, ...]
    common: tuple[str, ...]
    shares: Mapping[str, float]


def context_of(passages: Sequence[Passage], own: str | None) -> Context:
    """Codes by how many passages name them, the most named first, of as many the one named first."""
    title = passages[0].codes if passages and passages[0].number == 0 else ()
    lead = tuple(dict.fromkeys(code for passage in passages[:_LEAD] for code in passage.codes))
    counts: dict[str, int] = {}
    for code in (code for passage in passages if passage.names for code in passage.codes):
        counts[code] = counts.get(code, 0) + 1
    common = sorted(counts, key=lambda code: -counts[code])
    return Context(own, title, lead, tuple(common), {code: n / len(passages) for code, n in counts.items()})


def _others(codes: Sequence[str], own: str | None) -> tuple[str, ...]:
    return tuple(code for code in codes if code != own)


def in_sight(passage: Passage, before: Passage | None, context: Context) -> tuple[str, ...]:
    """At least two parties, or none where no foreign side is in sight: a rule that needs nothing learnt.

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


def is_body(code: str) -> bool:
    """Bodies go by their acronyms, countries by two letters, but for two bodies that have codes of their own."""
    return len(code) > 2 or code in ("EU", "UN")


PARTY_SIGNALS = (
    "named here",
    "times named here",
    "in the title",
    "in the passage before",
    "in the one before that",
    "in the next",
    "in the opening",
    "share of passages that name it",
    "rank among the commonest",
    "the document's own country",
    "parties named here",
    "a foreign one is named here",
    "a body",
    "a body is named here",
    "after a word of place",
    "named by a city alone",
    "named by a city",
    "named by an institution",
    "named by its people",
    "named by its country",
    "where it is first named",
    "both sides are spoken of together",
    "a foreign side is unnamed",
    "foreign ones in the title",
    "in the title, and nobody named here",
    "parties in the opening",
    "the document has no own country",
    "the own country is named here",
    "parties in sight",
    "this is the title",
    "foreign ones named here",
)


@dataclass(frozen=True, slots=True)
class Sight:
    """Codes that could take part, in order of appearance, and a row of `PARTY_SIGNALS` for each."""

    codes: tuple[str, ...]
    rows: Rows


def sight_of(at: int, passages: Sequence[Passage], context: Context) -> Sight:
    """Whoever the passage, its neighbours, the title, the opening or the document's commonest names put in sight."""
    passage, own = passages[at], context.own
    here = [hit.code for hit in passage.names]
    before = passages[at - 1].codes if at else ()
    earlier = passages[at - 2].codes if at > 1 else ()
    after = passages[at + 1].codes if at + 1 < len(passages) else ()
    around = (*here, *before, *context.title, *context.lead, *context.common[:_COMMON])
    codes = tuple(dict.fromkeys((*around, own) if own else around))[:_IN_SIGHT]
    kinds: dict[str, set[str]] = {}
    first: dict[str, float] = {}
    located = {hit.code for hit in passage.located}
    for hit in passage.names:
        kinds.setdefault(hit.code, set()).add(hit.kind)
        first.setdefault(hit.code, (hit.start - passage.start) / max(1, passage.end - passage.start))
    named = set(here)
    foreign = named - {own}
    any_body, both, unnamed = any(map(is_body, named)), passage.has("both"), passage.has("foreign")
    titled = len(set(context.title) - {own})
    rows = []
    for code in codes:
        by = kinds.get(code, set())
        rank = context.common.index(code) if code in context.common[:_LEAD] else _NO_RANK
        rows.append(
            (
                code in named,
                here.count(code),
                code in context.title,
                code in before,
                code in earlier,
                code in after,
                code in context.lead,
                context.shares.get(code, 0.0),
                rank,
                code == own,
                len(named),
                bool(foreign),
                is_body(code),
                any_body,
                code in located,
                by == {"city"},
                "city" in by,
                "institution" in by,
                "people" in by,
                "country" in by,
                first.get(code, float(_NO_RANK)),
                both,
                unnamed,
                titled,
                code in context.title and not named,
                len(context.lead),
                own is None,
                own in named,
                len(codes),
                passage.number == 0,
                len(foreign),
            )
        )
    return Sight(codes, np.array(rows, dtype=np.float32).reshape(len(codes), len(PARTY_SIGNALS)))


def meant(sight: Sight, chances: Sequence[float], own: str | None) -> tuple[str, ...]:
    """Those more likely in than out, the likeliest where nobody is; then the own country or the unnamed for the other side."""
    ranked = sorted(zip(sight.codes, chances, strict=True), key=lambda pair: -pair[1])
    taking = [code for code, chance in ranked if chance >= _MEANT] or [code for code, _ in ranked[:1]]
    if len(taking) == 1 and own not in taking and any(c == own and p >= _FOLLOWS for c, p in ranked):
        taking.append(str(own))
    if len(taking) == 1:
        taking.append(UNNAMED)
    order = {code: i for i, code in enumerate(sight.codes)}
    kept = taking[:MAX_PARTIES]
    return tuple(sorted(kept, key=lambda code: order.get(code, len(order))))
