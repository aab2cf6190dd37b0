"""What became of one promise: the later passages that are about it, weighed and explained."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samarkand.domain.follow_through import LinkDecision, Reason
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.follow.archive import Archive, Entry
from samarkand.follow.links import Later, Pair, Promised, seen_in
from samarkand.follow.passages import Passage
from samarkand.follow.scorecard import Scorecard
from samarkand.follow.stages import stage_of

CANDIDATES = 50
_EARLY = 30
_SURE = 0.93
_NEVER = date.max


@dataclass(frozen=True)
class Step:
    """A later passage, the stage it tells and why we think so."""

    passage: Passage
    stage: Stage
    period: Period | None
    score: float
    decision: LinkDecision
    reasons: tuple[Reason, ...]
    identified: bool


def identifies(seen: dict[str, float]) -> bool:
    """An explicit reference: the thing's own name, or the same thing with the same other side and no other year."""
    return bool(
        seen["name of the thing"]
        or seen["name and side"]
        or (seen["thing and side"] and not seen["another year"])
        or seen["type and side"]
    )


def happened(passage: Passage, stage: Stage) -> Period | None:
    """When the act was: for what is done a date not after the document; else the document's own date."""
    written = passage.document.period
    past = [d.period for d in passage.dates if written and d.period.first <= written.last]
    if stage in (Stage.ANNOUNCED, Stage.MOOTED) or not past:
        return written
    near = [p for p in past if written and p.days_apart(written) <= _EARLY and len(p.start) == 10]
    return near[-1] if near else written


def _best(archive: Archive, entry: Entry, promised: Promised, at: int, card: Scorecard) -> tuple[float, Pair, dict[str, float]]:  # fmt: skip
    """The passage found, or a neighbour of it that says more."""
    weighed = []
    for i in dict.fromkeys((at, 0)):
        pair = Pair(promised, Later(entry, i), archive)
        seen = seen_in(pair)
        weighed.append((card.score(seen), -i, pair, seen))
    score, _, pair, seen = max(weighed, key=lambda w: w[:2])
    return score, pair, seen


def steps_of(promised: Promised, archive: Archive, first: int, card: Scorecard) -> list[Step]:
    """Steps at `review` and above, from documents of the same day on; a document tells one step."""
    out = []
    made = promised.passage.document
    for i, at in archive.likely(promised.terms, promised.around, CANDIDATES):
        entry = archive.entries[i]
        if entry.id == made.id or not _may_tell(promised, entry):
            continue
        score, pair, seen = _best(archive, entry, promised, at, card)
        decision = card.decide(score, identifies(seen) or score >= _SURE)
        if decision is not LinkDecision.NO:
            passage = pair.later.passage
            stage = stage_of(passage, promised.type, entry.mentions)
            out.append(
                Step(passage, stage, happened(passage, stage), score, decision, card.reasons(seen), identifies(seen))
            )
    return sorted(out, key=lambda s: (s.passage.document.period.first if s.passage.document.period else _NEVER, s.passage.document.id))  # fmt: skip


def _may_tell(promised: Promised, entry: Entry) -> bool:
    """Not before the promise was made. What has no date cannot be placed and tells nothing."""
    made, told = promised.passage.document.period, entry.passages[0].document.period if entry.passages else None
    return bool(made and told and told.last >= made.first)


def auto(steps: Iterable[Step]) -> list[Step]:
    return [s for s in steps if s.decision is LinkDecision.AUTO]
