"""A promise said again is the same promise: its later tellings join the first, and what they lead to is shared."""

from collections.abc import Sequence
from dataclasses import dataclass

from samarkand.follow.archive import Entry
from samarkand.follow.chain import Step, auto
from samarkand.follow.gather import Found
from samarkand.follow.passages import Passage

_SURE = 0.95


@dataclass(frozen=True)
class Chain:
    """A promise, the document it stands in, and the steps found for it."""

    found: Found
    entry: Entry
    steps: Sequence[Step]


def _key(passage: Passage) -> tuple[str, int]:
    return passage.document.id, passage.start


def _says_again(earlier: Chain, step: Step, later: Chain) -> bool:
    """The step is that later promise: the same passage, or the same kind of thing in the same document."""
    mine, other = later.found.promised, earlier.found.promised
    if (
        not step.identified
        or mine.type != other.type
        or not (mine.foreign & other.foreign or mine.foreign == other.foreign)
    ):
        return False
    if set(mine.names_of_things) & set(other.names_of_things):
        return step.by_name
    named_apart = mine.names_of_things and other.names_of_things
    return not named_apart and step.score >= _SURE and _key(step.passage) == _key(mine.passage)


def without_restatements(chains: Sequence[Chain]) -> list[Chain]:
    """Chains in order of time; each later telling of a promise is taken up by the first, with its steps."""
    by_document: dict[str, list[int]] = {}
    for i, chain in enumerate(chains):
        by_document.setdefault(chain.entry.id, []).append(i)
    home = list(range(len(chains)))
    for i, chain in enumerate(chains):
        for step in auto(chain.steps):
            for j in by_document.get(step.passage.document.id, ()):
                if j > i and home[j] == j and _says_again(chain, step, chains[j]):
                    home[j] = home[i]
    return [
        _joined([chains[j] for j in range(i, len(chains)) if home[j] == i]) for i in range(len(chains)) if home[i] == i
    ]


def _joined(tellings: Sequence[Chain]) -> Chain:
    """The first telling; of each document the step that is surest."""
    first = tellings[0]
    best: dict[str, Step] = {}
    for chain in tellings:
        for step in chain.steps:
            known = best.get(step.passage.document.id)
            if step.passage.document.id != first.entry.id and (known is None or step.score > known.score):
                best[step.passage.document.id] = step
    order = sorted(best.values(), key=lambda s: (str(s.passage.document.period), s.passage.document.id))
    return Chain(first.found, first.entry, order)
