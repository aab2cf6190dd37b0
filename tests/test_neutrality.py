"""How readings of a text and of its swapped twin are compared; the floor on the shared gold."""

from pathlib import Path

import pytest
from tools.annotated import gold_documents
from tools.neutrality import FIELDS, NAME, NOTHING, Pair, _counts, differences, lost, paired, readings
from tools.swapping import Edit, Edits, Swap, swap

from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.domain.observatory import DEFAULT_THRESHOLD
from samarkand.domain.quote import Quote
from samarkand.gazetteer.find import load
from tests.worlds import mention

FLOOR = 0.98
GROWN = Edits((Edit(0, 2, "x" * 12),))


def at(start: int, end: int) -> Mention:
    return mention(Document("d", "q"), quote=Quote("d", start, end, "q" * (end - start)))


def test_mentions_are_paired_where_the_map_puts_them() -> None:
    first, second, third = at(0, 20), at(30, 60), at(70, 90)
    late, early, new = at(40, 70), at(0, 30), at(200, 220)
    assert paired([first, second, third], [early, late, new], GROWN) == [
        Pair(first, early),
        Pair(second, late),
        Pair(third, None),
        Pair(None, new),
    ]


def test_of_two_that_overlap_the_fuller_one_is_the_partner() -> None:
    one, two = at(0, 20), at(20, 60)
    assert paired([one, two], [at(15, 70)], GROWN)[:2] == [Pair(one, None), Pair(two, at(15, 70))]


def test_who_appears_or_vanishes_agrees_in_nothing() -> None:
    assert not any(pair.agrees(f) for pair in (Pair(at(0, 5), None), Pair(None, at(0, 5))) for f in FIELDS)


def _by_hand(before: str, after: str, lang: str, codes: dict[str, str]) -> Swap:
    """A swap with names one writes oneself, of the same number as the gazetteer finds."""
    hits = load().find(f"\n{before}", lang)
    names = after.split("|")[1::2]
    edits = Edits(tuple(Edit(h.start, h.end, name) for h, name in zip(hits, names, strict=True)))
    text = after.replace("|", "")
    assert edits.apply(f"\n{before}") == f"\n{text}"
    old, new = Document("d", before, lang=lang), Document("d", text, lang=lang)
    return Swap(old, new, codes, edits, tuple(hits), frozenset())


CAUSES = [
    ("nothing", "Ghana sings.", "|Fiji| sings.", "en", {"GH": "FJ"}, NOTHING, 0),
    ("the name is also a word", "Ghana sings.", "|china| sings.", "en", {"GH": "CN"}, NAME, 1),
    (
        "a cue across the edge of the name",
        "我们同肯尼亚歌手合唱",
        "我们同|意大利|歌手合唱",
        "zh",
        {"KE": "IT"},
        NOTHING,
        0,
    ),
]


@pytest.mark.parametrize(
    ("name", "before", "after", "lang", "codes", "cause", "gone"), CAUSES, ids=[c[0] for c in CAUSES]
)
def test_why_a_reading_may_differ(
    name: str, before: str, after: str, lang: str, codes: dict[str, str], cause: str, gone: int
) -> None:
    made = _by_hand(before, after, lang, codes)
    assert differences(made).cause(0, 200) == cause
    assert len(lost(made)) == gone


def test_a_swap_of_nothing_but_names_differs_in_nothing() -> None:
    made = swap(Document("d", "A Peruvian choir sang in Accra for Ghana.", lang="en"), 1)
    assert made is not None
    assert differences(made).cause(0, 100) == NOTHING
    assert lost(made) == []


def test_the_reader_stays_neutral(shared: Path) -> None:
    """One swap of each gold document; vanished and new mentions stand in docs/neutrality.md."""
    counts = _counts(readings(gold_documents(shared), [0], DEFAULT_THRESHOLD))
    assert counts[1] / counts[0] >= FLOOR
