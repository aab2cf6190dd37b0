"""How far a passage says the promised thing has come."""

from collections.abc import Iterable

from samarkand.domain.mention import Mention
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.follow.passages import Passage, overlapping
from samarkand.follow.promises import AHEAD
from samarkand.follow.words import BEGUN, DONE, OFF

_PAPER = frozenset({"M1", "M2", "M5", "M6", "G2", "G3"})
"""What begins by being signed."""
FRAME = "M4"
_REACH, _HAN_REACH = 40, 8


def _still_to_come(passage: Passage, start: int) -> bool:
    """A word of the future stands close before: "will be opened", 将举办."""
    reach = _HAN_REACH if passage.words.language.is_han else _REACH
    if any(c.kind == "future" and start - reach <= c.start < start for c in passage.cues):
        return True
    before = passage.folded[max(0, start - passage.start - reach) : start - passage.start]
    return passage.words.future_verbs(before) > 0


def says(passage: Passage, kind: str, type_: str) -> bool:
    """A cue of that kind for the type, not put off to the future."""
    fitting = (c for c in passage.cues if c.kind == kind and c.value in ("*", type_))
    return any(not _still_to_come(passage, c.start) for c in fitting)


def stage_of(passage: Passage, type_: str, mentions: Iterable[Mention], due: Period | None = None) -> Stage:
    """By the words of fulfilment of the type, else by what the reader read there, else announced once more.

    A year that a document of the same year speaks of is running."""
    written = passage.document.period
    later = written is not None and any(d.period.first > written.last for d in passage.dates)
    if says(passage, OFF, "*") and not says(passage, DONE, type_):
        return Stage.CANCELLED
    if says(passage, DONE, type_) and not later:
        return Stage.UNDER_WAY if type_ == FRAME and not _is_over(passage) else Stage.DELIVERED
    if says(passage, BEGUN, type_):
        return Stage.AGREED if type_ in _PAPER else Stage.UNDER_WAY
    if type_ == FRAME and due and written and due.last.year == written.first.year and not later:
        return Stage.UNDER_WAY
    read = max(overlapping(tuple(mentions), passage), key=lambda m: m.confidence, default=None)
    if read and read.stage in AHEAD:
        return read.stage
    return Stage.ANNOUNCED


def _is_over(passage: Passage) -> bool:
    return any(cue.kind == DONE and cue.value == FRAME for cue in passage.cues)


def first_stage(passage: Passage, mentions: Iterable[Mention]) -> Stage:
    """How binding the promise itself is."""
    read = max(overlapping(tuple(mentions), passage), key=lambda m: m.confidence, default=None)
    if read and read.stage in AHEAD:
        return read.stage
    return Stage.AGREED if passage.count("pledge") and not passage.future else Stage.ANNOUNCED
