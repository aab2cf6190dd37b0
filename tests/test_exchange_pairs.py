"""The gold of pairs keeps to its own rules, and the tool aligns, joins and counts as it says."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from tools.copying import SHARED
from tools.exchange_pairs import Outcome, errors, lines, outcomes
from tools.judged_mentions import (
    GOLD,
    Pair,
    Passage,
    aligned,
    documents_of,
    half_of,
    judged_pairs,
    key_of,
    of_one_half,
    placed,
)

from samarkand.domain.document import Document
from samarkand.domain.mention import Mention
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Stage

SIDE_FIELDS = {"corpus", "document", "start", "end", "type", "stage", "parties", "date", "place"}
TEXT = "A quintet from Lagos plays in Porto on 3 May 2031. A museum in Porto shows masks from Lagos."
MASKS = TEXT.index("A museum")


def _passage(document: str, start: int, end: int, type_: str = "A2") -> Passage:
    return Passage("mine", document, start, end, type_, "announced", ("NG", "PT"), "2031-05-03", "PT")


def _mention(start: int, end: int, type_: str = "A2", background: bool = False) -> Mention:
    quote = Quote("d", start, end, TEXT[start:end])
    return Mention(type_, Stage.ANNOUNCED, ("NG", "PT"), quote, 0.9, background=background)


def _pair(verdict: str, kind: str = "other_story") -> Pair:
    return Pair(f"p-{verdict}", kind, verdict, "dev", _passage("a", 0, 10), _passage("b", 0, 10))


def test_the_gold_is_as_large_as_its_page_says_and_holds_no_text() -> None:
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    counts = Counter((r["kind"], r["verdict"]) for r in rows)
    assert counts["other_story", "same"] >= 120 and counts["other_story", "different"] >= 200
    assert counts["translation", "same"] >= 60
    same, different, unsure = (counts["other_story", verdict] for verdict in ("same", "different", "unsure"))
    told = f"| {same + different + unsure}: {same} same, {different} different, {unsure} unsure |"
    assert told in GOLD.with_suffix(".md").read_text("utf-8")
    assert len({r["id"] for r in rows}) == len(rows)
    for r in rows:
        assert set(r) == {"id", "kind", "verdict", "split", "drawn", "a", "b"}
        assert set(r["a"]) == set(r["b"]) == SIDE_FIELDS
        assert r["a"]["document"] != r["b"]["document"]


def test_each_pair_lies_in_the_half_its_documents_say_and_comes_once() -> None:
    pairs = judged_pairs()
    assert all(pair.split == half_of(pair.a.document, pair.b.document) for pair in pairs)
    assert len({frozenset(pair.sides) for pair in pairs}) == len(pairs)
    share = sum(pair.split == "dev" for pair in pairs) / len(pairs)
    assert 0.4 < share < 0.6


def test_a_half_does_not_hang_on_the_order_and_an_id_tells_nothing() -> None:
    assert half_of("x", "y") == half_of("y", "x")
    assert "release-7" not in key_of("mine", "release-7-fr")


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([_mention(0, 20), _mention(MASKS, len(TEXT))], 1),
        ([_mention(0, MASKS + 4), _mention(MASKS + 2, len(TEXT) - 3)], 1),
        ([_mention(MASKS, len(TEXT), "H5"), _mention(MASKS, len(TEXT), "A2")], 1),
        ([_mention(MASKS, len(TEXT), background=True)], None),
        ([_mention(0, MASKS - 1)], None),
        ([], None),
    ],
)
def test_a_passage_is_aligned_with_what_overlaps_it_most(mentions: list[Mention], expected: int | None) -> None:
    found = aligned(_passage("d", MASKS, len(TEXT)), mentions)
    assert found is (None if expected is None else mentions[expected])


def test_a_mention_is_placed_as_it_was_judged() -> None:
    document = Document("d", TEXT)
    read = replace(_mention(0, 30, "H5"), organisations=("a museum",), period=Period("2030"))
    start = document.whole.index("A museum")
    mention = placed(_passage("d", start, len(document.whole)), document, read)
    assert (mention.type, mention.parties, str(mention.period)) == ("A2", ("NG", "PT"), "2031-05-03")
    assert mention.quote.stands_in(document.whole) and mention.organisations == ("a museum",)


def test_the_table_counts_what_is_unread_apart_and_leaves_the_unsure_out() -> None:
    found = [
        Outcome(_pair("same"), True),
        Outcome(_pair("same"), False, "card"),
        Outcome(_pair("same"), None),
        Outcome(_pair("different"), True, "card"),
        Outcome(_pair("different"), False),
        Outcome(_pair("unsure"), True),
        Outcome(_pair("same", "translation"), True),
    ]
    table = list(lines(found))
    assert table[2].startswith("| other_story | 6 | 3 | 2 | 1 | 1 | 0.500 [")
    assert "| 0.500 [0.095, 0.905] | 0.333 [" in table[2]
    assert table[3].startswith("| translation | 1 | 1 | 0 | 0 | 0 | 1.000 [")
    assert [line.split(":")[0] for line in errors(found)] == [
        "p-same other_story judged same, apart",
        "p-different other_story judged different, joined",
    ]


def test_a_pair_is_of_one_half_where_no_act_of_it_is_told_in_the_other() -> None:
    def pair(a: str, b: str, verdict: str, split: str) -> Pair:
        return Pair(f"{a}{b}", "other_story", verdict, split, _passage(a, 0, 10), _passage(b, 0, 10))

    pairs = [
        pair("a", "b", "same", "dev"),
        pair("b", "c", "same", "held"),
        pair("d", "e", "different", "held"),
        pair("e", "f", "different", "dev"),
        pair("g", "h", "same", "dev"),
        pair("h", "i", "unsure", "dev"),
    ]
    assert of_one_half(pairs) == {"gh", "hi"}
    own = [line for line in lines([Outcome(pair, True) for pair in pairs], of_one_half(pairs)) if "own" in line]
    assert own[0].startswith("| other_story, this half's own | 2 | 1 | 0 | 1 | 0 | 1.000 [")


@pytest.mark.slow
@pytest.mark.parametrize("as_judged", [False, True])
def test_the_tool_runs_on_real_pairs(as_judged: bool) -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared corpora are not here")
    pairs = [pair for pair in judged_pairs() if pair.split == "dev" and pair.a.corpus == "swedish_government_2023_2024"]
    documents = documents_of(pairs)
    assert {d.id for d in documents} == {side.key for pair in pairs for side in pair.sides}
    found = outcomes(pairs, documents, as_judged)
    assert [o.pair for o in found] == pairs
    assert all(o.joined is not None for o in found) or not as_judged
