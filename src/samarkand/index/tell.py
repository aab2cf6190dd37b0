"""An index in a few lines of text."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from samarkand.domain.composite import Standing
from samarkand.index.result import TIERS, Result
from samarkand.index.sensitivity import SHIFT

MOST = 20


def told(result: Result) -> Iterator[str]:
    """The index, what may be printed of it, its head, what moves it, and what was refused."""
    yield f"{result.spec.title}: {result.id}"
    for period, rows in groupby(result.of(), key=lambda s: s.period):
        scored = [s for s in rows if s.score is not None]
        yield f"{period or 'all'}: {len(scored)} areas have a score"
        yield from _tiers(scored) if result.prints == TIERS else _ranks(scored)
    if result.prints == TIERS:
        yield "Ranks are not printed: more than half of the neighbours change places too easily."
    for i in result.influences:
        if i.output == SHIFT:
            alone = f"{i.first:.2f} ({i.first_low:.2f} to {i.first_high:.2f})"
            yield f"  {i.choice}: explains {alone} alone, {i.total:.2f} with all it takes part in"
    yield from _refused(result)


def _ranks(scored: list[Standing]) -> Iterator[str]:
    for s in scored[:MOST]:
        bounds = f" ({s.low:g} to {s.high:g})" if s.low is not None and s.high is not None else ""
        yield f"  {s.rank:>4}{bounds} {s.area}"


def _tiers(scored: list[Standing]) -> Iterator[str]:
    by_tier = sorted(scored, key=lambda s: (s.tier or 0, s.area))
    for tier, rows in groupby(by_tier, key=lambda s: s.tier):
        if (tier or 0) <= MOST:
            yield f"  tier {tier}: {' '.join(s.area for s in rows)}"


def _refused(result: Result) -> Iterator[str]:
    counts = Counter((r.kind, r.kept) for r in result.refusals)
    for (kind, kept), n in sorted(counts.items()):
        shown = [r for r in result.refusals if (r.kind, r.kept) == (kind, kept)][:3]
        yield f"{'doubted' if kept else 'refused'}, {kind}: {n:,}; {'; '.join(r.reason for r in shown)}"
