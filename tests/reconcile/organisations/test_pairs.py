"""Pairs as lines, and lines that are none."""

import json

import pytest

from samarkand.domain.refusal import Refusal
from samarkand.reconcile.organisations.pairs import MAX_NAME, Pair, line_of, parse_pairs


def parsed(*rows: object) -> list[Pair | Refusal]:
    lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    return list(parse_pairs(lines, "pairs.jsonl"))


def test_a_line_is_a_pair_and_its_answer_a_line() -> None:
    (pair,) = parsed({"id": 7, "a": {"name": "故宫博物院"}, "b": {"name": "Palace Museum", "country": "cn"}})
    assert isinstance(pair, Pair)
    told = line_of(pair)
    assert told["id"] == "7" and told["same"] == "same" and told["score"] > 0.9 and told["reasons"]


BAD = [
    ("no JSON", b"{", "no pair"),
    ("not UTF-8", b'{"id": "\xff"}', "no pair"),
    ("a list", [1], "write"),
    ("no id", {"a": {"name": "x"}, "b": {"name": "y"}}, "write"),
    ("no name", {"id": "1", "a": {"name": " "}, "b": {"name": "y"}}, '"a" has no "name"'),
    ("a name that is none", {"id": "1", "a": {"name": 3}, "b": {"name": "y"}}, '"a" has no "name"'),
    ("a side that is a text", {"id": "1", "a": "x", "b": {"name": "y"}}, '"a" has no "name"'),
    ("a novel", {"id": "1", "a": {"name": "x" * (MAX_NAME + 1)}, "b": {"name": "y"}}, "at most"),
    ("a country in words", {"id": "1", "a": {"name": "x"}, "b": {"name": "y", "country": "Peru"}}, "two letters"),
    ("nested too deep", b"[" * 100_000, "no pair"),
]


@pytest.mark.parametrize(("row", "what"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_a_line_that_is_no_pair_is_refused_with_its_place(row: object, what: str) -> None:
    (refusal,) = parsed(row)
    assert isinstance(refusal, Refusal)
    assert (refusal.file, refusal.row) == ("pairs.jsonl", 1)
    assert what in refusal.reason


def test_empty_lines_are_no_lines() -> None:
    assert parsed(b"", b"  \n") == []
