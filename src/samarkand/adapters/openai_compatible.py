"""Any endpoint that speaks OpenAI's chat completions, over plain HTTP requests.

Everything an endpoint can do wrong ends in `Unanswered` with a reason. What it writes into an error is neither kept nor
shown: some repeat the key there.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from samarkand.adapters.pace import retry_at
from samarkand.domain.errors import SamarkandError
from samarkand.domain.observatory import LanguageModelSettings
from samarkand.ports.language_model import Reason, Reply, Request, Unanswered

if TYPE_CHECKING:
    import httpx

RETRIES = 2
MAX_WAIT = 30.0
"""Seconds. An endpoint that asks for more is not waited for, and not asked again before its time either."""
MAX_ANSWER = 2_000_000
"""Bytes. Eight events are a few thousand; what is longer is not an answer."""
_FIRST_WAIT = 1.0

# What endpoints of the family disagree about, and what to send instead once one of them complains.
_SIMPLER: Mapping[str, Mapping[str, Any]] = {
    "max_tokens": {"max_completion_tokens": None},
    "temperature": {},
    "response_format": {"response_format": {"type": "json_object"}},
}


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    retry_after: str
    body: bytes


def open_model(settings: LanguageModelSettings, environment: Mapping[str, str]) -> "OpenAICompatible":
    """The endpoint of the settings, with its key from the environment."""
    key = environment.get(settings.key_env, "").strip() if settings.key_env else None
    return OpenAICompatible(settings, key)


class OpenAICompatible:
    """`key` None asks without one, as local servers allow; an empty or unusable key asks nothing."""

    def __init__(
        self, settings: LanguageModelSettings, key: str | None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._settings, self._sleep = settings, sleep
        self._address = f"{settings.address.rstrip('/')}/chat/completions"
        self._simpler: list[str] = []
        self._has_key = key is None or (key != "" and key.isascii() and key.isprintable())
        headers = {"Authorization": f"Bearer {key}"} if key and self._has_key else {}
        self._client = _client(settings.timeout, headers)

    @property
    def name(self) -> str:
        return self._settings.model

    def ask(self, request: Request) -> Reply:
        """Asks once; again at most twice where the endpoint is busy, at the time it says."""
        if not self._has_key:
            raise Unanswered(Reason.NO_KEY)
        tries = 0
        while True:
            answer = self._post(self._payload(request))
            if answer.status == 200:
                return _reply(answer.body)
            if answer.status in (400, 422) and self._simplify(answer.body):
                continue
            reason = _reason(answer.status)
            wait = _seconds(answer.retry_after, _FIRST_WAIT * 2**tries)
            if reason is Reason.REJECTED or tries == RETRIES or wait > MAX_WAIT:
                raise Unanswered(reason)
            tries += 1
            self._sleep(wait)

    def _payload(self, request: Request) -> bytes:
        body: dict[str, Any] = {
            "model": self._settings.model,
            "messages": [
                {"role": "system", "content": request.system},
                {"role": "user", "content": request.user},
            ],
            "temperature": 0,
            "max_tokens": request.max_tokens,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "events", "strict": True, "schema": request.schema},
            },
        }
        for name in self._simpler:
            old = body.pop(name)
            body |= {key: old if value is None else value for key, value in _SIMPLER[name].items()}
        return json.dumps(body).encode()

    def _simplify(self, complaint: bytes) -> bool:
        """Does the endpoint complain of something it can be spared, and was it not spared yet?"""
        found = next((n for n in _SIMPLER if n not in self._simpler and f'"{n}"' in _unquoted(complaint)), None)
        if found:
            self._simpler.append(found)
        return found is not None

    def _post(self, payload: bytes) -> _Answer:
        import httpx

        until = time.monotonic() + self._settings.timeout
        body = bytearray()
        try:
            with self._client.stream("POST", self._address, content=payload) as response:
                for piece in response.iter_raw():
                    body += piece
                    # the client's own limit is per piece: a drip would never end
                    if time.monotonic() > until:
                        raise Unanswered(Reason.TIMEOUT)
                    if len(body) > MAX_ANSWER:
                        raise Unanswered(Reason.MALFORMED)
                return _Answer(response.status_code, response.headers.get("retry-after", ""), bytes(body))
        except httpx.TimeoutException as problem:
            raise Unanswered(Reason.TIMEOUT) from problem
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            raise Unanswered(Reason.CONNECTION) from problem


def _client(timeout: float, headers: Mapping[str, str]) -> "httpx.Client":
    try:
        import httpx
    except ImportError as problem:
        raise SamarkandError(
            "a language model is set up, but what talks to it is not installed",
            "[language_model]",
            "pip install 'samarkand[language-model]'",
        ) from problem
    # uncompressed, so that the limit on an answer's length holds; redirects are not followed, they would carry the key
    plain = {"Content-Type": "application/json", "Accept-Encoding": "identity", **headers}
    return httpx.Client(timeout=timeout, headers=plain, follow_redirects=False)


def _unquoted(complaint: bytes) -> str:
    """Names of parameters stand in double, single or escaped quotes, or in backticks."""
    text = complaint.decode("utf-8", "replace").replace('\\"', '"')
    return text.replace("'", '"').replace("`", '"')


def _reason(status: int) -> Reason:
    if status == 429:
        return Reason.RATE_LIMIT
    return Reason.SERVER if status >= 500 else Reason.REJECTED


def _seconds(told: str, otherwise: float) -> float:
    """Seconds to wait by a `Retry-After` header."""
    now = datetime.now(UTC)
    when = retry_at(told, now)
    return otherwise if when is None else (when - now).total_seconds()


def _tokens(data: Mapping[str, Any], key: str) -> int:
    usage = data.get("usage")
    told = usage.get(key) if isinstance(usage, dict) else None
    return max(0, told) if isinstance(told, int) else 0


def _reply(body: bytes) -> Reply:
    try:
        data = json.loads(body)
        tokens = _tokens(data, "prompt_tokens"), _tokens(data, "completion_tokens")
        choice = data["choices"][0]
        message = choice["message"]
        content, refusal, ended = message.get("content"), message.get("refusal"), choice.get("finish_reason")
    except (ValueError, RecursionError, KeyError, IndexError, TypeError, AttributeError) as problem:
        raise Unanswered(Reason.MALFORMED) from problem
    if ended == "length":
        raise Unanswered(Reason.TRUNCATED, *tokens)
    if refusal or not content or ended == "content_filter":
        raise Unanswered(Reason.REFUSED, *tokens)
    if not isinstance(content, str):
        raise Unanswered(Reason.MALFORMED, *tokens)
    return Reply(content, *tokens)
