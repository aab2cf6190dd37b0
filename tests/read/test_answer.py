"""Events as tables of cases: what is kept, what is dropped, and under which name."""

from typing import Any

import pytest
from tests.read.asking import CODEBOOK, DOCUMENT, DOUBT, PARTIES, answer, event, quote

from samarkand.domain.mention import Axes, Direction
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage, Valence
from samarkand.ports.language_model import Reason
from samarkand.read.answer import Codes, mentions_of, parse
from samarkand.read.excerpt import excerpt_of

EXCERPT = excerpt_of(DOCUMENT, [quote(DOUBT)])
CODES = Codes(frozenset(CODEBOOK.by_code), PARTIES)


def heard(*events: dict[str, Any]) -> tuple[list[Any], dict[str, int]]:
    parsed = parse(answer(*events))
    assert not isinstance(parsed, Reason)
    mentions, dropped = mentions_of(parsed, EXCERPT, CODES, 0.3, "m/1")
    return mentions, dict(dropped)


WHOLE_ANSWERS = [
    ("", Reason.MALFORMED),
    ("Here is your JSON: {}", Reason.MALFORMED),
    ("```json\n{}\n```", Reason.MALFORMED),
    ('{"events": [', Reason.MALFORMED),
    ("[" * 100_000, Reason.MALFORMED),
    ('{"events": []} and more', Reason.MALFORMED),
    ('{"events": "\\ud800"}', Reason.MALFORMED),
    ("null", Reason.SCHEMA),
    ("[]", Reason.SCHEMA),
    ("{}", Reason.SCHEMA),
    ('{"events": null}', Reason.SCHEMA),
    ('{"events": {}}', Reason.SCHEMA),
    ('{"events": [], "note": "x"}', Reason.SCHEMA),
    ('{"events": [{}]}', Reason.SCHEMA),
    ('{"events": ["P2"]}', Reason.SCHEMA),
    (answer(event(parties="SN, PE")), Reason.SCHEMA),
    (answer(event(passage="4")), Reason.SCHEMA),
    (answer(event(passage=True)), Reason.SCHEMA),
    (answer(event(background="no")), Reason.SCHEMA),
    (answer(event(date="2024")), Reason.SCHEMA),
    (answer(event(command="rm")), Reason.SCHEMA),
    (answer(event(), event(tech=None)), Reason.SCHEMA),
]


@pytest.mark.parametrize(("text", "reason"), WHOLE_ANSWERS)
def test_an_answer_of_another_form_is_no_answer(text: str, reason: Reason) -> None:
    assert parse(text) is reason


def test_an_event_becomes_a_mention() -> None:
    (mention,), dropped = heard(
        event(
            direction={"kind": "directed", "origin": ["SN"], "target": ["PE"]},
            format="in_person",
            lead_sector="ngo",
            level="public",
            tech=["vr", "vr"],
        )
    )
    assert (mention.type, mention.stage, mention.valence) == ("P2", Stage.DELIVERED, Valence.OPENS)
    assert mention.parties == ("SN", "PE")
    assert mention.place == Place("PE", "Lima")
    assert mention.period == Period("2024-04")
    assert mention.quote == quote(DOUBT)
    assert mention.axes == Axes(Direction("directed", ("SN",), ("PE",)), "in_person", "ngo", "public", ("vr",))
    assert (mention.confidence, mention.read_by, dropped) == (0.3, "m/1", {})


DROPPED = [
    ({"type": "Z9"}, "type"),
    ({"type": "NA"}, "type"),
    ({"type": ""}, "type"),
    ({"stage": "soon"}, "stage"),
    ({"stage": "Delivered"}, "stage"),
    ({"parties": []}, "parties"),
    ({"parties": ["SN"]}, "parties"),
    ({"parties": ["SN", "SN"]}, "parties"),
    ({"parties": ["SN", "Peru"]}, "parties"),
    ({"parties": ["sn", "pe"]}, "parties"),
    ({"parties": ["SN", ""]}, "parties"),
    ({"place": {"country": "Peru", "name": None}}, "place"),
    ({"place": {"country": "XX", "name": None}}, "place"),
    ({"date": {"start": "", "end": None}}, "date"),
    ({"date": {"start": "last week", "end": None}}, "date"),
    ({"date": {"start": "2024-13", "end": None}}, "date"),
    ({"date": {"start": "2023-02-29", "end": None}}, "date"),
    ({"date": {"start": "0000", "end": None}}, "date"),
    ({"date": {"start": "2024-05", "end": "2024-04"}}, "date"),
    ({"date": {"start": "٢٠٢٤", "end": None}}, "date"),
    ({"passage": 99}, "passage"),
    ({"passage": -1}, "passage"),
    ({"quote": "Dancers from Senegal are in Lima"}, "quote"),
    ({"quote": "Bailarines de Senegal"}, "quote"),
    ({"quote": "Fiji and Norway signed a memorandum"}, "quote"),
    ({"quote": "Lima"}, "quote"),
    ({"quote": ""}, "quote"),
]


@pytest.mark.parametrize(("wrong", "counted"), DROPPED)
def test_what_does_not_hold_is_dropped_under_its_name(wrong: dict[str, Any], counted: str) -> None:
    mentions, dropped = heard(event(**wrong), event())
    assert len(mentions) == 1, "the good event beside it is kept"
    assert dropped == {counted: 1}


LEFT_OUT = [
    ({"place": {"country": "PE", "name": "Cuzco"}}, "place name left out"),
    ({"format": "zoom"}, "axis left out"),
    ({"lead_sector": "army"}, "axis left out"),
    ({"level": "gods"}, "axis left out"),
    ({"tech": ["fire"]}, "axis left out"),
    ({"direction": {"kind": "sideways", "origin": [], "target": []}}, "axis left out"),
    ({"direction": {"kind": "directed", "origin": ["SN"], "target": []}}, "axis left out"),
    ({"direction": {"kind": "directed", "origin": ["NO"], "target": ["PE"]}}, "axis left out"),
]


@pytest.mark.parametrize(("wrong", "counted"), LEFT_OUT)
def test_a_single_value_that_does_not_hold_is_left_out(wrong: dict[str, Any], counted: str) -> None:
    (mention,), dropped = heard(event(**wrong))
    assert dropped == {counted: 1}
    assert mention.axes == Axes()
    assert mention.place.name in (None, "Lima")


def test_what_lies_after_the_document_is_announced() -> None:
    (mention,), _ = heard(event(date={"start": "2024-08", "end": None}))
    assert mention.stage is Stage.ANNOUNCED


def test_what_is_called_off_closes() -> None:
    (mention,), _ = heard(event(stage="cancelled"))
    assert mention.valence is Valence.CLOSES


def test_each_event_is_taken_once_and_eight_at_most() -> None:
    codes = [t.code for t in CODEBOOK.types[:10]]
    mentions, dropped = heard(event(), event(parties=["PE", "SN"]), *(event(type=code) for code in codes))
    assert len(mentions) == 8
    assert dropped == {"repeated or too many": 4}
