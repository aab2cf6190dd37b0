"""What became of one promise: the later passages that are about it, weighed and explained."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from samarkand.domain.follow_through import LinkDecision, Reason
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage
from samarkand.follow.archive import Archive, Entry
from samarkand.follow.links import Later, Pair, Promised, may_tell, seen_in
from samarkand.follow.passages import Passage
from samarkand.follow.scorecard import Scorecard
from samarkand.follow.stages import stage_of

CANDIDATES = 40
_EARLY = 30
_SURE = 0.9
_MUCH, _RARE_WORD = 0.25, 0.7
_RARE_SIDE = 0.5
_NEVER = date.max
_DOUBT = 0.2


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
    by_name: bool = False


def identifies(seen: Mapping[str, float]) -> bool:
    """An explicit reference: the thing's own name, a proper name with the other side, the same thing with the same other
    side where that is rare and no other year is named, or much of what is rare in the promise."""
    if seen["repeated"] >= _MUCH and seen["rarest word"] >= _RARE_WORD and not seen["another year"]:
        return True
    same = (seen["thing and side"] or seen["done with side"]) and not seen["another year"]
    return bool(seen["name of the thing"] or seen["name and side"] or (same and seen["type and side"] >= _RARE_SIDE))


def happened(passage: Passage, stage: Stage) -> Period | None:
    """When the act was: for what is done a date not after the document; else the document's own date."""
    written = passage.document.period
    past = [d.period for d in passage.dates if written and d.period.first <= written.last]
    if stage in (Stage.ANNOUNCED, Stage.MOOTED) or not past:
        return written
    near = [p for p in past if written and p.days_apart(written) <= _EARLY and len(p.start) == 10]
    return near[-1] if near else written


def _best(archive: Archive, entry: Entry, promised: Promised, at: int, card: Scorecard) -> tuple[float, Pair, dict[str, float]]:  # fmt: skip
    """The passage found, or the title where that says more."""
    first = _weighed(archive, entry, promised, at, card)
    if at == 0 or not _DOUBT < first[0] < card.auto:
        return first
    return max(first, _weighed(archive, entry, promised, 0, card), key=lambda w: w[0])


def _weighed(archive: Archive, entry: Entry, promised: Promised, at: int, card: Scorecard) -> tuple[float, Pair, dict[str, float]]:  # fmt: skip
    pair = Pair(promised, Later(entry, at), archive)
    seen = seen_in(pair)
    return card.score(seen), pair, seen


def steps_of(promised: Promised, archive: Archive, card: Scorecard) -> list[Step]:
    """Steps at `review` and above, from documents of the same day on; a document tells one step."""
    out = []
    likely = archive.likely(promised.terms, promised.around, CANDIDATES, partial(may_tell, promised))
    told = [archive.entries[i].passages[j] for i, at in likely for j in {0, at}]
    archive.meanings.learn([promised.passage, *promised.context, *told])
    for i, at in likely:
        entry = archive.entries[i]
        score, pair, seen = _best(archive, entry, promised, at, card)
        decision = card.decide(score, identifies(seen) or score >= _SURE)
        if decision is not LinkDecision.NO:
            passage = pair.later.passage
            stage = stage_of(passage, promised.type, entry.mentions, promised.stated)
            out.append(
                Step(
                    passage,
                    stage,
                    happened(passage, stage),
                    score,
                    decision,
                    card.reasons(seen),
                    identifies(seen),
                    bool(seen["name of the thing"]),
                )
            )
    return sorted(out, key=lambda s: (s.passage.document.period.first if s.passage.document.period else _NEVER, s.passage.document.id))  # fmt: skip


def auto(steps: Iterable[Step]) -> list[Step]:
    return [s for s in steps if s.decision is LinkDecision.AUTO]
