"""What the outlook says on a terminal."""

from collections.abc import Iterator, Sequence

from samarkand.domain.forecast import Forecast, Score
from samarkand.domain.outlook import Outlook
from samarkand.outlook.score import reliability


def lines(outlooks: Sequence[Outlook], issued: Sequence[Forecast], left: Sequence[Forecast]) -> Iterator[str]:
    """A line a series, and one a question that was issued."""
    for x in outlooks:
        if x.reason or not x.verdict:
            yield f"{x.series.name}: NA, {x.reason}"
            continue
        first = x.ahead[0]
        low, middle, high = (first.at(level) for level in (0.1, 0.5, 0.9))
        told = f"{_number(middle)} [{_number(low)}–{_number(high)}]"
        kind = "" if x.series.is_bitemporal else ", pseudo-real-time"
        yield f"{x.series.name}: {first.period} {told} {x.series.unit} by {x.verdict.published}; {x.verdict.why}{kind}"
    for f in (f for f in issued if f.question):
        said = f"NA, {f.reason}" if f.probability is None else f"{f.probability:.0%}, due {f.due}: {f.resolver}"
        yield f"{f.question}: {said}"
    if left:
        yield f"{len(left)} statements were issued today before and stand as they were"


def scoring(forecasts: Sequence[Forecast], scores: Sequence[Score]) -> Iterator[str]:
    """Brier with reliability for events, coverage for values, and how many cannot be decided yet."""
    if not forecasts:
        yield "Nothing was issued yet. Next: samarkand outlook"
        return
    briers = [s.brier for s in scores if s.brier is not None]
    if briers:
        yield f"Events: {len(briers)} decided, Brier score {sum(briers) / len(briers):.3f} (0 best; 0.25 for always a half)"
        for b in reliability(forecasts, scores):
            yield (
                f"  said {b.low:.0%} to {b.high:.0%}: {b.said:.0%} on average, {b.happened} of {b.n} came true "
                f"[{b.came_low:.0%}–{b.came_high:.0%}]"
            )
    inside = [s.inside80 for s in scores if s.inside80 is not None]
    if inside:
        wide = sum(bool(s.inside95) for s in scores)
        yield f"Values: {len(inside)} known, {sum(inside)} within the 80 % interval, {wide} within the 95 % interval"
    reasons = [s.reason for s in scores if s.reason]
    yield f"{len(reasons)} of {len(forecasts)} cannot be scored" + (f"; the first: {reasons[0]}" if reasons else "")


def _number(value: float | None) -> str:
    if value is None:
        return "NA"
    return f"{value:,.0f}" if abs(value) >= 100 or value.is_integer() else f"{value:.3g}"
