"""What a language model answered, to mentions. Nothing is believed for its form: each event is checked or dropped."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from samarkand.domain.mention import FORMATS, LEVELS, SECTORS, TECH, Axes, Direction, Mention
from samarkand.domain.party import UNNAMED, Place
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.ports.language_model import Reason
from samarkand.read.excerpt import Excerpt
from samarkand.read.prompt import DIRECTIONS
from samarkand.read.settle import MAX_MENTIONS
from samarkand.read.stages import stage_of, valence_of

MAX_PARTIES = 12


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Place(_Strict):
    country: str | None
    name: str | None


class _Date(_Strict):
    start: str
    end: str | None


class _Direction(_Strict):
    kind: str
    origin: list[str]
    target: list[str]


class Event(_Strict):
    """One event in the form of the schema; its values are not checked yet."""

    type: str
    stage: str
    parties: list[str]
    place: _Place | None
    date: _Date | None
    quote: str
    passage: int
    background: bool
    direction: _Direction | None
    format: str | None
    lead_sector: str | None
    level: str | None
    tech: list[str]


class _Answer(_Strict):
    events: list[Event]


class _UnusableError(ValueError):
    """Names the part of an event for which it is dropped."""


@dataclass(frozen=True, slots=True)
class Codes:
    """What an answer may use: the types of the codebook and the parties of the gazetteer."""

    types: Collection[str]
    parties: Collection[str]


def parse(text: str) -> list[Event] | Reason:
    """The events of an answer, or what is wrong with it as a whole."""
    try:
        return _Answer.model_validate_json(text).events
    except ValidationError as problem:
        is_json = all(error["type"] != "json_invalid" for error in problem.errors(include_input=False))
        return Reason.SCHEMA if is_json else Reason.MALFORMED


def mentions_of(
    events: Sequence[Event], excerpt: Excerpt, codes: Codes, confidence: float, read_by: str
) -> tuple[list[Mention], Counter[str]]:
    """The events that hold, in their order and each once, and a count of what was dropped by the part at fault.

    Counts whose name ends in `left out` are of single values of an event that was kept.
    """
    kept: dict[str, Mention] = {}
    dropped: Counter[str] = Counter()
    for event in events:
        try:
            mention = _mention(event, excerpt, codes, confidence, read_by, dropped)
        except _UnusableError as problem:
            dropped[str(problem)] += 1
            continue
        if mention.id in kept or len(kept) == MAX_MENTIONS:
            dropped["repeated or too many"] += 1
        else:
            kept[mention.id] = mention
    return list(kept.values()), dropped


def _mention(
    event: Event, excerpt: Excerpt, codes: Codes, confidence: float, read_by: str, dropped: Counter[str]
) -> Mention:
    if event.type not in codes.types:
        raise _UnusableError("type")
    parties = _parties(event, codes)
    period, stage = _period(event), _stage(event)
    where = event.place.country if event.place else None
    if where is not None and (where == UNNAMED or where not in codes.parties):
        raise _UnusableError("place")
    if event.passage not in excerpt.spans:
        raise _UnusableError("passage")
    quote = excerpt.locate(event.passage, event.quote)
    if quote is None:
        raise _UnusableError("quote")
    stage = stage_of(stage, period, excerpt.document)
    return Mention(
        type=event.type,
        stage=stage,
        valence=valence_of(stage),
        parties=parties,
        place=_place(event, excerpt, dropped),
        period=period,
        quote=quote,
        confidence=confidence,
        background=event.background,
        axes=_axes(event, parties, dropped),
        read_by=read_by,
    )


def _parties(event: Event, codes: Codes) -> tuple[str, ...]:
    """Two or more known codes; an exchange with oneself is none."""
    parties = tuple(dict.fromkeys(event.parties))
    if not 2 <= len(parties) <= MAX_PARTIES or not all(code in codes.parties for code in parties):
        raise _UnusableError("parties")
    return parties


def _stage(event: Event) -> Stage:
    try:
        return Stage(event.stage)
    except ValueError as problem:
        raise _UnusableError("stage") from problem


def _period(event: Event) -> Period | None:
    if event.date is None:
        return None
    try:
        period = Period(event.date.start, event.date.end)
    except ValueError as problem:
        raise _UnusableError("date") from problem
    if not str(period).isascii():
        raise _UnusableError("date")
    return period


def _place(event: Event, excerpt: Excerpt, dropped: Counter[str]) -> Place:
    """A name that the passages do not hold is left out; the country may be inferred."""
    told = event.place
    if told is None:
        return Place()
    if told.name and not excerpt.holds(told.name):
        dropped["place name left out"] += 1
        return Place(told.country)
    return Place(told.country, told.name or None)


def _axes(event: Event, parties: Sequence[str], dropped: Counter[str]) -> Axes:
    def known(value: str | None, values: Collection[str]) -> str | None:
        if value is None or value in values:
            return value
        dropped["axis left out"] += 1
        return None

    return Axes(
        direction=_direction(event.direction, parties, dropped),
        format=known(event.format, FORMATS),
        lead_sector=known(event.lead_sector, SECTORS),
        level=known(event.level, LEVELS),
        tech=tuple(dict.fromkeys(t for t in (known(t, TECH) for t in event.tech) if t)),
    )


def _direction(told: _Direction | None, parties: Sequence[str], dropped: Counter[str]) -> Direction | None:
    """Directed needs both ends, and both among the parties; the other kinds have no ends."""
    if told is None:
        return None
    if told.kind != "directed" and told.kind in DIRECTIONS:
        return Direction(told.kind)
    ends = {*told.origin, *told.target}
    if told.kind == "directed" and told.origin and told.target and ends <= set(parties):
        return Direction("directed", tuple(told.origin), tuple(told.target))
    dropped["axis left out"] += 1
    return None
