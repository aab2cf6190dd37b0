"""What a run of collecting brought, in lines for people."""

from collections.abc import Iterator

from samarkand.collect.collector import Outcome
from samarkand.domain.refusal import Refusal


def lines(outcome: Outcome) -> Iterator[str]:
    """One line for what came, and one counted line for each kind of trouble with the first address it struck."""
    told = [
        f"{outcome.new:,} new pages",
        f"{outcome.same:,} with the bytes of a page held already" if outcome.same else "",
        f"{outcome.lists:,} lists read" if outcome.lists else "",
        f"{outcome.unchanged:,} unchanged" if outcome.unchanged else "",
        f"{outcome.left:,} left for the next run" if outcome.left else "",
    ]
    yield f"{outcome.source_id}: {', '.join(t for t in told if t)}"
    groups: dict[str, list[Refusal]] = {}
    for refusal in outcome.refusals:
        groups.setdefault(refusal.kind, []).append(refusal)
    for group in groups.values():
        first = group[0]
        yield f"  {len(group):,} × {first.reason} — {'first ' if len(group) > 1 else ''}{first.file}"
