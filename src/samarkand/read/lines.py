"""Mentions as the JSON lines the command line writes."""

from collections.abc import Iterable
from typing import Any

from samarkand.codebook.initiatives import load_initiatives
from samarkand.domain.mention import Direction, Mention
from samarkand.domain.period import Period


def _direction(direction: Direction | None) -> str | dict[str, list[str]] | None:
    if direction is None or direction.kind != "directed":
        return direction.kind if direction else None
    return {"from": list(direction.origin), "to": list(direction.target)}


def _date(period: Period | None) -> dict[str, str | None] | None:
    return {"start": period.start, "end": period.end} if period else None


def _initiatives(ids: Iterable[str]) -> list[str]:
    """Names; an id the codebook does not have any more stands for itself."""
    known = load_initiatives()
    return [known[id_].name if id_ in known else id_ for id_ in ids]


def event_of(mention: Mention) -> dict[str, Any]:
    """One event as the reference describes it; null where the document does not say."""
    place, axes, quote = mention.place, mention.axes, mention.quote
    return {
        "type": mention.type,
        "stage": mention.stage.value,
        "valence": mention.valence.value,
        "parties": list(mention.parties),
        "organisations": list(mention.organisations),
        "place": {"country": place.country, "name": place.name} if place.country or place.name else None,
        "date": _date(mention.period),
        "initiative": _initiatives(mention.initiative),
        "quote": quote.text,
        "start": quote.start,
        "end": quote.end,
        "confidence": mention.confidence,
        "background": mention.background,
        "alt_types": list(mention.alt_types),
        "direction": _direction(axes.direction),
        "format": axes.format,
        "lead_sector": axes.lead_sector,
        "level": axes.level,
        "tech": list(axes.tech),
        "quantity": [{"value": q.value, "unit": q.unit} for q in axes.quantity],
        "themes": list(axes.themes),
    }


def line_of(document_id: str, mentions: Iterable[Mention]) -> dict[str, Any]:
    return {"id": document_id, "events": [event_of(mention) for mention in mentions]}
