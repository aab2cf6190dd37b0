"""Where it happens: the most precise place the passage puts it in, one told close by, or at home."""

from collections.abc import Iterable, Sequence

from samarkand.domain.party import Place
from samarkand.gazetteer.find import Hit
from samarkand.read.passages import Passage

_BACK = 6
_LEAD = 8
_SENT = "驻"


def _of(hits: Iterable[Hit], kind: str) -> Hit | None:
    return next((hit for hit in hits if hit.kind == kind), None)


def _located(passage: Passage) -> list[Hit]:
    """Names right after a word of place; not the sender in "A 驻 B", who is elsewhere by definition."""
    return [hit for hit in passage.located if passage.text[hit.end - passage.start :][:1] != _SENT]


def _stated(passage: Passage) -> Hit | None:
    """A city after a word of place, else any city, else a country after such a word."""
    located = _located(passage)
    return _of(located, "city") or _of(passage.names, "city") or _of(located, "country")


def _told(at: int, passages: Sequence[Passage]) -> Hit | None:
    """The passage itself, else the nearest city told before it, else its institution, else where the document opens."""
    if own := _stated(passages[at]):
        return own
    before = (_stated(passage) for passage in reversed(passages[max(0, at - _BACK) : at]))
    lead = (_stated(passage) for passage in passages[:_LEAD])
    return (
        next((hit for hit in before if hit and hit.kind == "city"), None)
        or _of(passages[at].names, "institution")
        or next((hit for hit in lead if hit), None)
    )


def place_of(at: int, passages: Sequence[Passage], parties: Sequence[str], own: str | None) -> Place:
    """Of an act its publisher's country takes part in, told without any place, the place is that country."""
    if hit := _told(at, passages):
        return Place(hit.code, None if hit.kind == "country" else hit.form)
    return Place(own) if own in parties else Place()
