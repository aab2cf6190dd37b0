"""What a judgement does to the reading it was made on, and to the readings that come after it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.consult.made_up import TOLD, TYPES, edit, judged, judgement, reading
from tests.worlds import document

from samarkand.consult.homes import homes
from samarkand.consult.judge import judge
from samarkand.domain.document import Story
from samarkand.domain.mention import Axes, Direction, Mention
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Stage, Valence


def test_the_threshold_parts_what_counts_from_what_waits() -> None:
    low, high = reading(0.2999), reading(0.3, kind="P1")
    found = judged([low, high], [])
    assert (found.mentions, found.queue) == ([high], [low])


@pytest.mark.parametrize("confidence", [0.06, 0.9])
@pytest.mark.parametrize(
    ("decision", "counted", "queued", "words"),
    [
        ("accept", 1, 0, "accepted by rev"),
        ("edit", 1, 0, "edited by rev"),
        ("reject", 0, 0, ""),
        ("unsure", 0, 1, "left unsure by rev"),
    ],
)
def test_a_decision_holds_whatever_the_confidence(
    confidence: float, decision: str, counted: int, queued: int, words: str
) -> None:
    read = reading(confidence)
    made = edit(read, type="A1") if decision == "edit" else judgement(decision, read)
    found = judged([read], [made])
    assert (len(found.mentions), len(found.queue)) == (counted, queued)
    assert [m.judged for m in found.mentions + found.queue] == [words] * (counted + queued)
    assert all(m.confidence == 1.0 for m in found.mentions)
    assert all(m.confidence == confidence for m in found.queue)


def test_an_edit_replaces_values_and_what_hung_on_them() -> None:
    read = reading(alt_types=("A1",), axes=Axes(Direction("directed", ("AA",), ("BB",)), level="state"))
    (mention,) = judged(
        [read], [edit(read, type="P1", parties=("AA", "CC"), stage=Stage.CANCELLED, period=None)]
    ).mentions
    assert (mention.type, mention.parties, mention.period) == ("P1", ("AA", "CC"), None)
    assert (mention.valence, mention.alt_types, mention.axes) == (Valence.CLOSES, (), Axes(level="state"))
    assert mention.place == read.place


SAME_ACT = [
    ("another confidence", {"confidence": 0.7}),
    ("another type", {"type": "P1"}),
    ("other parties", {"parties": ("AA", "DD")}),
    ("a side not named", {"parties": ("AA", "BB", "XX")}),
    ("a shorter quote", {"quote": Quote("d1", 12, 30, TOLD.whole[12:30])}),
    ("another stage and no date", {"stage": Stage.ANNOUNCED, "period": None}),
]


@pytest.mark.parametrize("more", [m for _, m in SAME_ACT], ids=[n for n, _ in SAME_ACT])
def test_another_reading_of_the_passage_is_found_again(more: dict[str, object]) -> None:
    read = reading()
    again = replace(read, **more)  # type: ignore[arg-type]
    accepted = judged([again], [judgement("accept", read)])
    assert accepted.mentions == [replace(read, confidence=1.0, judged="accepted by rev")]
    assert accepted.queue == []
    rejected = judged([again], [judgement("reject", read)])
    assert (rejected.mentions, rejected.queue) == ([], [])


OTHER_ACT = [
    ("another passage", {"quote": Quote("d1", 0, 5, TOLD.whole[:5])}),
    ("neither type nor parties", {"type": "P1", "parties": ("CC", "DD")}),
]


@pytest.mark.parametrize("more", [m for _, m in OTHER_ACT], ids=[n for n, _ in OTHER_ACT])
def test_another_act_is_left_alone(more: dict[str, object]) -> None:
    read = reading()
    other = replace(read, **more)  # type: ignore[arg-type]
    found = judged([other], [judgement("reject", read)])
    assert found.queue == [other]


def test_two_acts_of_one_sentence_are_judged_apart() -> None:
    one, two = reading(kind="A2"), reading(kind="P1")
    found = judged([one, two], [judgement("reject", one)])
    assert found.queue == [two]
    found = judged([two, one], [judgement("reject", one), judgement("accept", two)])
    assert [m.type for m in found.mentions] == ["P1"]


def test_a_passage_cut_in_two_does_not_bring_a_judged_act_back() -> None:
    read = reading()
    halves = [replace(read, quote=Quote("d1", a, b, TOLD.whole[a:b])) for a, b in ((8, 20), (21, 40))]
    assert judged(halves, [judgement("reject", read)]).queue == []
    assert len(judged(halves, [judgement("accept", read)]).mentions) == 1
    assert len(judged(halves, [judgement("unsure", read)]).queue) == 2


def test_an_edit_is_found_by_what_it_says_too() -> None:
    read = reading()
    left = {"type": "P1", "parties": ("CC", "DD")}
    (mention,) = judged([replace(read, **left)], [edit(read, **left)]).mentions  # type: ignore[arg-type]
    assert (mention.type, mention.judged) == ("P1", "edited by rev")


@pytest.mark.parametrize(("decision", "counted"), [("accept", 1), ("edit", 1), ("reject", 0), ("unsure", 0)])
def test_what_the_reader_no_longer_says_is_restored_if_it_counts(decision: str, counted: int) -> None:
    read = reading()
    made = edit(read, type="P1") if decision == "edit" else judgement(decision, read)
    found = judged([], [made])
    assert (len(found.mentions), len(found.queue), found.aside) == (counted, 0, ())


@pytest.mark.parametrize(("before", "after"), [("New: ", ""), ("", " It rained."), ("Corrected. ", " Corrected.")])
def test_a_quote_that_moved_is_found_where_it_stands(before: str, after: str) -> None:
    changed = replace(TOLD, text=f"{before}{TOLD.text}{after}")
    (mention,) = judged([], [judgement("accept", reading())], (changed,)).mentions
    assert mention.quote.stands_in(changed.whole)


def test_of_two_places_the_nearer_is_the_quote() -> None:
    read = reading()
    changed = replace(TOLD, text=f"{TOLD.text} {TOLD.text}")
    (mention,) = judged([], [judgement("accept", read)], (changed,)).mentions
    assert mention.quote == read.quote


@pytest.mark.parametrize("decision", ["accept", "reject", "unsure"])
@pytest.mark.parametrize("texts", [(), (replace(TOLD, text="The bronze show was put off"),)])
def test_a_judgement_whose_words_are_gone_is_set_aside_and_counted(decision: str, texts: tuple) -> None:  # type: ignore[type-arg]
    made = judgement(decision, reading())
    found = judged([], [made], texts)
    assert (found.mentions, found.queue, found.aside) == ([], [], (made,))


def test_a_judgement_follows_its_text_to_the_copy_that_is_read() -> None:
    earlier = replace(TOLD, id="d0", title="Other title")
    told = Story("s", ("d0", "d1"))
    made = judgement("reject", reading())
    found = judge([reading(told=earlier)], [made], homes([made], [told], [earlier, TOLD]), 0.3, TYPES)
    assert (found.mentions, found.queue, found.aside) == ([], [], ())


def test_the_latest_judgement_of_a_mention_holds_in_any_order_of_the_file() -> None:
    read = reading()
    first, second = judgement("accept", read, 0), judgement("reject", read, 1)
    assert judged([read], [first, second]).mentions == judged([read], [second, first]).mentions == []
    third = judgement("accept", replace(read, type="P1"), 2, subject=read.id)
    assert [m.type for m in judged([read], [third, first, second]).mentions] == ["P1"]


@pytest.mark.parametrize(("decision", "aside"), [("accept", 1), ("unsure", 0), ("reject", 0)])
def test_what_counts_needs_a_type_of_the_codebook(decision: str, aside: int) -> None:
    assert len(judged([], [judgement(decision, reading(kind="Z9"))]).aside) == aside


def test_an_edit_that_makes_one_mention_of_two_counts_once() -> None:
    one, two = reading(0.9, kind="A2"), reading(0.9, kind="P1")
    found = judged([one, two], [edit(one, type="P1")])
    assert [(m.type, m.judged) for m in found.mentions] == [("P1", "edited by rev")]


def test_a_case_is_found_by_every_id_it_had() -> None:
    read = reading()
    made = edit(read, type="P1", parties=("AA", "CC"))
    found = judged([replace(read, type="A1")], [made])
    (now,) = found.mentions
    for known in (read.id, replace(read, type="A1").id, now.id):
        assert [c.judgement for c in found.by_id[known]] == [made]


readings = st.builds(
    reading,
    st.sampled_from([0.05, 0.2, 0.3, 0.9]),
    st.sampled_from([document(n, "A fair of books opened with guests") for n in range(3)]),
    st.sampled_from(["A2", "P1"]),
    parties=st.sampled_from([("AA", "BB"), ("AA", "CC"), ("BB", "XX")]),
)


@given(st.lists(readings, unique_by=lambda m: m.id), st.data())
def test_nothing_is_lost_and_nothing_counts_twice(read: list[Mention], data: st.DataObject) -> None:
    texts = tuple(document(n, "A fair of books opened with guests") for n in range(3))
    chosen = data.draw(st.lists(st.sampled_from(read), unique_by=lambda m: m.id)) if read else []
    decisions = data.draw(
        st.lists(st.sampled_from(["accept", "reject", "unsure"]), min_size=len(chosen), max_size=len(chosen))
    )
    made = [judgement(d, m) for d, m in zip(decisions, chosen, strict=True)]
    found = judged(read, made, texts)
    ids = [m.id for m in found.mentions + found.queue]
    assert len(ids) == len(set(ids))
    rejected = {j.read.id for j in made if j.decision == "reject"}
    assert set(ids) == {m.id for m in read} - rejected
    for again in (judged(read[::-1], made[::-1], texts), judged(read, made + made, texts)):
        assert sorted(m.id for m in again.mentions) == sorted(m.id for m in found.mentions)
        assert sorted(m.id for m in again.queue) == sorted(m.id for m in found.queue)
