"""Where it happens: the most precise place the passage puts it in."""

from collections.abc import Sequence

from samarkand.domain.party import Place
from samarkand.gazetteer.find import Hit
from samarkand.read.passages import Passage

_REACH = 4


def place_of(passage: Passage) -> Place:
    """A city after a word of place, else an institution, else any city, else a country after such a word."""
    ends = {cue.end for cue in passage.cues if cue.kind == "place"}
    located = [hit for hit in passage.names if any(hit.start - gap in ends for gap in range(_REACH))]
    for group in (_of(located, "city"), _of(passage.names, "city"), _of(located, "country"),
                  _of(passage.names, "institution")):
        if group:
            return Place(group[0].code, group[0].form if group[0].kind != "country" else None)
    return Place()


def _of(hits: Sequence[Hit], kind: str) -> list[Hit]:
    return [hit for hit in hits if hit.kind == kind]
