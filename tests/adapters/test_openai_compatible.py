"""Against a small server on this machine that misbehaves in every way we know."""

import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from samarkand.adapters.openai_compatible import MAX_ANSWER, MAX_WAIT, OpenAICompatible, open_model
from samarkand.domain.observatory import LanguageModelSettings
from samarkand.ports.language_model import Reason, Reply, Request, Unanswered

QUESTION = Request("system", "user — 用户", {"type": "object"}, 100)
KEY = "a-secret-of-nobody"
Turn = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Plays the turns of its server in order, the last of them for ever."""

    server: "Server"
    timeout = 2

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((dict(self.headers), json.loads(body)))
        turn = self.server.turns.pop(0) if len(self.server.turns) > 1 else self.server.turns[0]
        turn(self)

    def say(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None: ...


class Server(ThreadingHTTPServer):
    daemon_threads = True
    turns: list[Turn]
    asked: list[tuple[dict[str, str], dict[str, Any]]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, *args: object) -> None: ...


@contextmanager
def serving(*turns: Turn) -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.turns, server.asked = list(turns), []
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(2)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def completion(content: object = "{}", ended: str = "stop", **more: object) -> Turn:
    body = {
        "choices": [{"message": {"role": "assistant", "content": content, **more}, "finish_reason": ended}],
        "usage": {"prompt_tokens": 7, "completion_tokens": 3},
    }
    return says(200, json.dumps(body).encode())


def says(status: int, body: bytes = b"", **headers: str) -> Turn:
    return lambda h: h.say(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


def sleeps(handler: Handler) -> None:
    time.sleep(0.3)
    completion()(handler)


def drips(handler: Handler) -> None:
    """A byte at a time: no single wait is long, the whole never ends."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)


def hangs_up(handler: Handler) -> None:
    handler.connection.close()


def breaks_off(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')


def speaks_nonsense(handler: Handler) -> None:
    handler.wfile.write(b"\x00\x01 this is no HTTP \r\n\r\n")


def model(
    server: Server, waits: list[float] | None = None, key: str | None = None, timeout: float = 2.0
) -> OpenAICompatible:
    settings = LanguageModelSettings(server.address, "some-model", timeout=timeout)
    return OpenAICompatible(settings, key, ([] if waits is None else waits).append)


def reason_of(asked: OpenAICompatible) -> Unanswered:
    with pytest.raises(Unanswered) as caught:
        asked.ask(QUESTION)
    return caught.value


def test_a_question_goes_out_as_asked_and_the_reply_comes_back() -> None:
    with serving(completion('{"events": []}')) as server:
        assert model(server, key=KEY).ask(QUESTION) == Reply('{"events": []}', 7, 3)
    headers, body = server.asked[0]
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert [m["content"] for m in body["messages"]] == ["system", "user — 用户"]
    assert body["model"] == "some-model"
    assert body["temperature"] == 0
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}


def test_without_a_key_none_is_sent() -> None:
    with serving(completion()) as server:
        model(server).ask(QUESTION)
    assert "Authorization" not in server.asked[0][0]


MISBEHAVIOUR: list[tuple[str, Turn, Reason]] = [
    ("hangs up", hangs_up, Reason.CONNECTION),
    ("breaks off in the answer", breaks_off, Reason.CONNECTION),
    ("speaks no HTTP", speaks_nonsense, Reason.CONNECTION),
    ("is busy", says(429), Reason.RATE_LIMIT),
    ("is broken", says(500, b"<html>oops</html>"), Reason.SERVER),
    ("is overloaded", says(503), Reason.SERVER),
    ("does not know the key", says(401, b'{"error": "wrong key"}'), Reason.REJECTED),
    ("does not know the model", says(404), Reason.REJECTED),
    ("sends elsewhere", says(307, Location="http://127.0.0.1:9/"), Reason.REJECTED),
    ("answers nothing", says(200), Reason.MALFORMED),
    ("answers HTML", says(200, b"<html>welcome</html>"), Reason.MALFORMED),
    ("answers half of its JSON", says(200, b'{"choices": [{"mess'), Reason.MALFORMED),
    ("answers a list", says(200, b"[1, 2]"), Reason.MALFORMED),
    ("answers null", says(200, b"null"), Reason.MALFORMED),
    ("has no choice", says(200, b'{"choices": []}'), Reason.MALFORMED),
    ("has a choice of another form", says(200, b'{"choices": [{"message": "hello"}]}'), Reason.MALFORMED),
    ("nests without end", says(200, b"[" * 200_000), Reason.MALFORMED),
    ("is not UTF-8", says(200, b'\xff\xfe{"choices": 1}'), Reason.MALFORMED),
    ("never stops", says(200, b" " * (MAX_ANSWER + 1)), Reason.MALFORMED),
    ("answers in parts", completion([{"type": "text", "text": "{}"}]), Reason.MALFORMED),
    ("refuses in so many words", completion(None, refusal="I cannot help with that"), Reason.REFUSED),
    ("answers null content", completion(None), Reason.REFUSED),
    ("answers an empty text", completion(""), Reason.REFUSED),
    ("filters", completion("{}", "content_filter"), Reason.REFUSED),
    ("is cut off", completion('{"events": [', "length"), Reason.TRUNCATED),
]


@pytest.mark.parametrize(("turn", "reason"), [row[1:] for row in MISBEHAVIOUR], ids=[row[0] for row in MISBEHAVIOUR])
def test_every_misbehaviour_has_its_reason(turn: Turn, reason: Reason) -> None:
    with serving(turn) as server:
        assert reason_of(model(server)).reason is reason


