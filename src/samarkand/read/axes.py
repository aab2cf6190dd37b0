"""What is stored beside the type, as far as the passage says it: direction, form, lead, level, technology."""

from collections import Counter
from collections.abc import Sequence

from samarkand.domain.mention import Axes, Direction
from samarkand.domain.party import UNNAMED, Place
from samarkand.read.passages import Passage

_LEVELS = ("leaders", "ministers", "officials", "institutions", "public")
_FORMATS = ("hybrid", "online", "broadcast", "print", "in_person")


def _first_of(passage: Passage, kind: str, order: Sequence[str]) -> str | None:
    """The first value of that order the passage has a cue for."""
    values = set(passage.values(kind))
    return next((value for value in order if value in values), None)


def _commonest(passage: Passage, kind: str) -> str | None:
    """The value with most cues; of as many, the one whose cue stands first."""
    counts = Counter(passage.values(kind))
    return counts.most_common(1)[0][0] if counts else None


def direction_of(passage: Passage, parties: Sequence[str], place: Place) -> Direction | None:
    """Joint where both sides are spoken of together, multilateral for three named sides and more.

    Between two, directed to the party in whose country it takes place; silent where the other is not named
    or the place is elsewhere or not told.
    """
    named = [code for code in parties if code != UNNAMED]
    if passage.has("both"):
        return Direction("joint")
    if len(named) > 2:
        return Direction("multilateral")
    if place.country in parties:
        senders = tuple(code for code in parties if code != place.country)
        return Direction("directed", senders, (place.country or "",)) if UNNAMED not in senders else None
    return None


def axes_of(passage: Passage, parties: Sequence[str], place: Place) -> Axes:
    """Nothing is guessed from the type of the act."""
    return Axes(
        direction=direction_of(passage, parties, place),
        format=_first_of(passage, "format", _FORMATS),
        lead_sector=_commonest(passage, "sector"),
        level=_first_of(passage, "level", _LEVELS),
        tech=tuple(dict.fromkeys(passage.values("tech"))),
    )
