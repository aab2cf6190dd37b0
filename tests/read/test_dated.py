"""A passage's dates are looked for once, and as the telling leans."""

import pytest
from tests.read.made_up import lexicon, passages_of, told

from samarkand.read import dated
from samarkand.read.dated import Dates


def dates_of(text: str) -> Dates:
    document = told("en", text, day="2024-05-15")
    return Dates(passages_of(document), lexicon("en").language, document.period)


def test_each_lean_has_its_own_answer() -> None:
    dates = dates_of("The choir sings on Tuesday.")
    assert [[str(p) for p in dates.at(0, lean)] for lean in (-1, 0, 1)] == [["2024-05-14"], [], ["2024-05-21"]]


def test_what_was_found_is_not_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    dates = dates_of("The show opened on 3 May 2024.")
    before = dates.at(0)
    monkeypatch.setattr(dated, "find_dates", None)
    assert dates.at(0) is before
