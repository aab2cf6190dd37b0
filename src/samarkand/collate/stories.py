"""Exact and near copies folded into stories: MinHash proposes, the shingles themselves decide."""

from collections.abc import Iterable, Iterator, Sequence

from rensa import RMinHash, RMinHashLSH

from samarkand.domain.document import Document, Story
from samarkand.domain.ids import content_id
from samarkand.match.components import connected
from samarkand.match.overlap import jaccard
from samarkand.text.shingles import shingles

PERMUTATIONS, BANDS = 128, 32
COPY = 0.8


def _order(document: Document) -> tuple[str, str]:
    return (document.period.start if document.period else "9999", document.id)


def _minhash(pieces: Iterable[str]) -> RMinHash:
    signature = RMinHash(num_perm=PERMUTATIONS, seed=1)
    signature.update(list(pieces))
    return signature


def _candidate_pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    index = RMinHashLSH(threshold=COPY, num_perm=PERMUTATIONS, num_bands=BANDS)
    for number, text in enumerate(texts):
        signature = _minhash(shingles(text))
        for other in index.query(signature):
            yield other, number
        index.insert(number, signature)


def copies(texts: Sequence[str], at_least: float = COPY) -> list[list[int]]:
    """Groups of positions whose texts share at least that share of their shingles with another of the group."""
    verified = (
        (a, b)
        for a, b in _candidate_pairs(texts)
        if texts[a] == texts[b] or jaccard(shingles(texts[a]), shingles(texts[b])) >= at_least
    )
    return connected(verified, len(texts))


def fold_copies(documents: Iterable[Document]) -> list[Story]:
    """Every document stands in one story; copies are looked for within a language."""
    by_language: dict[str | None, list[Document]] = {}
    for document in sorted(documents, key=_order):
        by_language.setdefault(document.lang, []).append(document)
    stories = [
        tuple(group[i].id for i in positions)
        for group in by_language.values()
        for positions in copies([d.text for d in group])
    ]
    return [Story(content_id("s", ids[0]), ids) for ids in sorted(stories)]
