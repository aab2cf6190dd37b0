"""Who takes part: what a rule sees, what is told of each, and who is meant in the end."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.made_up import context, hit, passage

from samarkand.domain.party import UNNAMED
from samarkand.read.lexicon import Cue
from samarkand.read.parties import (
    MAX_PARTIES,
    PARTY_SIGNALS,
    Context,
    Sight,
    context_of,
    in_sight,
    is_body,
    meant,
    sight_of,
)
from samarkand.read.passages import Passage

BOTH, FOREIGN = (Cue(0, 1, kind, "") for kind in ("both", "foreign"))

IN_SIGHT = [
    ("two named", passage("AA", "BB"), "AA", ("AA", "BB"), (), ("AA", "BB")),
    ("one foreign: the document's own country joins", passage("BB"), "AA", (), (), ("BB", "AA")),
    ("one foreign, own unknown", passage("BB"), None, (), (), ()),
    ("own and an unnamed foreign side", passage("AA", cues=(FOREIGN,)), "AA", (), (), ("AA", "XX")),
    ("nobody but an unnamed foreign side", passage(cues=(FOREIGN,)), "AA", (), (), ("AA", "XX")),
    ("both sides, named by the title", passage(cues=(BOTH,)), "AA", ("AA", "BB"), (), ("AA", "BB")),
    ("both sides, named by the text", passage(cues=(BOTH,)), "AA", (), ("BB", "AA", "CC"), ("BB", "AA")),
    ("own only, partner in the title", passage("AA"), "AA", ("CC", "AA"), (), ("AA", "CC")),
    ("several foreign, own in the title", passage("BB", "CC"), "AA", ("AA",), (), ("BB", "CC", "AA")),
    ("several foreign, own nowhere", passage("BB", "CC"), "AA", (), (), ("BB", "CC")),
    ("nobody", passage(), "AA", (), (), ()),
]


@pytest.mark.parametrize(
    ("given_", "own", "title", "common", "expected"), [p[1:] for p in IN_SIGHT], ids=[p[0] for p in IN_SIGHT]
)
def test_a_rule_sees_who_is_there(
    given_: Passage, own: str | None, title: tuple[str, ...], common: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert in_sight(given_, None, context(own, title, common)) == expected


def test_a_partner_may_stand_in_the_sentence_before() -> None:
    assert in_sight(passage("AA"), passage("BB"), context("AA")) == ("AA", "BB")


def test_no_more_than_twelve_are_in_sight() -> None:
    many = passage(*(f"Q{i}" for i in range(20)))
    assert len(in_sight(many, None, context(None))) == MAX_PARTIES


def test_context_counts_passages_and_takes_the_title_first() -> None:
    found = context_of([passage("CC", number=0), passage("BB"), passage("BB", "AA")], "AA")
    assert found == Context(
        "AA", ("CC",), ("CC", "BB", "AA"), ("BB", "CC", "AA"), {"CC": 1 / 3, "BB": 2 / 3, "AA": 1 / 3}
    )


def test_without_a_title_no_name_is_in_it() -> None:
    assert context_of([passage("CC", number=1)], None).title == ()
    assert context_of([], None) == Context(None, (), (), (), {})


@pytest.mark.parametrize(
    ("code", "expected"), [("EU", True), ("UN", True), ("UNESCO", True), ("FR", False), ("XX", False)]
)
def test_bodies_are_told_from_countries(code: str, expected: bool) -> None:
    assert is_body(code) is expected


def told_of(sight: Sight, code: str) -> dict[str, float]:
    return dict(zip(PARTY_SIGNALS, sight.rows[sight.codes.index(code)].tolist(), strict=True))


def test_everyone_around_is_in_sight_with_a_row_of_signals() -> None:
    passages = [passage("TT", number=0), passage("BB"), passage("CC"), passage("CC", "DD"), passage("EE")]
    sight = sight_of(3, passages, context_of(passages, "AA"))
    assert sight.codes == ("CC", "DD", "TT", "BB", "AA")
    assert sight.rows.shape == (5, len(PARTY_SIGNALS))
    here, own, title, earlier = (told_of(sight, code) for code in ("CC", "AA", "TT", "BB"))
    assert here["named here"] and here["in the passage before"] and not here["the document's own country"]
    assert own["the document's own country"] and not own["named here"]
    assert title["in the title"] and title["in the opening"]
    assert earlier["in the one before that"] and earlier["parties named here"] == 2
    assert "EE" not in sight.codes


def test_how_a_party_is_named_is_told() -> None:
    names = (hit(5, 9, "BB", "city"), hit(20, 24, "CC", "people"), hit(30, 34, "CC", "institution"))
    located = Passage(1, 0, 60, "x" * 60, (Cue(2, 4, "place", ""),), names)
    sight = sight_of(0, [located], context("AA"))
    city, other = told_of(sight, "BB"), told_of(sight, "CC")
    assert city["named by a city alone"] and city["after a word of place"]
    assert other["named by its people"] and other["named by an institution"] and other["times named here"] == 2
    assert not other["named by its country"] and not other["after a word of place"]


def test_where_nobody_is_in_sight_there_are_no_rows() -> None:
    assert sight_of(0, [passage()], context(None)).rows.shape == (0, len(PARTY_SIGNALS))


MANY = tuple(f"Q{i}" for i in range(15))
MEANT = [
    ("those more likely in than out", ("AA", "BB", "CC"), (0.9, 0.6, 0.2), None, ("AA", "BB")),
    ("in order of appearance, not of chance", ("AA", "BB"), (0.6, 0.9), None, ("AA", "BB")),
    ("own follows one foreign party", ("BB", "AA"), (0.9, 0.3), "AA", ("BB", "AA")),
    ("own that is too unlikely does not: the other side is unnamed", ("BB", "AA"), (0.9, 0.2), "AA", ("BB", UNNAMED)),
    ("own does not join two others", ("BB", "CC", "AA"), (0.9, 0.8, 0.4), "AA", ("BB", "CC")),
    ("a third that is not own does not follow", ("BB", "CC"), (0.9, 0.4), "AA", ("BB", UNNAMED)),
    ("own alone has an unnamed other side", ("AA", "BB"), (0.9, 0.1), "AA", ("AA", UNNAMED)),
    ("the likeliest where nobody is likely", ("AA", "BB", "CC"), (0.1, 0.3, 0.2), None, ("BB", UNNAMED)),
    ("at the edge is in", ("AA", "BB"), (0.5, 0.5), None, ("AA", "BB")),
    ("nobody in sight", (), (), "AA", ()),
    ("no more than twelve", MANY, (0.9,) * 15, None, MANY[:MAX_PARTIES]),
    ("the likeliest twelve", MANY, (0.6, 0.6, 0.6, *(0.9,) * 12), None, MANY[3:]),
]


@pytest.mark.parametrize(("codes", "chances", "own", "expected"), [m[1:] for m in MEANT], ids=[m[0] for m in MEANT])
def test_who_is_meant(
    codes: tuple[str, ...], chances: tuple[float, ...], own: str | None, expected: tuple[str, ...]
) -> None:
    rows = np.zeros((len(codes), len(PARTY_SIGNALS)), dtype=np.float32)
    assert meant(Sight(codes, rows), chances, own) == expected


@given(
    st.lists(st.tuples(st.sampled_from([*MANY, "AA", "BB"]), st.floats(0, 1)), max_size=17, unique_by=lambda p: p[0])
)
def test_whoever_is_in_sight_two_to_twelve_are_meant(pairs: list[tuple[str, float]]) -> None:
    codes, chances = tuple(p[0] for p in pairs), [p[1] for p in pairs]
    got = meant(Sight(codes, np.zeros((len(codes), len(PARTY_SIGNALS)), dtype=np.float32)), chances, "AA")
    assert len(set(got)) == len(got)
    assert set(got) <= {*codes, UNNAMED}
    assert 2 <= len(got) <= MAX_PARTIES if codes else got == ()
