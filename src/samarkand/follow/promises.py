"""The testability filter: which passages promise something that can be seen to be done."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samarkand.domain.mention import Mention
from samarkand.domain.party import UNNAMED
from samarkand.domain.scale import Stage
from samarkand.follow.passages import Passage, overlapping
from samarkand.follow.words import TOPIC

AHEAD = (Stage.MOOTED, Stage.ANNOUNCED, Stage.AGREED, Stage.FUNDED)
_MOST_PARTIES = 6
_CONTEXT = 2
_TOLD = 0.2
_OBJECT = 3
_OPEN_ENDED = frozenset({"G1", "G2", "D2", "D3"})
_PAPERS = frozenset({"M1", "M2", "M3"})


@dataclass(frozen=True)
class Draft:
    """A passage that may be a promise, with what was seen of it. `seen` are the features of the filter."""

    passage: Passage
    type: str
    parties: tuple[str, ...]
    mentions: tuple[Mention, ...]
    seen: Mapping[str, float]


def _foreign(passage: Passage, own: str | None) -> list[str]:
    return list(dict.fromkeys(hit.code for hit in passage.hits if hit.code != own))


def parties_of(passages: Sequence[Passage], at: int, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Who promises whom: the passage's own names, else those of the nearest passage before, else of the title.

    The publisher's country joins in unless the passage names two others and not it. Nobody further off is taken for a side."""
    passage = passages[at]
    own = passage.document.country
    foreign = _foreign(passage, own)
    if not foreign:
        foreign = [c for m in mentions for c in m.parties if c not in (own, UNNAMED)]
    if not foreign and passage.count("group"):
        return (own, UNNAMED) if own else (UNNAMED,)
    for near in (at - 1, 0):
        foreign = foreign or (_foreign(passages[near], own) if 0 <= near < at else [])
    takes_part = own is not None and (own in passage.codes or len(foreign) < 2)
    return tuple(([own] if takes_part and own else []) + foreign[:_MOST_PARTIES])


def _type_of(
    passages: Sequence[Passage], at: int, mentions: Sequence[Mention], everything: Sequence[Mention]
) -> tuple[str, int]:
    """The type and where it was found: 3 as a testable object in the passage, 2 as a term of it, 1 around it, 0 elsewhere."""
    passage = passages[at]
    read = max(mentions, key=lambda m: m.confidence, default=None)
    for where, types in ((3, passage.objects), (2, passage.types)):
        if types:
            return (read.type if read and read.type in types else types[0]), where
    for near in (at - 1, at - 2, 0, at + 1):
        if 0 <= near < len(passages) and passages[near].objects:
            return passages[near].objects[0], 1
    told = max(everything, key=lambda m: m.confidence, default=None)
    return (told.type, 0) if told and told.confidence >= _TOLD else ("", 0)


def _topics(passage: Passage) -> int:
    """Words of the fields of exchange: culture, heritage, education, …"""
    return sum(cue.kind == TOPIC for cue in passage.cues)


def _features(
    passages: Sequence[Passage], at: int, where: int, mentions: Sequence[Mention], best: float
) -> dict[str, float]:
    passage = passages[at]
    written = passage.document.period
    ahead = [d for d in passage.dates if written and d.period.last > written.last]
    behind = [d for d in passage.dates if written and d.period.last < written.first]
    own = passage.document.country
    near = passages[max(0, at - _CONTEXT) : at + _CONTEXT + 1]
    return {
        "future": min(2, passage.future) / 2,
        "pledge": min(2, passage.count("pledge")) / 2,
        "both": float(passage.future > 0 and passage.count("pledge") > 0),
        "vague": min(3, passage.count("vague")) / 3,
        "report": float(passage.count("report") > 0),
        "looks back": float(passage.count("report") > 0 and not passage.future),
        "repeat": float(passage.count("repeat") > 0),
        "date ahead": float(bool(ahead)),
        "date behind": float(bool(behind)),
        "name": float(bool(passage.quoted)),
        "reader": max((m.confidence for m in mentions), default=0.0),
        "reader ahead": max((m.confidence for m in mentions if m.stage in AHEAD), default=0.0),
        "document": best,
        "term here": float(where >= 2),
        "object here": float(where == 3),
        "object near": float(any(p.objects for p in near)),
        "topic": min(3, _topics(passage)) / 3,
        "topic near": min(8, sum(map(_topics, near))) / 8,
        "topic of title": float(_topics(passages[0]) > 0),
        "terms": min(3, len(passage.types)) / 3,
        "terms near": min(8, sum(p.count("term") for p in near)) / 8,
        "foreign named": float(any(c != own for p in (passage, passages[max(0, at - 1)]) for c in p.codes)),
        "date far ahead": float(any((d.period.first - written.last).days > 60 for d in ahead if written)),
        "number and object": float(where == 3 and any(c.isdigit() for c in passage.text)),
        "future and object": float(where == 3 and passage.future > 0),
        "pledge and object": float(where == 3 and passage.count("pledge") > 0),
        "foreign here": float(any(c != own for c in passage.codes)),
        "own here": float(own in passage.codes),
        "title": float(passage.number == 0),
        "early": 1 / (1 + passage.number / 4),
        "short": float(passage.end - passage.start < (15 if passage.words.language.is_han else 45)),
        "length": math.log(1 + (passage.end - passage.start) * (2.5 if passage.words.language.is_han else 1)) / 6,
        "digits": float(any(c.isdigit() for c in passage.text)),
        "han": float(passage.words.language.is_han),
    }


def _can_be_tested(passages: Sequence[Passage], at: int, type_: str, where: int, mentions: Sequence[Mention]) -> bool:
    """There is a thing to be seen done, or the reader saw one coming; papers signed must be about culture."""
    passage = passages[at]
    if type_ in _OPEN_ENDED or (passage.count("report") and not passage.future and not passage.count("pledge")):
        return False
    read = any(m.stage in AHEAD and m.confidence >= _TOLD for m in mentions)
    if where < 2 and not read and not (where == 1 and passage.future):
        return False
    if passage.words.language.is_han and where < _OBJECT and not read:
        return False
    about = passage.count(TOPIC) or read or _topics(passages[0])
    return bool(type_ not in _PAPERS or about)


def drafts(passages: Sequence[Passage], mentions: Sequence[Mention]) -> list[Draft]:
    """Every passage with a word of promising, a type and a foreign side, and what was seen of it."""
    out: list[Draft] = []
    best = max((m.confidence for m in mentions), default=0.0)
    for at, passage in enumerate(passages):
        if not (passage.future or passage.count("pledge")):
            continue
        own = tuple(overlapping(mentions, passage))
        type_, where = _type_of(passages, at, own, mentions)
        if not type_:
            continue
        parties = parties_of(passages, at, own)
        if len(parties) < 2 or not _can_be_tested(passages, at, type_, where, own):
            continue
        out.append(Draft(passage, type_, parties, own, _features(passages, at, where, own, best)))
    return out
