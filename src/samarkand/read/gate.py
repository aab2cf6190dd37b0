"""Which passages are worth a closer look: a word of the codebook's fields, and a foreign side in sight."""

from collections.abc import Sequence

from samarkand.codebook.languages import FIELD_TOPICS
from samarkand.read.lexicon import TERM, TOPIC
from samarkand.read.parties import Context, parties_of
from samarkand.read.passages import Passage

MIN_CHARACTERS = 8


def _speaks_of_the_fields(passage: Passage) -> bool:
    return passage.has(TERM) or not FIELD_TOPICS.isdisjoint(passage.values(TOPIC))


def candidates(passages: Sequence[Passage], context: Context) -> list[tuple[int, tuple[str, ...]]]:
    """Positions of passages, with the parties that could be taking part."""
    out = []
    for i, passage in enumerate(passages):
        if passage.end - passage.start < MIN_CHARACTERS or not _speaks_of_the_fields(passage):
            continue
        if parties := parties_of(passage, passages[i - 1] if i else None, context):
            out.append((i, parties))
    return out
