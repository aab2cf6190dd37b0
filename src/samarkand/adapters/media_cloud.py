"""Media Cloud's index of stories, by its own client. It needs a key, and collections to look in."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from samarkand.adapters.story_clients import halts, why, within
from samarkand.domain.errors import SamarkandError
from samarkand.domain.lead import Lead, LeadKind
from samarkand.domain.refusal import Refusal
from samarkand.ports.story_search import StoriesFound, StoryQuery
from samarkand.text.lead_rows import lead_from_row

KEY = "MEDIA_CLOUD_KEY"
PATIENCE = 180.0
"""Seconds for one page; the client itself waits so that it keeps within its rate."""
PAGE = 1000
PAGES = 100
NAME = "media-cloud"


class Client(Protocol):
    """The one method used: stories of a page, and the token of the next page or None."""

    def story_list(
        self,
        query: str,
        start_date: date,
        end_date: date,
        collection_ids: list[int] | None = ...,
        *,
        pagination_token: str | None = ...,
        page_size: int | None = ...,
    ) -> tuple[Any, str | None]: ...


class MediaCloudSearch:
    """A `StorySearch`."""

    def __init__(self, client: Client, patience: float = PATIENCE) -> None:
        self._client, self._patience = client, patience

    def find(self, query: StoryQuery) -> StoriesFound:
        if query.countries:
            raise SamarkandError(
                "Media Cloud knows no countries", NAME, "name its collections instead: --collection NUMBER"
            )
        if not query.collections:
            raise SamarkandError(
                "Media Cloud looks in collections", NAME, "name at least one: --collection NUMBER; its site lists them"
            )
        leads: dict[str, Lead] = {}
        refusals: list[Refusal] = []
        token: str | None = None
        for page in range(1, PAGES + 1):
            try:
                stories, token = within(self._patience, lambda token=token: self._page(query, token))  # type: ignore[misc]
                rows = _rows(stories)
            except Exception as problem:  # the client hands on what its HTTP library and JSON raise
                reason = why(problem)
                after = "; asked for no more" if halts(reason) or page > 1 else ""
                refusals.append(Refusal(NAME, 0, "search", f"page {page}: {reason}{after}"))
                break
            for number, row in enumerate(rows, (page - 1) * PAGE + 1):
                lead = lead_from_row(row, LeadKind.MEDIA_CLOUD, f"{NAME}: {query.terms}")
                if lead is None:
                    refusals.append(Refusal(NAME, number, "address", "a story without an address of the web"))
                else:
                    leads.setdefault(lead.address, lead)
            if not token:
                break
        else:
            refusals.append(Refusal(NAME, 0, "too many", f"more than {PAGES * PAGE:,} stories; narrow the search"))
        return StoriesFound(tuple(leads.values()), tuple(refusals))

    def _page(self, query: StoryQuery, token: str | None) -> tuple[Any, str | None]:
        return self._client.story_list(
            _terms(query),
            query.first,
            query.last,
            collection_ids=list(query.collections),
            pagination_token=token,
            page_size=PAGE,
        )


def open_media_cloud(environment: Mapping[str, str]) -> MediaCloudSearch:
    """With the key of the environment."""
    key = environment.get(KEY, "").strip()
    if not key:
        raise SamarkandError("Media Cloud needs a key", NAME, f"put yours into the environment as {KEY}")
    try:
        from mediacloud.api import SearchApi
    except ImportError as problem:
        raise SamarkandError(
            "what talks to Media Cloud is not installed", NAME, "pip install 'samarkand[searches]'"
        ) from problem
    return MediaCloudSearch(SearchApi(key))


def _terms(query: StoryQuery) -> str:
    """Languages are part of Media Cloud's own words for a query."""
    if not query.languages:
        return query.terms
    return f"({query.terms}) AND language:({' OR '.join(query.languages)})"


def _rows(stories: Any) -> list[Mapping[str, object]]:
    if not isinstance(stories, list) or not all(isinstance(story, dict) for story in stories):
        raise ValueError("no list of stories")
    return stories
