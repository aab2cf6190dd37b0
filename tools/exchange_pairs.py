"""Scores reconciliation on pairs of mentions judged by reading (tests/gold/exchange_pairs.jsonl, how: exchange_pairs.md).

    python -m tools.exchange_pairs                 the development half
    python -m tools.exchange_pairs --errors        with every pair that came out wrong, and what the scorecard said of it
    python -m tools.exchange_pairs --as-judged     on mentions placed as they stood when judged, whatever is read today
    python -m tools.exchange_pairs --whole         among all documents of the corpora, where more can be joined: minutes
    python -m tools.exchange_pairs --held          the half kept for judging: look once, then leave the scorecard alone

The documents are collated, read and reconciled together, under ids that tell nothing. "Same" is the positive answer; pairs
judged "unsure" are left out; a pair one of whose passages is no longer read as a core mention is counted apart, and recall
is given without and with it. Intervals are Wilson's, 95 %, as if the pairs were independent. The corpora are looked for in
SAMARKAND_SHARED, else in ../shared beside the repository; where they are absent the tool says so and ends with 1.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from samarkand import wiring
from samarkand.adapters.compute_local import InProcess
from samarkand.collate.stories import in_memory, relate
from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.domain.observatory import DEFAULT_THRESHOLD
from samarkand.reconcile.reconciler import compare
from samarkand.reconcile.scorecard import reasons, score
from samarkand.reconcile.told import Told
from samarkand.stats.wilson import wilson
from tools.copying import SHARED
from tools.judged_mentions import Pair, Passage, aligned, documents_of, judged_pairs, of_one_half, placed

COLUMNS = "| kind | pairs | same | different | unsure | no longer read | precision | recall | recall, unread missed |"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`joined` is None where a passage is not read as a core mention any more; `card` is the score and its reasons."""

    pair: Pair
    joined: bool | None
    card: str = ""

    @property
    def is_same(self) -> bool:
        return self.pair.verdict == "same"

    @property
    def is_wrong(self) -> bool:
        return self.pair.verdict != "unsure" and self.joined is not None and self.joined != self.is_same


def told_apart(
    mentions: Sequence[Mention], documents: Mapping[str, Document]
) -> tuple[dict[str, int], dict[str, Told]]:
    """For each core mention the number of its act, and the mention as it was compared. The one place that reconciles."""
    about = [documents[d] for d in {m.document_id for m in mentions}]
    stories, relations = relate(in_memory(about, InProcess(), describe=wiring.describe))
    compared = compare(mentions, documents, stories, (), wiring.encoder(), relations)
    acts = {t.mention.id: number for number, act in enumerate(compared.acts()) for t in act.told}
    return acts, {t.mention.id: t for t in compared.told}


def outcomes(pairs: Sequence[Pair], documents: Sequence[Document], as_judged: bool = False) -> list[Outcome]:
    """Every pair with whether its two mentions came to stand in one exchange."""
    by_id = {d.id: d for d in documents}
    read = {d.id: list(mentions) for d, mentions in wiring.reader(DEFAULT_THRESHOLD).read(documents)}
    stands: dict[Passage, Mention | None] = {
        side: aligned(side, read.get(side.key, ())) for pair in pairs for side in pair.sides if side.key in by_id
    }
    if as_judged:
        stands = {side: placed(side, by_id[side.key], found) for side, found in stands.items()}
        judged = {side.key for side in stands}
        read = {d: found for d, found in read.items() if d not in judged}
        for mention in {m.id: m for m in stands.values() if m}.values():
            read.setdefault(mention.document_id, []).append(mention)
    acts, told = told_apart([m for found in read.values() for m in found], by_id)
    return [_outcome(pair, stands.get(pair.a), stands.get(pair.b), acts, told) for pair in pairs]


def _outcome(
    pair: Pair, a: Mention | None, b: Mention | None, acts: Mapping[str, int], told: Mapping[str, Told]
) -> Outcome:
    if a is None or b is None:
        return Outcome(pair, None)
    return Outcome(pair, acts[a.id] == acts[b.id], _card(told[a.id], told[b.id]))


def _card(a: Told, b: Told) -> str:
    return f"{score(a, b):.2f} {'; '.join(reasons(a, b))}; {a.mention.type}–{b.mention.type} {a.when}–{b.when}"


def _share(hits: int, trials: int) -> str:
    if not trials:
        return "–"
    low, high = wilson(hits, trials)
    return f"{hits / trials:.3f} [{low:.3f}, {high:.3f}]"


def lines(found: Sequence[Outcome], of_one_half: Set[str] = frozenset()) -> Iterator[str]:
    """A table: each kind of pairs, and those of it that have no document and no act in common with the other half."""
    yield COLUMNS
    yield "|---" * COLUMNS.count(" | ") + "|---|"
    for kind in sorted({o.pair.kind for o in found}):
        some = [o for o in found if o.pair.kind == kind]
        yield _row(kind, some)
        if own := [o for o in some if o.pair.id in of_one_half]:
            yield _row(f"{kind}, this half's own", own)


def _row(name: str, some: Sequence[Outcome]) -> str:
    verdicts = [sum(o.pair.verdict == v for o in some) for v in ("same", "different", "unsure")]
    sure = [o for o in some if o.pair.verdict != "unsure"]
    unread = sum(o.joined is None for o in sure)
    joined = [o for o in sure if o.joined]
    right = sum(o.is_same for o in joined)
    shares = (
        _share(right, len(joined)),
        _share(right, sum(o.is_same for o in sure if o.joined is not None)),
        _share(right, verdicts[0]),
    )
    return f"| {' | '.join(map(str, (name, len(some), *verdicts, unread, *shares)))} |"


def errors(found: Sequence[Outcome]) -> Iterator[str]:
    for o in (o for o in found if o.is_wrong):
        where = " ".join(f"{side.document}:{side.start}-{side.end}" for side in o.pair.sides)
        yield f"{o.pair.id} {o.pair.kind} judged {o.pair.verdict}, {'joined' if o.joined else 'apart'}: {where} {o.card}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true", help="the half kept for judging")
    parser.add_argument("--errors", action="store_true", help="every pair that came out wrong")
    parser.add_argument("--as-judged", action="store_true", help="mentions placed as they stood when judged")
    parser.add_argument("--whole", action="store_true", help="among all documents of the corpora")
    asked = parser.parse_args()
    if not SHARED.is_dir():
        print(f"{SHARED} is absent: set SAMARKAND_SHARED to the folder that holds corpora", file=sys.stderr)
        return 1
    everything = judged_pairs()
    pairs = [pair for pair in everything if pair.split == ("held" if asked.held else "dev")]
    found = outcomes(pairs, documents_of(pairs, asked.whole), asked.as_judged)
    print("\n".join(lines(found, of_one_half(everything))))
    if asked.errors:
        print("\n".join(errors(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
