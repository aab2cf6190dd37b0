from pathlib import Path

import pytest

from samarkand.adapters.answer_files import AnswerFiles
from samarkand.ports.language_model import Reply


def test_an_answer_comes_back_as_it_came(tmp_path: Path) -> None:
    answers = AnswerFiles(tmp_path)
    reply = Reply('{"events": []}\n展览 ', 5, 6)
    answers.put("answer-0123456789abcdef", reply, "some-model/1")
    assert answers.get("answer-0123456789abcdef") == reply
    assert '"read_by": "some-model/1"' in (tmp_path / "ef" / "answer-0123456789abcdef.json").read_text("utf-8")


def test_what_was_never_asked_is_not_there(tmp_path: Path) -> None:
    assert AnswerFiles(tmp_path / "not made yet").get("answer-0") is None


@pytest.mark.parametrize(
    "held", ["", "{", "[]", "null", '{"answer": 1, "tokens_in": 1, "tokens_out": 1}', '{"answer": "x"}', "\x00"]
)
def test_what_can_no_longer_be_read_is_as_if_never_asked(tmp_path: Path, held: str) -> None:
    answers = AnswerFiles(tmp_path)
    answers.put("answer-00", Reply("x"), "m/1")
    (tmp_path / "00" / "answer-00.json").write_text(held)
    assert answers.get("answer-00") is None
    answers.put("answer-00", Reply("y"), "m/1")
    assert answers.get("answer-00") == Reply("y")
