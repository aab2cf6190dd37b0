"""Nothing worth scoring is passed over, what is passed over is told, and a new document moves its block only."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.told_world import World, compared, ids_by_exchange, one
from tests.worlds import WordEncoder

from samarkand.domain.party import Place
from samarkand.ports.encoder import Vectors
from samarkand.reconcile.blocks import blocks
from samarkand.reconcile.candidates import candidates, columns
from samarkand.reconcile.known import Known
from samarkand.reconcile.left import left_out
from samarkand.reconcile.reconciler import Comparison
from samarkand.reconcile.scorecard import are_apart, load_scorecard, score

WORDS = (
    "bronze",
    "exhibition",
    "museum",
    "gallery",
    "cinema",
    "reels",
    "choir",
    "“Far Hills”",
    "12th",
    "2024",
    "5,000",
)
COUNTRIES = ("FR", "JP", "KE")


class Counting(WordEncoder):
    """Remembers which passages it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return super().encode(texts)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    made = []
    for number in range(draw(st.integers(2, 6))):
        text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=9)))
        parties = tuple(sorted(draw(st.sets(st.sampled_from(COUNTRIES), min_size=1, max_size=3))))
        day, told_on = (f"2024-0{draw(st.integers(1, 3))}-{draw(st.integers(10, 28))}" for _ in range(2))
        place = Place(draw(st.sampled_from(COUNTRIES)), draw(st.sampled_from(("Port", "Hill", None))))
        kind = draw(st.sampled_from(("A1", "A2", "M4", "M1")))
        made.append(one(number, text, told_on=told_on, kind=kind, parties=parties, day=day, place=place))
    return made


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_the_bound_never_hides_a_pair_that_is_not_different(world: World) -> None:
    told = list(compared(world).told)
    card = load_scorecard()
    everything = np.ones(len(told), np.bool_)
    found = {tuple(pair) for pair in candidates(blocks(told), columns(told), card, everything).pairs.tolist()}
    near = {
        (min(i, j), max(i, j))
        for b in blocks(told)
        for i in b.members
        for j in b.members
        if i != j and abs(b.days[list(b.members).index(i)] - b.days[list(b.members).index(j)]) <= b.within
    }
    missed = {
        (i, j) for i, j in near - found if not are_apart(told[i], told[j]) and score(told[i], told[j]) >= card.different
    }
    assert not missed


def test_a_full_block_compares_the_nearest_and_tells_what_it_left_out() -> None:
    world = [one(i, "The same parade of boats", told_on=f"2024-05-{i + 1:02d}", day=None) for i in range(8)]
    assert not left_out(compared(world))
    found = compared(world, most_back=3)
    rows = left_out(found)
    assert rows and all(row.kept and "pairs" in row.reason for row in rows)
    assert found.left_out["pair", "AA", "BB"] == 1 + 2 + 3 + 4


def elsewhere() -> World:
    parties = {"parties": ("CC", "DD"), "place": Place("DD", "Hill")}
    return [one(10 + i, f"A choir of {i} sings by the lake", **parties) for i in range(3)]


def here() -> World:
    return [one(i, "The bronze exhibition opened in the port gallery", told_on=f"2024-05-0{i}") for i in (1, 2)]


def known(found: Comparison) -> Known:
    return Known.of(found.digests, found.likenesses)


def test_a_new_document_is_compared_with_its_block_only() -> None:
    before = compared([*here(), *elsewhere()])
    new = one(5, "The bronze exhibition opened in the port gallery", "wire", told_on="2024-05-03")
    world, encoder = [*here(), *elsewhere(), new], Counting()
    after = compared(world, encoder, known=known(before))
    block = {m.id for _, m in (*here(), new)}
    assert after.looked_at == block, "nothing of another pair of countries is touched"
    assert len(encoder.asked) == len(block)
    afresh = compared(world)
    assert list(after.likenesses) == list(afresh.likenesses) and ids_by_exchange(after) == ids_by_exchange(afresh)


def test_a_second_run_looks_at_nothing() -> None:
    world, encoder = [*here(), *elsewhere()], Counting()
    again = compared(world, encoder, known=known(compared(world)))
    assert not again.looked_at and not encoder.asked
    assert list(again.likenesses) == list(compared(world).likenesses)


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_mention_that_changed_or_went_leaves_no_likeness_behind(gone: int) -> None:
    world = [*here(), one(3, "The bronze exhibition opened in the port gallery", "wire")]
    less = [row for at, row in enumerate(world) if at != gone]
    assert list(compared(less, known=known(compared(world))).likenesses) == list(compared(less).likenesses)


def test_thirty_parties_stand_in_few_blocks_and_still_meet() -> None:
    from samarkand.gazetteer.labels import country_codes

    many = tuple(sorted(country_codes())[:30])
    world = [
        one(i, "A forum on heritage gathered delegations", parties=many, source=s)
        for i, s in ((1, "press"), (2, "wire"))
    ]
    assert len(ids_by_exchange(compared(world))) == 1
    assert sum(1 for _ in blocks(list(compared(world).told))) < 200
