"""GDELT's index asked through a client that answers from here; nothing leaves the machine."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest
import requests
from gdeltdoc.errors import RateLimitError, ServerError
from tests.collate.made_files import gdelt_article

from samarkand.adapters import gdelt_doc as module
from samarkand.adapters.gdelt_doc import GdeltDocSearch
from samarkand.domain.lead import LeadKind
from samarkand.ports.story_search import StoryQuery

NAMES = {"CL": "Chile", "GB": "United Kingdom", "CI": "Côte d’Ivoire"}
QUERY = StoryQuery("museum exhibition", date(2024, 5, 1), date(2024, 5, 2))


def status(number: int) -> requests.Response:
    response = requests.Response()
    response.status_code = number
    return response


@dataclass
class Client:
    """Answers in turn; an exception is raised. The last answer is given from then on."""

    answers: list[Any]
    asked: list[str] = field(default_factory=list)

    def article_search(self, filters: Any) -> Any:
        self.asked.append(filters.query_string)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer(filters) if callable(answer) else answer


def frame(*numbers: int, **more: str) -> pd.DataFrame:
    return pd.DataFrame([gdelt_article(n, **more) for n in numbers])


def search(*answers: Any) -> tuple[GdeltDocSearch, Client, list[float]]:
    client, slept = Client(list(answers)), []
    return GdeltDocSearch(NAMES, client, slept.append, patience=5), client, slept


def test_articles_become_leads() -> None:
    asked, client, _ = search(frame(1, 2, 1))
    found = asked.find(QUERY)
    assert [lead.address for lead in found.leads] == ["https://a.example/story-1", "https://a.example/story-2"]
    first = found.leads[0]
    assert (first.kind, first.title, str(first.period), first.language) == (
        LeadKind.GDELT_DOC,
        "Story 1",
        "2024-05-02",
        "es",
    )
    assert first.found_in == "gdelt: museum exhibition"
    assert found.refusals == ()
    (sent,) = client.asked
    assert "startdatetime=20240501000000" in sent
    assert "enddatetime=20240502235959" in sent, "the last day is included"


def test_codes_become_the_names_gdelt_knows() -> None:
    asked, client, _ = search(frame())
    asked.find(StoryQuery("x", date(2024, 5, 1), date(2024, 5, 1), ("es", "zh"), ("GB", "CI")))
    assert "(sourcecountry:unitedkingdom OR sourcecountry:cotedivoire)" in client.asked[0]
    assert "(sourcelang:spanish OR sourcelang:chinese)" in client.asked[0]


def test_words_cannot_add_to_the_request() -> None:
    asked, client, _ = search(frame())
    asked.find(StoryQuery('R&D "x" &maxrecords=9 #top', date(2024, 5, 1), date(2024, 5, 1)))
    assert client.asked[0].count("&maxrecords=") == 1
    assert unquote(client.asked[0]).startswith('"R&D  x  &maxrecords=9 #top"')


def test_a_full_answer_is_asked_for_in_halves_with_pauses() -> None:
    def by_span(filters: Any) -> pd.DataFrame:
        first, last = (filters.query_string.split(f"{name}=")[1][:14] for name in ("startdatetime", "enddatetime"))
        hours = (
            datetime.strptime(last, "%Y%m%d%H%M%S") - datetime.strptime(first, "%Y%m%d%H%M%S")
        ).total_seconds() / 3600
        begin = int(first[6:8]) * 100_000 + int(first[8:10]) * 1000
        return frame(*range(begin, begin + min(250, int(hours * 20) + 1)))

    asked, client, slept = search(by_span)
    found = asked.find(QUERY)
    assert len(client.asked) == 1 + 2 + 4
    assert slept == [module.PAUSE] * (len(client.asked) - 1)
    assert found.refusals == ()
    assert len(found.leads) > 250


def test_more_than_can_be_had_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SHORTEST", timedelta(hours=6))
    asked, client, _ = search(frame(*range(250)))
    found = asked.find(StoryQuery("x", date(2024, 5, 1), date(2024, 5, 1)))
    assert {r.kind for r in found.refusals} == {"too many"}
    assert "more than 250 articles; the others are missing" in found.refusals[0].reason
    assert len(client.asked) == 1 + 2 + 4


def test_a_search_ends_after_its_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REQUESTS", 5)
    asked, client, _ = search(frame(*range(250)))
    found = asked.find(StoryQuery("x", date(2020, 1, 1), date(2024, 5, 1)))
    assert len(client.asked) == 5
    assert [r.kind for r in found.refusals] == ["requests"]


FAILURES: list[tuple[str, Any, str, int]] = [
    ("429", RateLimitError(response=status(429)), "told to wait", 3),
    ("500", ServerError(response=status(503)), "server error", 1),
    ("a time-out", requests.ReadTimeout(), "timed out", 1),
    ("no connection", requests.ConnectionError("no route"), "not reached", 1),
    ("a page of HTML", ValueError("The query was not valid. key=SECRET"), "malformed answer", 1),
    ("no data frame", {"articles": []}, "malformed answer", 1),
    ("other columns", pd.DataFrame([{"a": 1}]), "malformed answer", 1),
]


@pytest.mark.parametrize(("name", "answer", "reason", "asks"), FAILURES, ids=[f[0] for f in FAILURES])
def test_a_failure_is_one_counted_line(name: str, answer: Any, reason: str, asks: int) -> None:
    asked, client, _ = search(answer)
    found = asked.find(QUERY)
    assert found.leads == ()
    (refusal,) = found.refusals
    assert refusal.reason == f"2024-05-01 00:00 to 2024-05-03 00:00: {reason}"
    assert "SECRET" not in refusal.reason
    assert len(client.asked) == asks


def test_what_came_before_a_failure_is_kept() -> None:
    asked, _, _ = search(frame(*range(250)), frame(900), requests.ReadTimeout())
    found = asked.find(QUERY)
    assert len(found.leads) == 251
    assert [r.kind for r in found.refusals] == ["search"]


def test_an_answer_that_never_comes_is_not_waited_for() -> None:
    never = threading.Event()
    waiting: Callable[[Any], bool] = lambda filters: never.wait(30)  # noqa: E731
    found = GdeltDocSearch(NAMES, Client([waiting]), lambda s: None, patience=0.05).find(QUERY)
    never.set()
    assert [r.reason.rpartition(": ")[2] for r in found.refusals] == ["timed out"]


def test_an_article_without_an_address_is_counted() -> None:
    asked, _, _ = search(frame(1, url="javascript:x"))
    found = asked.find(QUERY)
    assert [(r.row, r.kind) for r in found.refusals] == [(1, "address")]
