"""What reconciliation set aside or did not look at, for people."""

from collections.abc import Iterator

from samarkand.domain.pair import PairJudgement
from samarkand.domain.refusal import Refusal
from samarkand.reconcile.reconciler import Comparison

ASIDE = "judgement of a pair set aside"
NOT_COMPARED = "pairs of mentions not compared"


def left_out(compared: Comparison) -> list[Refusal]:
    """A row a judgement that finds its mentions no more, and a row a block too full to compare everything."""
    return [*(_aside(j) for j in compared.aside), *_blocks(compared)]


def _aside(judgement: PairJudgement) -> Refusal:
    first, second = judgement.mentions
    told = f"of {first} and {second}, {judgement.answer.value} by {judgement.reviewer}"
    reason = f"{told}: a mention is not there any more, or both are one now; it holds again when they are back"
    return Refusal("judgements/exchanges.jsonl", 0, ASIDE, reason, kept=True)


def _blocks(compared: Comparison) -> Iterator[Refusal]:
    for key, pairs in sorted(compared.left_out.items()):
        block = " ".join(key)
        reason = f"{pairs:,} pairs of mentions far apart in time; each was compared with the nearest in time"
        yield Refusal(f"block {block}", 0, NOT_COMPARED, reason, kept=True)
