"""Mentions of one act to one exchange: the value most say is shown, every value keeps who says it."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from samarkand.domain.exchange import Exchange, Value
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Direction, Quantity
from samarkand.domain.milestone import Milestone
from samarkand.domain.party import UNNAMED, Place
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.reconcile.evidence import Carriers, Witness, grade_of
from samarkand.reconcile.told import Told

_REACHED = {
    stage: rank
    for rank, stage in enumerate(
        (
            Stage.MOOTED,
            Stage.ANNOUNCED,
            Stage.AGREED,
            Stage.FUNDED,
            Stage.UNDER_WAY,
            Stage.DELIVERED,
            Stage.EVALUATED,
            Stage.SUSPENDED,
            Stage.CANCELLED,
        )
    )
}

_FIELDS: dict[str, Callable[[Told], Iterable[str]]] = {
    "type": lambda t: (t.mention.type,),
    "stage": lambda t: (t.mention.stage.value,),
    "party": lambda t: t.mention.parties,
    "place": lambda t: _place_values(t.mention.place),
    "period": lambda t: (str(t.mention.period),) if t.mention.period else (),
    "organisation": lambda t: t.mention.organisations,
    "initiative": lambda t: t.mention.initiative,
    "direction": lambda t: (t.mention.axes.direction.kind,) if t.mention.axes.direction else (),
    "flow": lambda t: _flow(t.mention.axes.direction),
    "format": lambda t: (t.mention.axes.format,) if t.mention.axes.format else (),
    "lead_sector": lambda t: (t.mention.axes.lead_sector,) if t.mention.axes.lead_sector else (),
    "level": lambda t: (t.mention.axes.level,) if t.mention.axes.level else (),
    "tech": lambda t: t.mention.axes.tech,
    "theme": lambda t: t.mention.axes.themes,
    "quantity": lambda t: map(_written, t.mention.axes.quantity),
}


def _place_values(place: Place) -> tuple[str, ...]:
    return (f"{place.country or ''}|{place.name or ''}",) if place.country else ()


def _flow(direction: Direction | None) -> tuple[str, ...]:
    """Whose culture, people or objects went where, as `AA,BB>CC`; nothing where it did not go one way."""
    if direction is None or not direction.origin or not direction.target:
        return ()
    return (f"{','.join(direction.origin)}>{','.join(direction.target)}",)


def _written(quantity: Quantity) -> str:
    return f"{quantity.value:.15g} {quantity.unit}"


def _values(told: Sequence[Told]) -> tuple[Value, ...]:
    out: list[Value] = []
    for field, read in _FIELDS.items():
        said: dict[str, list[str]] = defaultdict(list)
        for t in told:
            for value in read(t):
                said[value].append(t.mention.id)
        out += [Value(field, value, tuple(dict.fromkeys(ids))) for value, ids in said.items()]
    return tuple(out)


def _most_said(values: Iterable[Value], field: str) -> list[str]:
    """Values of a field, most asserted first, then as they came."""
    return [v.value for v in sorted((v for v in values if v.field == field), key=lambda v: -len(v.mentions))]


@dataclass(frozen=True)
class _Weighed:
    """Values with the confidence of all mentions that assert them: of two readings, the surer counts for more."""

    values: Sequence[Value]
    confidence: Mapping[str, float]

    def of(self, field: str) -> list[str]:
        """The weightiest first, then as they came."""
        found = (v for v in self.values if v.field == field)
        return [v.value for v in sorted(found, key=lambda v: -math.fsum(self.confidence[m] for m in v.mentions))]

    def first(self, field: str) -> str | None:
        return next(iter(self.of(field)), None)

    def quantities(self) -> tuple[Quantity, ...]:
        """One a unit; the others stay among the values."""
        chosen: dict[str, Quantity] = {}
        for written in self.of("quantity"):
            number, _, unit = written.partition(" ")
            chosen.setdefault(unit, Quantity(float(number), unit))
        return tuple(chosen.values())


def _parties(told: Sequence[Told], values: Sequence[Value]) -> tuple[str, ...]:
    """Parties that at least a third of the mentions name; XX only where nobody names a second side."""
    need = len(told) / 3
    codes = [v.value for v in values if v.field == "party" and len(v.mentions) >= need]
    if sum(code != UNNAMED for code in codes) >= 2:
        codes = [code for code in codes if code != UNNAMED]
    return tuple(codes[:12])


def _period(told: Sequence[Told], values: Sequence[Value]) -> Period | None:
    """The date most say, the more precise of those said as often; else the earliest document that tells practice."""
    dated = Counter({v.value: len(v.mentions) for v in values if v.field == "period"})
    if dated:
        best = max(dated, key=lambda text: (dated[text], len(text.split("/")[0])))
        return Period.parse(best)
    return next((t.document.period for t in told if t.document.period), None)


def _stage(told: Sequence[Told]) -> Stage:
    """The furthest stage anybody reports."""
    return max((t.mention.stage for t in told), key=lambda stage: _REACHED[stage])


def _title(told: Sequence[Told]) -> str:
    """The title of the document that says it most surely."""
    best = max(told, key=lambda t: (t.mention.confidence, t.mention.id))
    return best.document.title or best.mention.quote.text[:120]


def _witnesses(told: Sequence[Told], carriers: Carriers, parties: frozenset[str]) -> list[Witness]:
    by_story: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        by_story[t.story].append(t)
    return [carriers.witness(story, group, parties) for story, group in sorted(by_story.items())]


def exchange_id(told: Sequence[Told]) -> str:
    """Derives from the earliest mention, so that later mentions do not change it."""
    return content_id("x", told[0].mention.id)


def merge(told: Sequence[Told], carriers: Carriers) -> Exchange:
    """One exchange of the mentions of one act, the earliest first."""
    values = _values(told)
    parties = _parties(told, values)
    witnesses = _witnesses(told, carriers, frozenset(parties))
    place = next(iter(_most_said(values, "place")), "|").split("|", 1)
    stage = _stage(told)
    weighed = _Weighed(values, {t.mention.id: t.mention.confidence for t in told})
    return Exchange(
        id=exchange_id(told),
        type=_most_said(values, "type")[0],
        stage=stage,
        valence=next(t.mention.valence for t in told if t.mention.stage is stage),
        parties=parties,
        place=Place(place[0] or None, place[1] or None),
        period=_period(told, values),
        organisations=tuple(_most_said(values, "organisation"))[:12],
        title=_title(told),
        mentions=tuple(t.mention.id for t in told),
        values=values,
        lineages=tuple(sorted({line for w in witnesses for line in w.lineages})),
        independent=tuple(sorted({line for w in witnesses if w.is_independent for line in w.lineages})),
        voices=tuple(sorted({c for w in witnesses for c in w.controllers} & set(parties))),
        grade=grade_of(witnesses),
        direction=weighed.first("direction"),
        initiative=tuple(_most_said(values, "initiative")),
        format=weighed.first("format"),
        lead_sector=weighed.first("lead_sector"),
        level=weighed.first("level"),
        tech=tuple(weighed.of("tech")),
        themes=tuple(weighed.of("theme")),
        quantity=weighed.quantities(),
    )


def milestones(told: Sequence[Told], exchange: Exchange, carriers: Carriers) -> list[Milestone]:
    """One milestone a stage that anybody reports, in the order they became known."""
    by_stage: dict[Stage, list[Told]] = defaultdict(list)
    for t in told:
        by_stage[t.mention.stage].append(t)
    parties = frozenset(exchange.parties)
    return [
        Milestone(
            subject_id=exchange.id,
            stage=stage,
            period=next((t.mention.period for t in group if t.mention.period), None),
            known=min((t.document.period for t in group if t.document.period), default=None, key=lambda p: p.first),
            grade=grade_of(_witnesses(group, carriers, parties)),
            mentions=tuple(t.mention.id for t in group),
        )
        for stage, group in sorted(by_stage.items(), key=lambda item: _REACHED[item[0]])
    ]
