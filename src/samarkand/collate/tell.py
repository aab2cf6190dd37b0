"""What was refused and doubted, in a few lines: every kind is counted, the first refusals stand in full."""

from collections import Counter
from collections.abc import Iterator, Sequence

from samarkand.domain.refusal import Refusal


def tell(refused: Sequence[Refusal], most: int) -> Iterator[str]:
    """Nothing where nothing was refused or doubted."""
    gone = [r for r in refused if not r.kept]
    for r in gone[:most]:
        yield f"refused: {r.file}:{r.row}: {r.reason}"
    if len(gone) > most:
        yield f"… and {len(gone) - most:,} more; all of them stand in the table refusals: samarkand export DIR"
    for word, rows in (("refused", gone), ("doubted and kept", [r for r in refused if r.kept])):
        if rows:
            counts = Counter(r.kind for r in rows)
            kinds = ", ".join(f"{kind} {n:,}" for kind, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
            yield f"{word}: {len(rows):,} ({kinds})"
