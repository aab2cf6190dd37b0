"""From documents to commitments and what became of them."""

from dataclasses import replace

import pytest

from samarkand.domain.commitment import State
from samarkand.domain.follow_through import LinkDecision
from samarkand.domain.milestone import Basis
from samarkand.follow.follower import Followed
from samarkand.follow.lines import lines
from tests.follow.worlds import doc, followed, of

PROMISE = doc(
    1, "2021-02-03", "Kenya and Peru plan a house of song",
    'Peru will open the cultural centre "Casa Quipu" in Nairobi, Kenya, in May 2022.',
)  # fmt: skip
DONE = doc(
    2, "2022-05-20", "Casa Quipu is open",
    'The cultural centre "Casa Quipu" was opened in Nairobi, Kenya, on 19 May 2022.',
)  # fmt: skip
OTHER = doc(
    3, "2022-06-20", "A language school for Oslo",
    'The cultural centre "Fjordhus" was opened in Oslo, Norway, by the mayor.',
)  # fmt: skip
OFF = doc(
    4, "2022-03-02", "No house in Nairobi",
    'The cultural centre "Casa Quipu" in Nairobi, Kenya, was cancelled for want of money.',
)  # fmt: skip


def linked(found: Followed, decision: LinkDecision = LinkDecision.AUTO) -> set[str]:
    first = of(found, "d1")[0]
    return {link.document_id for link in found.links if link.commitment_id == first.id and link.decision is decision}


def test_a_promise_is_followed_to_its_delivery_and_to_nothing_else() -> None:
    found = followed([PROMISE, DONE, OTHER])
    (promise,) = of(found, "d1")
    assert promise.state is State.DELIVERED and not promise.late
    assert linked(found) == {"d2"}, "the other centre stands in another country under another name"


def test_every_link_has_its_reasons() -> None:
    found = followed([PROMISE, DONE])
    (link,) = [x for x in found.links if x.decision is LinkDecision.AUTO]
    assert {"name and side", "done"} <= {reason.feature for reason in link.reasons}
    assert 0.8 <= link.score <= 1


def test_silence_leaves_a_promise_open_and_in_time_stalled() -> None:
    soon, late = followed([PROMISE], "2021-06-01"), followed([PROMISE], "2029-06-01")
    assert of(soon, "d1")[0].state is State.OPEN and not of(soon, "d1")[0].stalled
    assert of(late, "d1")[0].state is State.OPEN and of(late, "d1")[0].stalled


def test_what_was_searched_is_told() -> None:
    search = of(followed([PROMISE, DONE]), "d1")[0].search
    assert search.was_made and search.first == "2021-02-03" and search.last == "2030-01-01"
    assert search.documents == 2, "from the promise on; what was written before cannot tell of its outcome"


def test_a_later_word_counts_from_the_day_it_was_told() -> None:
    assert of(followed([PROMISE, DONE], "2022-01-01"), "d1")[0].state is State.OPEN


def test_called_off_is_cancelled() -> None:
    assert of(followed([PROMISE, OFF]), "d1")[0].state is State.CANCELLED


def test_delivered_after_the_stated_time_is_late() -> None:
    slow = replace(DONE, text=DONE.text.replace("on 19 May 2022", "today"))
    slow = replace(slow, period=type(slow.period)("2024-05-20") if slow.period else None)
    promise = of(followed([PROMISE, slow]), "d1")[0]
    assert promise.state is State.DELIVERED and promise.late


def test_what_came_before_the_promise_is_no_delivery() -> None:
    early = replace(DONE, period=type(DONE.period)("2020-05-20") if DONE.period else None)
    assert of(followed([PROMISE, early]), "d1")[0].state is State.OPEN


def test_a_promise_does_not_deliver_itself() -> None:
    found = followed([PROMISE])
    assert not found.links and len(of(found, "d1")) == 1


def test_a_promise_said_again_is_one_promise() -> None:
    again = replace(PROMISE, id="d5", period=type(PROMISE.period)("2021-09-01") if PROMISE.period else None)
    found = followed([PROMISE, again, DONE])
    assert not of(found, "d5"), "taken up by the first telling"
    assert linked(found) == {"d2", "d5"}


def test_a_document_without_a_date_is_refused_and_told() -> None:
    found = followed([PROMISE, replace(DONE, period=None)])
    assert [r.file for r in found.refusals] == ["d2"] and "date" in found.refusals[0].reason
    assert of(found, "d1")[0].state is State.OPEN


@pytest.mark.parametrize(
    ("as_of", "state", "basis"),
    [
        ("2024-06-30", State.PARTLY, {Basis.TEXT}),
        ("2025-06-30", State.DELIVERED, {Basis.TEXT, Basis.CALENDAR}),
    ],
)
def test_a_year_that_was_opened_is_delivered_when_it_is_over(as_of: str, state: State, basis: set[Basis]) -> None:
    promise = doc(
        1, "2023-02-03", "A year with Kenya", 'Peru and Kenya will hold the "Andes Savanna Year of Culture" in 2024.'
    )
    opened = doc(
        2, "2024-01-20", "It began", 'The opening ceremony of the "Andes Savanna Year of Culture" with Kenya began.'
    )
    found = followed([promise, opened], as_of)
    assert of(found, "d1")[0].state is state
    assert {m.basis for m in found.milestones if m.subject_id == of(found, "d1")[0].id} == basis


def test_goodwill_is_kept_apart() -> None:
    vague = doc(1, "2023-02-03", "Friendship", "Peru and Kenya will deepen their relations in culture and education.")
    found = followed([vague])
    assert not found.commitments and len(found.evaluations) == 1


def test_the_order_of_the_documents_does_not_matter() -> None:
    documents = [PROMISE, DONE, OTHER, OFF]
    assert list(lines(followed(documents))) == list(lines(followed(documents[::-1])))


def test_a_line_says_what_the_reference_says() -> None:
    line = next(iter(lines(followed([PROMISE, DONE]))))
    assert list(line) == [
        *("commitment_id", "type", "what", "parties", "organisations", "proper_name", "due", "quantity"),
        *("first_doc", "quote", "promised_on", "chain", "state", "late"),
    ]
    assert line["due"] == "2022-05" and line["proper_name"] == "Casa Quipu"
    assert [(s["doc_id"], s["stage"], s["date"]) for s in line["chain"]] == [
        ("d1", "announced", "2021-02-03"),
        ("d2", "delivered", "2022-05-19"),
    ]


def test_thirty_parties_are_no_obstacle() -> None:
    many = "Chile, Brazil, Ghana, Togo, Benin, Mali, Niger, Chad, Sudan, Egypt, Jordan, Oman, India, Nepal, Japan, Norway, Spain"
    found = followed([doc(1, "2021-02-03", "A joint festival", f"Peru will host a festival with {many} in 2023.")])
    assert len(of(found, "d1")) == 1 and len(of(found, "d1")[0].parties) <= 7


def test_swapped_countries_swap_the_answer_and_nothing_else() -> None:
    swapped = [replace(d, title=_swap(d.title), text=_swap(d.text), country="NO") for d in (PROMISE, DONE)]
    mine, theirs = of(followed([PROMISE, DONE]), "d1")[0], of(followed(swapped), "d1")[0]
    assert mine.parties == ("PE", "KE") and theirs.parties == ("NO", "KE")
    assert (mine.type, mine.state, mine.due) == (theirs.type, theirs.state, theirs.due)


def _swap(text: str) -> str:
    return text.replace("Peru", "Norway")
