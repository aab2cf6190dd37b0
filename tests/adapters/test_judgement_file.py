import errno
import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.adapters.test_tables import BARE, FULL

from samarkand.adapters.judgement_file import JudgementFile
from samarkand.domain.errors import SamarkandError
from samarkand.domain.judgement import Decision, Judgement, Values
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage

EDITED = Values("P1", Stage.AGREED, ("AA", "XX"), Place(None, "Port"), Period("2024", "2025"))
WHEN = datetime(2025, 3, 4, 5, 6, 7, 8, tzinfo=UTC)
ONE = Judgement(Decision.EDIT, FULL.id, "m-shown", FULL, "Ann", WHEN, "因为\n“so”", EDITED)
TWO = Judgement(Decision.REJECT, BARE.id, BARE.id, BARE, "Ben", WHEN)


def test_judgements_come_back_as_they_went_and_are_only_added_to(tmp_path: Path) -> None:
    file = JudgementFile(tmp_path / "judgements" / "reviews.jsonl")
    assert file.read() == ([], [])
    file.append([ONE])
    before = file.path.read_bytes()
    file.append([])
    file.append([TWO])
    assert file.read() == ([ONE, TWO], [])
    assert file.path.read_bytes().startswith(before)


def test_a_line_says_who_when_why_and_on_which_text(tmp_path: Path) -> None:
    file = JudgementFile(tmp_path / "r.jsonl")
    file.append([ONE])
    told = json.loads(file.path.read_text("utf-8"))
    assert (told["decision"], told["reviewer"], told["note"]) == ("edit", "Ann", ONE.note)
    assert told["when"] == "2025-03-04T05:06:07.000008+00:00"
    assert told["quote_hash"].startswith("quote-")
    assert told["read"]["quote"] == {"document_id": "d", "start": 0, "end": 4, "text": "展览取消"}
    assert (told["read"]["type"], told["read"]["parties"], told["edited"]["type"]) == ("A2", ["AA", "BB"], "P1")


@pytest.mark.parametrize("cut", [1, 30, 400])
def test_a_torn_last_line_spoils_no_other(tmp_path: Path, cut: int) -> None:
    file = JudgementFile(tmp_path / "r.jsonl")
    file.append([ONE, TWO])
    file.path.write_bytes(file.path.read_bytes()[: -cut - 1])
    assert file.read() == ([ONE], [2])
    file.append([TWO])
    assert file.read() == ([ONE, TWO], [2])


def test_a_last_line_without_its_end_is_whole(tmp_path: Path) -> None:
    file = JudgementFile(tmp_path / "r.jsonl")
    file.append([ONE])
    file.path.write_bytes(file.path.read_bytes().rstrip(b"\n"))
    file.append([TWO])
    assert file.read() == ([ONE, TWO], [])


def altered(change: dict[str, object]) -> bytes:
    file = json.loads(line_of_one())
    return json.dumps({**file, **change}).encode()


def line_of_one() -> str:
    from samarkand.adapters.judgement_file import _line

    return _line(ONE).decode()


BROKEN = [
    b"\xff\xfe",
    b"[]",
    b"{}",
    b"null",
    altered({"decision": "perhaps"}),
    altered({"when": "yesterday"}),
    altered({"when": "2025-03-04T05:06:07"}),
    altered({"quote_hash": "quote-0"}),
    altered({"read": None}),
]


@pytest.mark.parametrize("line", BROKEN)
def test_what_is_no_judgement_is_passed_over_by_number(tmp_path: Path, line: bytes) -> None:
    file = JudgementFile(tmp_path / "r.jsonl")
    file.append([ONE])
    with file.path.open("ab") as out:
        out.write(line + b"\n\n")
    file.append([TWO])
    assert file.read() == ([ONE, TWO], [2])


def test_a_field_that_came_later_takes_its_default(tmp_path: Path) -> None:
    told = json.loads(line_of_one())
    del told["read"]["judged"], told["read"]["axes"]["themes"]
    told["read"]["of_the_future"] = 1
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(told), "utf-8")
    assert JudgementFile(path).read() == ([replace(ONE)], [])


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SamarkandError, match="could not be written"):
        JudgementFile(tmp_path / "r.jsonl").append([ONE])
