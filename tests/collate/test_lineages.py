from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from samarkand.adapters.lineage_file import append_lineages, read_lineages
from samarkand.collate.lineages import confirmed, kinships
from samarkand.domain.document import Document, Story
from samarkand.domain.errors import SamarkandError
from samarkand.domain.lineage import Kinship, LineageJudgement, Verdict
from samarkand.domain.period import Period
from samarkand.domain.source import Source

NAMES = count()


class World:
    """Stories carried by sources on days."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.stories: list[Story] = []

    def tell(self, **days: int | None) -> None:
        told = [
            Document(f"d{next(NAMES):05}", "", source_id=source, period=Period(f"2024-05-{day:02}") if day else None)
            for source, day in days.items()
        ]
        self.documents |= {d.id: d for d in told}
        self.stories.append(Story(f"s{len(self.stories)}", tuple(d.id for d in told)))

    def found(self) -> list[Kinship]:
        return kinships(self.stories, self.documents)


def wire_and_paper() -> World:
    world = World()
    for at in range(10):
        world.tell(wire=3, paper=4)
        for source in ("wire", "other", "fourth"):
            world.tell(**{source: 3})
        world.tell(other=5) if at % 2 else world.tell(other=5, fourth=5 if at < 4 else 6)
    return world


def test_a_source_that_carries_a_wire_a_day_later_is_proposed_with_its_direction() -> None:
    paper = next(k for k in wire_and_paper().found() if k.source == "paper")
    assert (paper.other, paper.texts, paper.shared, paper.earlier, paper.later) == ("wire", 10, 10, 10, 0)
    assert paper.copies_other
    assert paper.by_chance < 5
    assert len(paper.examples) == 5


def test_the_wire_does_not_copy_the_paper_though_both_share() -> None:
    wire = [k for k in wire_and_paper().found() if k.source == "wire"]
    assert [(k.other, k.copies_other) for k in wire] == [("paper", False)]


def test_the_same_day_says_nothing_about_who_copies() -> None:
    world = World()
    for _ in range(8):
        world.tell(a=3, b=3)
        world.tell(c=3)
        world.tell(d=None)
    assert {(k.source, k.copies_other) for k in world.found()} == {("a", False), ("b", False)}


@pytest.mark.parametrize("shared", [0, 4])
def test_few_shared_texts_are_no_proposal(shared: int) -> None:
    world = World()
    for at in range(30):
        world.tell(a=3, b=4) if at < shared else world.tell(a=3)
        world.tell(c=5)
    assert world.found() == []


A, B, C = Source("a", "A"), Source("b", "B"), Source("c", "C", lineage="group")


def judged(a: str, b: str, verdict: Verdict, day: int = 1) -> LineageJudgement:
    return LineageJudgement((a, b), verdict, "rosa", datetime(2024, 6, day, tzinfo=UTC), "same agency line")


def lineages(*judgements: LineageJudgement) -> list[str]:
    return [s.lineage_id for s in confirmed([A, B, C], judgements)]


def test_only_a_judgement_makes_one_lineage_and_the_latest_holds() -> None:
    assert lineages() == ["a", "b", "group"]
    assert lineages(judged("b", "a", Verdict.DEPENDENT)) == ["a", "a", "group"]
    assert lineages(judged("a", "b", Verdict.DEPENDENT), judged("b", "a", Verdict.INDEPENDENT, 2)) == [
        "a",
        "b",
        "group",
    ]
    assert lineages(judged("a", "b", Verdict.UNSURE)) == ["a", "b", "group"]
    assert lineages(judged("a", "b", Verdict.DEPENDENT), judged("c", "b", Verdict.DEPENDENT)) == ["a", "a", "a"]
    assert lineages(judged("a", "gone", Verdict.DEPENDENT)) == ["a", "b", "group"]


def test_judgements_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "judgements" / "lineages.jsonl"
    told = [judged("a", "b", Verdict.DEPENDENT), judged("b", "c", Verdict.UNSURE, 2)]
    assert read_lineages(path) == []
    append_lineages(path, told[:1])
    append_lineages(path, told[1:])
    assert read_lineages(path) == told


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"sources": ["a", "b"], "verdict": "maybe", "reviewer": "r", "when": "2024-06-01T00:00:00+00:00"}',
        '{"sources": ["a", "a"], "verdict": "unsure", "reviewer": "r", "when": "2024-06-01T00:00:00+00:00"}',
    ],
)
def test_a_line_that_is_no_judgement_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "lineages.jsonl"
    path.write_text(f"\n{line}\n")
    with pytest.raises(SamarkandError, match=r"lineages\.jsonl:2"):
        read_lineages(path)
