"""People's judgements of pairs, brought to the mentions of today."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from samarkand.domain.pair import Answer, PairJudgement
from samarkand.reconcile.group import Judged
from samarkand.reconcile.told import Told


def placed(judgements: Sequence[PairJudgement], told: Sequence[Told]) -> tuple[Judged, list[PairJudgement]]:
    """What holds of each pair, by position, and the judgements whose mentions are not there any more.

    The latest judgement of a pair holds. A mention is found by its id, else by its quote in its document where only one
    mention has it; one that is there but is the same as the other says nothing of a pair.
    """
    by_id = {t.mention.id: i for i, t in enumerate(told)}
    by_quote: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, t in enumerate(told):
        by_quote[t.mention.document_id, t.mention.quote.text].append(i)
    same: set[tuple[int, int]] = set()
    apart: set[tuple[int, int]] = set()
    aside = []
    latest = {j.subject: j for j in sorted(judgements, key=lambda j: j.when)}
    for judgement in latest.values():
        found = [_position(judgement, at, by_id, by_quote) for at in (0, 1)]
        first, second = sorted(i for i in found if i is not None) if None not in found else (0, 0)
        if first == second:
            aside.append(judgement)
        elif judgement.answer is Answer.SAME:
            same.add((first, second))
        elif judgement.answer is Answer.DIFFERENT:
            apart.add((first, second))
    return Judged(frozenset(same), frozenset(apart)), aside


def _position(
    judgement: PairJudgement, at: int, by_id: Mapping[str, int], by_quote: Mapping[tuple[str, str], Sequence[int]]
) -> int | None:
    known = by_id.get(judgement.mentions[at])
    if known is not None:
        return known
    there = by_quote.get((judgement.documents[at], judgement.quotes[at]), ())
    return there[0] if len(there) == 1 else None
