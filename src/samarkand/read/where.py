"""Where it happens: the most precise place the passage puts it in, or the one told just before."""

from collections.abc import Sequence

from samarkand.domain.party import Place
from samarkand.gazetteer.find import Hit
from samarkand.read.passages import Passage

_GAP = 4
_REACH = 2


def _of(hits: Sequence[Hit], kind: str) -> list[Hit]:
    return [hit for hit in hits if hit.kind == kind]


def _stated(passage: Passage) -> Hit | None:
    """A city after a word of place, else any city, else a country after such a word, else an institution."""
    ends = {cue.end for cue in passage.cues if cue.kind == "place"}
    located = [hit for hit in passage.names if any(hit.start - gap in ends for gap in range(_GAP))]
    groups = (
        _of(located, "city"),
        _of(passage.names, "city"),
        _of(located, "country"),
        _of(passage.names, "institution"),
    )
    return next((group[0] for group in groups if group), None)


def place_of(at: int, passages: Sequence[Passage]) -> Place:
    """The place of the passage itself, else the city of one of the two passages before it."""
    if hit := _stated(passages[at]):
        return Place(hit.code, None if hit.kind == "country" else hit.form)
    for before in reversed(passages[max(0, at - _REACH) : at]):
        if (hit := _stated(before)) and hit.kind == "city":
            return Place(hit.code, hit.form)
    return Place()
