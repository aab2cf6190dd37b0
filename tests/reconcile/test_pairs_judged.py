"""What people decide about pairs holds over what the scorecard says, and is never lost."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.reconcile.told_world import compared, ids_by_exchange, one

from samarkand.adapters.pair_file import append_pairs, read_pairs
from samarkand.domain.document import Document
from samarkand.domain.errors import SamarkandError
from samarkand.domain.mention import Mention
from samarkand.domain.pair import Answer, PairJudgement
from samarkand.reconcile.left import left_out
from samarkand.reconcile.reconciler import reconciled

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SHOW = "The bronze exhibition from the northern museum opened in the port gallery on Thursday"
FILM = "A week of silent cinema begins in the capital with forty reels"


def judgement(a: Mention, b: Mention, answer: Answer, minutes: int = 0) -> PairJudgement:
    when = NOON + timedelta(minutes=minutes)
    documents, quotes = (a.document_id, b.document_id), (a.quote.text, b.quote.text)
    return PairJudgement((a.id, b.id), documents, quotes, answer, "Ada", when)


def alike() -> list[tuple[Document, Mention]]:
    return [one(1, SHOW, "press"), one(2, SHOW, "wire")]


def unlike() -> list[tuple[Document, Mention]]:
    return [one(1, SHOW, "press"), one(2, FILM, "wire", kind="P1", day="2024-06-20")]


@pytest.mark.parametrize(
    ("world", "answers", "exchanges"),
    [
        (alike(), [], 1),
        (alike(), [Answer.DIFFERENT], 2),
        (alike(), [Answer.DIFFERENT, Answer.SAME], 1),
        (alike(), [Answer.UNSURE], 1),
        (unlike(), [], 2),
        (unlike(), [Answer.SAME], 1),
        (unlike(), [Answer.SAME, Answer.UNSURE], 2),
    ],
)
def test_the_latest_judgement_of_a_pair_holds(
    world: list[tuple[Document, Mention]], answers: list[Answer], exchanges: int
) -> None:
    a, b = (m for _, m in world)
    said = [judgement(a, b, answer, minutes=at) for at, answer in enumerate(answers)]
    assert len(ids_by_exchange(compared(world, judgements=said))) == exchanges
    assert len(ids_by_exchange(compared(world, judgements=said[::-1]))) == exchanges, "the hour decides, not the order"


def test_a_judgement_parts_what_a_third_mention_would_join() -> None:
    world = [*alike(), one(3, SHOW, "gov-a")]
    a, b, _ = (m for _, m in world)
    groups = ids_by_exchange(compared(world, judgements=[judgement(a, b, Answer.DIFFERENT)]))
    assert not any({a.id, b.id} <= group for group in groups)
    assert sorted(map(len, groups)) == [1, 2]


def test_a_judgement_finds_its_mention_by_the_quote_after_another_reading() -> None:
    a, b = (m for _, m in alike())
    said = [judgement(a, b, Answer.DIFFERENT)]
    again = [one(1, SHOW, "press", parties=("AA", "BB", "CC")), one(2, SHOW, "wire", parties=("AA", "BB", "CC"))]
    assert {m.id for _, m in again}.isdisjoint({a.id, b.id})
    found = compared(again, judgements=said)
    assert len(ids_by_exchange(found)) == 2 and not found.aside


def test_a_judgement_of_a_mention_no_longer_there_is_set_aside_and_told() -> None:
    a, b = (m for _, m in alike())
    lone = one(1, SHOW, "press")
    found = compared([lone], judgements=[judgement(a, b, Answer.SAME)])
    assert len(ids_by_exchange(found)) == 1
    (told,) = left_out(found)
    assert told.kept and a.id in told.reason and "not there any more" in told.reason


def test_two_alike_mentions_of_one_document_are_one_only_if_a_person_says_so() -> None:
    document, first = one(1, f"{SHOW}. {SHOW}", "press")
    second = one(1, f"{SHOW}. {SHOW}", "press", kind="A1")[1]
    world = [(document, first), (document, second)]
    assert len(ids_by_exchange(compared(world))) == 2
    assert len(ids_by_exchange(compared(world, judgements=[judgement(first, second, Answer.SAME)]))) == 1


def test_open_pairs_name_both_exchanges_and_say_why() -> None:
    # the same fair under two kinds and without a day told: neither one nor two for sure
    world = [one(1, SHOW, "press", day="2024-05-02"), one(2, SHOW, "wire", kind="X6", day="2024-05-09")]
    found = compared(world)
    (likeness,) = found.likenesses
    unsure = [p for p in reconciled(found).open if set(p.mentions) == {likeness.first, likeness.second}]
    exchanges = {x.id for x in reconciled(found).exchanges}
    assert len(unsure) == (len(exchanges) == 2)
    for pair in unsure:
        assert set(pair.exchanges) == exchanges and pair.reasons and pair.score == likeness.score


def test_judgements_come_back_from_their_file_and_a_broken_line_is_named(tmp_path: Path) -> None:
    a, b = (m for _, m in alike())
    path = tmp_path / "judgements" / "exchanges.jsonl"
    said = [judgement(a, b, Answer.SAME), judgement(a, b, Answer.UNSURE, 5)]
    for each in said:
        append_pairs(path, [each])
    assert read_pairs(path) == said
    with path.open("a", encoding="utf-8") as out:
        out.write('{"mentions": ["only-one"]}\n')
    with pytest.raises(SamarkandError, match=r"exchanges\.jsonl:3.*samarkand review pair"):
        read_pairs(path)
