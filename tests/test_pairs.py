"""A judgement of two mentions in a whole observatory: it parts them, survives, and is told when it finds nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from samarkand.domain.mention import Mention
from samarkand.domain.pair import Answer, OpenPair, PairJudgement
from samarkand.domain.refusal import Refusal
from samarkand.pipeline import build
from samarkand.reconcile.left import ASIDE
from tests.test_pipeline import exchanges, observatory, world

NOON = datetime(2025, 1, 2, 12, tzinfo=UTC)


def shows(root: Path) -> list[Mention]:
    """The two mentions of the bronze show."""
    o = observatory(root, world())
    return [m for m in o.tables.read("mentions", Mention) if m.type == "A2"]


def judgement(first: Mention, second: Mention, answer: Answer) -> PairJudgement:
    documents, quotes = (first.document_id, second.document_id), (first.quote.text, second.quote.text)
    return PairJudgement((first.id, second.id), documents, quotes, answer, "Ada", NOON)


def test_a_judgement_parts_and_joins_and_the_next_build_follows_it(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    build(o, last="reconcile")
    first, second = shows(tmp_path)
    assert sum(x.type == "A2" for x in exchanges(o)) == 1
    parted = replace(o, pair_judgements=(judgement(first, second, Answer.DIFFERENT),))
    assert build(parted, last="reconcile"), "a new judgement is something to do"
    assert sum(x.type == "A2" for x in exchanges(parted)) == 2
    assert not [p for p in parted.tables.read("open_pairs", OpenPair) if set(p.mentions) == {first.id, second.id}]
    assert not build(parted, last="reconcile"), "and done once"
    again = replace(parted, stamps=type(o.stamps)(tmp_path / "other-stamps.json"))
    build(again, last="reconcile")
    assert sum(x.type == "A2" for x in exchanges(again)) == 2, "a run from the start keeps it"


def test_a_judgement_without_its_mentions_is_counted_among_what_was_refused(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    build(o, last="reconcile")
    before = len(exchanges(o))
    first, second = shows(tmp_path)
    gone = replace(judgement(first, second, Answer.SAME), mentions=("m-1", "m-2"), quotes=("never", "written"))
    build(replace(o, pair_judgements=(gone,)), last="reconcile")
    assert [r.kind for r in o.tables.read("refusals", Refusal, ["reconcile"])] == [ASIDE]
    assert len(exchanges(o)) == before
