"""Exchanges that may be one, as lines a person can judge."""

from collections.abc import Iterable, Iterator

from samarkand.domain.pair import OpenPair, PairJudgement

_QUOTE = 160


def lines(pairs: Iterable[OpenPair], judgements: Iterable[PairJudgement]) -> Iterator[str]:
    """Four lines a pair, the most alike first: how alike, the two mentions with their quotes, and why. What somebody
    looked at and left unsure says so."""
    looked = {j.subject: j for j in sorted(judgements, key=lambda j: j.when)}
    for pair in sorted(pairs, key=lambda p: (-p.score, p.mentions)):
        judged = looked.get(pair.id)
        by = f"; {judged.answer.value}, {judged.reviewer}, {judged.when.date().isoformat()}" if judged else ""
        yield f"{pair.score:.2f}{by}"
        yield from (f"  {m}  {quote.strip()[:_QUOTE]}" for m, quote in zip(pair.mentions, pair.quotes, strict=True))
        yield f"  {'; '.join(pair.reasons)}"
