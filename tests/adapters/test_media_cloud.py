"""Media Cloud's index asked through a client that answers from here; nothing leaves the machine."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
import requests
from mediacloud.error import APIResponseError
from tests.collate.made_files import media_cloud_story

from samarkand.adapters.media_cloud import KEY, MediaCloudSearch, open_media_cloud
from samarkand.domain.errors import SamarkandError
from samarkand.domain.lead import LeadKind
from samarkand.ports.story_search import StoryQuery

QUERY = StoryQuery("museum AND exhibition", date(2024, 5, 1), date(2024, 5, 31), collections=(34412234,))


def stories(*numbers: int, **more: Any) -> list[dict[str, Any]]:
    """As the client hands them on: days are dates by then."""
    return [media_cloud_story(n, publish_date=date(2024, 5, 2), **more) for n in numbers]


def refused(number: int) -> APIResponseError:
    response = requests.Response()
    response.status_code = number
    return APIResponseError(response, {"q": "x"}, {"note": "Token SECRET"})


@dataclass
class Client:
    """Pages in turn; an exception is raised."""

    pages: list[Any]
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def story_list(
        self,
        query: str,
        start_date: date,
        end_date: date,
        collection_ids: list[int] | None = None,
        *,
        pagination_token: str | None = None,
        page_size: int | None = None,
    ) -> tuple[Any, str | None]:
        self.asked.append((query, {"collections": collection_ids, "token": pagination_token}))
        page = self.pages.pop(0)
        if isinstance(page, Exception):
            raise page
        return page  # type: ignore[no-any-return]


def test_stories_of_all_pages_become_leads() -> None:
    client = Client([(stories(1, 2), "next"), (stories(2, 3), None)])
    found = MediaCloudSearch(client).find(QUERY)
    assert [lead.address[-1] for lead in found.leads] == ["1", "2", "3"]
    first = found.leads[0]
    assert (first.kind, first.title, str(first.period)) == (LeadKind.MEDIA_CLOUD, "Récit 1", "2024-05-02")
    assert (first.language, first.publisher) == ("fr", "b.example")
    assert [more["token"] for _, more in client.asked] == [None, "next"]
    assert client.asked[0][1]["collections"] == [34412234]
    assert found.refusals == ()


def test_languages_go_into_the_query() -> None:
    client = Client([([], None)])
    MediaCloudSearch(client).find(
        StoryQuery("a OR b", date(2024, 5, 1), date(2024, 5, 1), ("fr", "es"), collections=(1,))
    )
    assert client.asked[0][0] == "(a OR b) AND language:(fr OR es)"


@pytest.mark.parametrize(
    ("name", "page", "reason"),
    [
        ("429", refused(429), "told to wait"),
        ("a wrong key", refused(403), "key not accepted"),
        ("500", refused(500), "server error"),
        ("400", refused(400), "rejected with status 400"),
        ("a time-out", requests.ReadTimeout(), "timed out"),
        ("no JSON", KeyError("stories"), "malformed answer"),
        ("no list", ({"a": 1}, None), "malformed answer"),
        ("no stories", ([1, 2], None), "malformed answer"),
        ("nothing", (None, None), "malformed answer"),
    ],
)
def test_a_failure_is_one_counted_line_and_what_came_before_is_kept(name: str, page: Any, reason: str) -> None:
    found = MediaCloudSearch(Client([(stories(1), "next"), page])).find(QUERY)
    assert len(found.leads) == 1
    (refusal,) = found.refusals
    assert refusal.reason == f"page 2: {reason}; asked for no more"
    assert "SECRET" not in refusal.reason


def test_a_story_without_an_address_is_counted() -> None:
    found = MediaCloudSearch(Client([([*stories(1), media_cloud_story(2, url=None)], None)])).find(QUERY)
    assert (len(found.leads), [(r.row, r.kind) for r in found.refusals]) == (1, [(2, "address")])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (StoryQuery("x", date(2024, 5, 1), date(2024, 5, 1)), "collection"),
        (StoryQuery("x", date(2024, 5, 1), date(2024, 5, 1), countries=("CL",), collections=(1,)), "no countries"),
    ],
)
def test_what_it_cannot_be_asked_is_said_before_it_is_asked(query: StoryQuery, said: str) -> None:
    client = Client([])
    with pytest.raises(SamarkandError, match=said):
        MediaCloudSearch(client).find(query)
    assert client.asked == []


def test_without_a_key_nothing_is_asked() -> None:
    with pytest.raises(SamarkandError, match=KEY):
        open_media_cloud({KEY: "  "})
    assert isinstance(open_media_cloud({KEY: "k"}), MediaCloudSearch)
