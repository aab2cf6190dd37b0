"""What was refused and doubted, in a few lines: every kind is counted, the first refusals stand in full."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from samarkand.domain.refusal import Refusal


def tell(refused: Sequence[Refusal], most: int) -> Iterator[str]:
    """Nothing where nothing was refused or doubted."""
    yield from summary([r for r in refused if not r.kept][:most], Counter((r.kept, r.kind) for r in refused))


def summary(first: Sequence[Refusal], counts: Mapping[tuple[bool, str], int]) -> Iterator[str]:
    """`first` stand in full; `counts` tells all by whether they were kept, and by kind."""
    for r in first:
        yield f"refused: {r.file}:{r.row}: {r.reason}"
    if (gone := sum(n for (kept, _), n in counts.items() if not kept)) > len(first):
        yield f"… and {gone - len(first):,} more; all of them stand in the table refusals: samarkand export DIR"
    for word, is_kept in (("refused", False), ("doubted and kept", True)):
        if kinds := {kind: n for (kept, kind), n in counts.items() if kept is is_kept}:
            told = ", ".join(f"{kind} {n:,}" for kind, n in sorted(kinds.items(), key=lambda c: (-c[1], c[0])))
            yield f"{word}: {sum(kinds.values()):,} ({told})"
