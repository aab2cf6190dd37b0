"""A filled row is checked by itself, and says where it is wrong and what to do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.consult.made_up import NOON, judged, reading

from samarkand.consult.answers import Answers, Codes, answers
from samarkand.consult.judge import Judged
from samarkand.consult.queue import VALUES
from samarkand.domain.judgement import Decision, Judgement, Values
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage

CODES = Codes({"A1", "A2", "P1"}, {"AA", "BB", "CC", "UN", "XX"}, {"AA", "BB", "CC"})
READ = reading()


def answer(*rows: dict[str, str], held: Judged | None = None, reviewer: str = "rev") -> Answers:
    known = held or judged([READ], [])
    return answers([(n, {"id": READ.id, **row}) for n, row in enumerate(rows, 2)], known, CODES, NOON, reviewer)


def test_a_decision_keeps_who_when_why_and_on_which_text() -> None:
    (made,) = answer({"decision": "Accept", "reviewer": "Ann", "note": "clear"}).judgements
    assert made == Judgement(Decision.ACCEPT, READ.id, READ.id, READ, "Ann", NOON, "clear")


EDITS = [
    ({"type": "p1"}, {"type": "P1"}),
    ({"type": "P1 Film weeks"}, {"type": "P1"}),
    ({"stage": "Under way"}, {"stage": Stage.UNDER_WAY}),
    ({"parties": "aa; cc"}, {"parties": ("AA", "CC")}),
    ({"parties": "AA, XX UN"}, {"parties": ("AA", "XX", "UN")}),
    ({"place": "CC, Old Town"}, {"place": Place("CC", "Old Town")}),
    ({"place": "CC"}, {"place": Place("CC")}),
    ({"place": "Old Town"}, {"place": Place(None, "Old Town")}),
    ({"place": "Hill, DC"}, {"place": Place(None, "Hill, DC")}),
    ({"place": "None"}, {"place": Place()}),
    ({"date_start": "2023"}, {"period": Period("2023")}),
    ({"date_start": "2023-04", "date_end": "2023-05-01"}, {"period": Period("2023-04", "2023-05-01")}),
    ({"date_end": "2024-06"}, {"period": Period("2024-05-02", "2024-06")}),
    ({"date_start": "none"}, {"period": None}),
]


@pytest.mark.parametrize(("cells", "left"), EDITS)
def test_what_is_filled_stands_instead_of_what_was_read(cells: dict[str, str], left: dict[str, object]) -> None:
    told = answer({"decision": "edit", **cells})
    assert not told.faults
    assert told.judgements[0].edited == replace(Values.of(READ), **left)  # type: ignore[arg-type]


FAULTS = [
    ({"decision": "acept"}, "decision", "write accept, edit, reject or unsure"),
    ({"type": "P1"}, "decision", "empty, but other cells are filled"),
    ({"note": "hm"}, "decision", "empty, but other cells are filled"),
    ({"decision": "edit", "type": "Z9"}, "type", "no type of the codebook"),
    ({"decision": "edit", "stage": "soon"}, "stage", "no stage; write mooted"),
    ({"decision": "edit", "parties": "AA; QQ"}, "parties", "QQ not known"),
    ({"decision": "edit", "parties": "AA"}, "parties", "XX for a side that is not named"),
    ({"decision": "edit", "place": "QQ, Port"}, "place", "QQ is no country"),
    ({"decision": "edit", "place": "UN"}, "place", "UN is no country"),
    ({"decision": "edit", "date_start": "2.5.2024"}, "date_start", "write 2024, 2024-05 or 2024-05-02"),
    ({"decision": "edit", "date_start": "2024-02-30"}, "date_start", "is no date"),
    ({"decision": "edit", "date_start": "2024/2025"}, "date_start", "is no date"),
    ({"decision": "edit", "date_start": "2024-2025"}, "date_start", "is no date"),
    ({"decision": "edit", "date_end": "May"}, "date_end", "is no date"),
    ({"decision": "edit", "date_end": "2023"}, "date_end", "lies before"),
    ({"decision": "edit"}, "decision", "no value is other than what was read"),
    ({"decision": "edit", "type": "A2", "parties": "BB AA"}, "decision", "no value is other than what was read"),
    ({"decision": "accept", "type": "P1"}, "type", "write edit, or empty the cell"),
    ({"decision": "reject", "stage": "agreed"}, "stage", "write edit, or empty the cell"),
    ({"decision": "accept", "id": "m-gone"}, "id", "m-gone is no mention of this observatory; export the queue anew"),
    ({"decision": "accept", "id": ""}, "id", "nothing is no mention"),
]


@pytest.mark.parametrize(("cells", "column", "said"), FAULTS)
def test_a_bad_row_names_its_cell_and_the_others_still_apply(cells: dict[str, str], column: str, said: str) -> None:
    other = reading(kind="P1")
    told = answer(cells, {"id": other.id, "decision": "accept"}, held=judged([READ, other], []))
    (fault,) = told.faults
    assert (fault.row, fault.column) == (2, column)
    assert said in fault.what
    assert [j.mention_id for j in told.judgements] == [other.id]


def test_everything_wrong_with_a_row_is_said_at_once() -> None:
    told = answer({"decision": "edit", "type": "Z9", "stage": "soon", "date_end": "May"}, reviewer="")
    assert [f.column for f in told.faults] == ["reviewer", "type", "stage", "date_end"]


def test_blank_rows_are_counted_and_change_nothing() -> None:
    told = answer({}, {"reviewer": "Ann"})
    assert (told.blank, told.judgements, told.faults, told.held) == (2, [], [], 0)


def test_one_mention_judged_two_ways_in_one_sheet_is_a_fault() -> None:
    told = answer({"decision": "accept"}, {"decision": "reject"}, {"decision": "accept"})
    assert (len(told.judgements), told.held) == (1, 1)
    assert [(f.row, f.column) for f in told.faults] == [(3, "decision")]
    assert "row 2" in told.faults[0].what


CELLS = st.fixed_dictionaries(
    {},
    optional={
        "decision": st.sampled_from(list(Decision)),
        "type": st.sampled_from(["A1", "P1", "A2"]),
        "parties": st.sampled_from(["AA CC", "AA BB"]),
        "place": st.sampled_from(["none", "CC, Hill"]),
        "date_start": st.sampled_from(["none", "2023", "2024-05-02"]),
        "note": st.text(max_size=3).map(str.strip),
    },
)


@given(st.lists(CELLS, min_size=1, max_size=3))
def test_the_same_sheet_twice_adds_nothing(rows: list[dict[str, str]]) -> None:
    read = [READ, reading(kind="P1"), reading(kind="A1", parties=("BB", "CC"))][: len(rows)]
    sheet = [{"id": m.id, **row} for m, row in zip(read, rows, strict=True)]
    first = answer(*sheet, held=judged(read, []))
    again = answer(*sheet, held=judged(read, first.judgements))
    assert again.judgements == []
    assert again.blank == first.blank
    assert again.held >= len(first.judgements)
    assert {f.row for f in again.faults} <= {f.row for f in first.faults}


def test_a_second_reviewer_follows_the_first_on_the_same_subject() -> None:
    (first,) = answer({"decision": "edit", "type": "P1"}).judgements
    now = judged([READ], [first])
    (shown,) = now.mentions
    assert shown.id != READ.id
    told = answer({"id": shown.id, "decision": "edit", "stage": "agreed"}, held=now, reviewer="two")
    (second,) = told.judgements
    assert second.subject == first.subject == READ.id
    assert second.edited is not None
    assert (second.edited.type, second.edited.stage) == ("P1", Stage.AGREED)
    back = answer({"decision": "edit", "type": "A2"}, held=now, reviewer="two").judgements
    assert [m.type for m in judged([READ], [first, *back]).mentions] == ["A2"]


def test_two_mentions_edited_into_one_are_told_apart() -> None:
    read = [READ, reading(kind="P1")]
    rows = [{"decision": "accept"}, {"id": read[1].id, "decision": "edit", "type": "A2", "place": "CC"}]
    now = judged(read, answer(*rows, held=judged(read, [])).judgements)
    assert len(now.mentions) == 1
    assert (answer(*rows, held=now).judgements, answer(*rows, held=now).held) == ([], 2)
    (shown,) = now.mentions
    assert shown.id == READ.id
    (no,) = answer({"decision": "reject", "judged": shown.judged}, held=now).judgements
    assert no.subject == read[1].id


def test_a_rejected_mention_can_be_taken_back() -> None:
    (no,) = answer({"decision": "reject"}).judgements
    later = answer({"decision": "accept"}, held=judged([READ], [no])).judgements
    assert len(later) == 1
    assert later[0].subject == READ.id


def test_only_values_can_be_changed() -> None:
    assert set(VALUES) == {"type", "stage", "parties", "place", "date_start", "date_end"}