@pytest.mark.parametrize("turn", [sleeps, drips])
def test_an_answer_has_the_time_of_the_settings_and_no_more(turn: Turn) -> None:
    began = time.monotonic()
    with serving(turn) as server:
        assert reason_of(model(server, timeout=0.1)).reason is Reason.TIMEOUT
    assert time.monotonic() - began < 2
    assert len(server.asked) == 1, "its time is spent: it is not asked again"


def test_nobody_there() -> None:
    with serving(completion()) as server:
        gone = model(server)
    assert reason_of(gone).reason is Reason.CONNECTION


@pytest.mark.parametrize("turn", [completion("{", "length"), completion(None)])
def test_what_an_unusable_answer_cost_is_told(turn: Turn) -> None:
    with serving(turn) as server:
        told = reason_of(model(server))
    assert (told.tokens_in, told.tokens_out) == (7, 3)


@pytest.mark.parametrize("usage", [None, [], {"prompt_tokens": "many"}, {"prompt_tokens": -4}])
def test_tokens_that_are_not_told_are_none(usage: object) -> None:
    body = json.dumps({"choices": [{"message": {"content": "x"}}], "usage": usage}).encode()
    with serving(says(200, body)) as server:
        assert model(server).ask(QUESTION) == Reply("x")


def _in_seconds(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


BUSY = [
    ("says how long", says(429, Retry_After="3"), [3.0]),
    ("does not say how long", says(429), [1.0]),
    ("says something else", says(429, Retry_After="soon"), [1.0]),
    ("says a time that is past", says(503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), [0.0]),
    ("is broken for a moment", says(502), [1.0]),
]


@pytest.mark.parametrize(("turn", "waited"), [row[1:] for row in BUSY], ids=[row[0] for row in BUSY])
def test_a_busy_endpoint_is_asked_again_when_it_says(turn: Turn, waited: list[float]) -> None:
    waits: list[float] = []
    with serving(turn, completion("later")) as server:
        assert model(server, waits).ask(QUESTION).text == "later"
    assert waits == waited


def test_a_date_to_come_back_is_understood() -> None:
    waits: list[float] = []
    with serving(says(429, Retry_After=_in_seconds(10)), completion()) as server:
        model(server, waits).ask(QUESTION)
    assert 7 <= waits[0] <= 10


def test_a_busy_endpoint_is_asked_three_times_at_most() -> None:
    waits: list[float] = []
    with serving(says(429)) as server:
        assert reason_of(model(server, waits)).reason is Reason.RATE_LIMIT
    assert (len(server.asked), waits) == (3, [1.0, 2.0])


@pytest.mark.parametrize("told", [str(int(MAX_WAIT) + 1), "9" * 400, _in_seconds(86_400)], ids=["seconds", "endless", "a day"])
def test_an_endpoint_that_wants_a_long_rest_is_left_alone(told: str) -> None:
    waits: list[float] = []
    with serving(says(429, Retry_After=told)) as server:
        assert reason_of(model(server, waits)).reason is Reason.RATE_LIMIT
    assert (len(server.asked), waits) == (1, [])


SIMPLER = [
    (
        "max_tokens",
        b"""{"error": {"message": "Unsupported parameter: 'max_tokens'"}}""",
        ("max_completion_tokens", 100),
    ),
    ("temperature", b'{"error": {"param": "temperature", "message": "only 1"}}', ("temperature", None)),
    ("response_format", b'{"error": "`response_format` is not known"}', ("response_format", {"type": "json_object"})),
]


@pytest.mark.parametrize(("complaint", "sent"), [row[1:] for row in SIMPLER], ids=[row[0] for row in SIMPLER])
def test_what_an_endpoint_does_not_know_it_is_spared(complaint: bytes, sent: tuple[str, object]) -> None:
    with serving(says(400, complaint), completion()) as server:
        asked = model(server)
        asked.ask(QUESTION)
        asked.ask(QUESTION)
    assert [body.get(sent[0]) for _, body in server.asked[1:]] == [sent[1]] * 2, "and it is remembered"


def test_an_endpoint_that_complains_of_everything_is_not_asked_for_ever() -> None:
    with serving(says(400, b'"max_tokens" "temperature" "response_format"')) as server:
        assert reason_of(model(server)).reason is Reason.REJECTED
    assert len(server.asked) == 4


@pytest.mark.parametrize("key", ["", "two\nlines", "clé"])
def test_without_a_usable_key_nothing_is_sent(key: str) -> None:
    with serving(completion()) as server:
        assert reason_of(model(server, key=key)).reason is Reason.NO_KEY
    assert server.asked == []


@pytest.mark.parametrize(
    ("key_env", "environment", "sent"),
    [
        (None, {"K": KEY}, None),
        ("K", {"K": f"{KEY}\n"}, f"Bearer {KEY}"),
    ],
)
def test_the_key_is_taken_from_the_environment(
    key_env: str | None, environment: dict[str, str], sent: str | None
) -> None:
    with serving(completion()) as server:
        settings = LanguageModelSettings(server.address, "m", key_env=key_env, timeout=2)
        open_model(settings, environment).ask(QUESTION)
    assert server.asked[0][0].get("Authorization") == sent


def test_a_variable_that_is_not_set_asks_nothing() -> None:
    settings = LanguageModelSettings("http://127.0.0.1:9/v1", "m", key_env="NOT_SET", timeout=1)
    assert reason_of(open_model(settings, {})).reason is Reason.NO_KEY


def test_the_key_is_in_no_log_and_no_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(says(401, f"Incorrect key: {KEY}".encode())) as server:
        asked = model(server, key=KEY)
        told = reason_of(asked)
    for text in (caplog.text, repr(told), str(told), repr(asked), repr(asked._client.headers)):
        assert KEY not in text
