"""GDELT's index of articles, by its client gdeltdoc. It needs no key, gives 250 articles a request, wants pauses."""

import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from urllib.parse import quote

from samarkand.adapters.story_clients import BUSY, halts, why, within
from samarkand.domain.errors import SamarkandError
from samarkand.domain.lead import Lead, LeadKind
from samarkand.domain.refusal import Refusal
from samarkand.ports.story_search import StoriesFound, StoryQuery
from samarkand.text.language_codes import language_name
from samarkand.text.lead_rows import lead_from_row

MOST = 250
PAUSE = 6.0
"""Seconds between requests; GDELT asks for five."""
PATIENCE = 60.0
TRIES = 3
REQUESTS = 200
"""Of one search; twenty minutes of pauses."""
_SHORTEST = timedelta(hours=1)
NAME = "gdelt"


class Client(Protocol):
    """The one method used; `filters` is a `gdeltdoc.Filters`, the answer a data frame of articles."""

    def article_search(self, filters: Any) -> Any: ...


class GdeltDocSearch:
    """A `StorySearch`. `names` are English names of countries by code, as GDELT wants them."""

    def __init__(
        self,
        names: Mapping[str, str],
        client: Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
        patience: float = PATIENCE,
    ) -> None:
        self._names, self._sleep, self._patience = names, sleep, patience
        self._client = client or _client()
        self._asked = 0

    def find(self, query: StoryQuery) -> StoriesFound:
        """Asks for the whole span, and for halves of a span that has more articles than an answer holds."""
        leads: dict[str, Lead] = {}
        refusals: list[Refusal] = []
        self._asked = 0
        begin = datetime(query.first.year, query.first.month, query.first.day, tzinfo=UTC)
        end = datetime(query.last.year, query.last.month, query.last.day, tzinfo=UTC) + timedelta(days=1)
        open_spans = [(begin, end)]
        while open_spans:
            first, last = open_spans.pop()
            if self._asked >= REQUESTS:
                refusals.append(
                    _refusal("requests", f"{first:%Y-%m-%d %H:%M} and later: over {REQUESTS} requests; narrow it")
                )
                break
            rows, reason = self._ask(query, first, last)
            if reason:
                refusals.append(_refusal("search", f"{first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}: {reason}"))
                if halts(reason):
                    break
            for row, lead in self._leads(rows, query):
                if lead is None:
                    refusals.append(_refusal("address", "an article without an address of the web", row))
                else:
                    leads.setdefault(lead.address, lead)
            if len(rows) >= MOST:
                if last - first > _SHORTEST:
                    middle = first + (last - first) / 2
                    open_spans += [(middle, last), (first, middle)]
                else:
                    said = f"{first:%Y-%m-%d %H:%M} to {last:%H:%M}: more than {MOST} articles; the others are missing"
                    refusals.append(_refusal("too many", said))
        return StoriesFound(tuple(leads.values()), tuple(refusals))

    def _leads(self, rows: list[Mapping[str, object]], query: StoryQuery) -> Iterator[tuple[int, Lead | None]]:
        for number, row in enumerate(rows, 1):
            yield number, lead_from_row(row, LeadKind.GDELT_DOC, f"{NAME}: {query.terms}")

    def _ask(self, query: StoryQuery, first: datetime, last: datetime) -> tuple[list[Mapping[str, object]], str]:
        """Rows, and why there are none; asks again where GDELT is busy."""
        filters = _filters(query, first, last - timedelta(seconds=1), self._names)
        reason = ""
        for _ in range(TRIES):
            if self._asked:
                self._sleep(PAUSE)
            self._asked += 1
            try:
                return _rows(within(self._patience, lambda: self._client.article_search(filters))), ""
            except Exception as problem:  # the client hands on what its HTTP library, JSON and pandas raise
                reason = why(problem)
            if reason != BUSY:
                break
        return [], reason


def _rows(frame: Any) -> list[Mapping[str, object]]:
    rows = frame.to_dict("records")
    if rows and "url" not in rows[0]:
        raise ValueError("no articles")
    return [{str(k): v if isinstance(v, str) else "" for k, v in row.items()} for row in rows]


def _refusal(kind: str, reason: str, row: int = 0) -> Refusal:
    return Refusal(NAME, row, kind, reason)


def _client() -> Client:
    try:
        from gdeltdoc import GdeltDoc
    except ImportError as problem:
        raise SamarkandError(
            "what talks to GDELT is not installed", NAME, "pip install 'samarkand[searches]'"
        ) from problem
    client: Client = GdeltDoc()
    return client


def _filters(query: StoryQuery, first: datetime, last: datetime, names: Mapping[str, str]) -> Any:
    from gdeltdoc import Filters

    # the client pastes the words into an address: what means something there is written out
    words = quote(query.terms.replace('"', " ").strip(), safe=" ")
    return Filters(
        keyword=words,
        start_date=first.replace(tzinfo=None),
        end_date=last.replace(tzinfo=None),
        country=_either([_run_together(names[code]) for code in query.countries]),
        language=_either([_run_together(language_name(code)) for code in query.languages]),
        num_records=MOST,
    )


def _run_together(name: str) -> str:
    """GDELT writes names in plain small letters without anything between them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain.lower() if letter.isalpha())


def _either(values: list[str]) -> list[str] | str | None:
    return values[0] if len(values) == 1 else values or None
