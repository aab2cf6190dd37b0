"""What is stored beside the type, as far as the text says it: direction, form, lead, level, technology."""

from collections.abc import Mapping, Sequence

from samarkand.codebook.languages import Language
from samarkand.domain.mention import FORMATS, LEVELS, SECTORS, Axes, Direction
from samarkand.domain.party import UNNAMED, Place
from samarkand.read.passages import Passage
from samarkand.read.quantity import quantities_of
from samarkand.read.themes import themes_of

SILENT = "-"
OUTWARD, INWARD, ELSEWHERE = "outward", "inward", "elsewhere"
JOINT, MULTILATERAL = "joint", "multilateral"
_CUES = {"format": FORMATS, "sector": SECTORS, "level": LEVELS}
CUE_COLUMNS = sum(map(len, _CUES.values()))


def cue_counts(passage: Passage) -> list[float]:
    """Square roots of how often each form, sector and level is hinted at."""
    values = {kind: passage.values(kind) for kind in _CUES}
    return [values[kind].count(value) ** 0.5 for kind, order in _CUES.items() for value in order]


def role_of(direction: object, own: str | None) -> str:
    """A stated direction as seen from the document's own country, which is how it can be learnt."""
    if not isinstance(direction, Mapping):
        return str(direction) if direction else SILENT
    if own in (direction.get("from") or ()):
        return OUTWARD
    return INWARD if own in (direction.get("to") or ()) else ELSEWHERE


def direction_of(role: str, parties: Sequence[str], place: Place, own: str | None) -> Direction | None:
    """The other way round; between others than the own country, towards the one in whose country it takes place."""
    if role in (JOINT, MULTILATERAL):
        return Direction(role)
    if role in (OUTWARD, INWARD) and own in parties:
        home, others = (str(own),), tuple(code for code in parties if code != own)
        return Direction("directed", home, others) if role == OUTWARD else Direction("directed", others, home)
    if role == ELSEWHERE and place.country in parties and UNNAMED not in parties:
        senders = tuple(code for code in parties if code != place.country)
        return Direction("directed", senders, (str(place.country),))
    return None


def axes_of(
    read: Mapping[str, str],
    passage: Passage,
    parties: Sequence[str],
    place: Place,
    own: str | None,
    language: Language,
) -> Axes:
    """`read` has a label for `direction`, `format`, `lead_sector` and `level`, or `-` where the text is silent."""
    said = {axis: None if label == SILENT else label for axis, label in read.items()}
    return Axes(
        direction=direction_of(read["direction"], parties, place, own),
        format=said["format"],
        lead_sector=said["lead_sector"],
        level=said["level"],
        tech=tuple(dict.fromkeys(passage.values("tech"))),
        quantity=quantities_of(passage.text, language),
        themes=themes_of(passage.text, language),
    )
