"""What would last for ever is ended, and the next work is done as if nothing had been."""

import itertools
import operator
import os
import time
from collections.abc import Callable, Iterator

import pytest
from tests.web_server import NOW

from samarkand.adapters.bounded_process import BoundedProcess
from samarkand.collect.listing import Asked
from samarkand.collect.parse import parse_within
from samarkand.domain.source import ChannelKind
from samarkand.ports.bounded import Unfinished

ASKED = Asked("https://news.example.org/feed", NOW)
GOOD = b"<rss version='2.0'><channel><title>N</title><item><link>/1</link></item></channel></rss>"


@pytest.fixture(scope="module")
def bounded() -> Iterator[BoundedProcess]:
    made = BoundedProcess(seconds=0.5, memory=1_000_000_000)
    yield made
    made.close()


WORKS: list[tuple[Callable[..., object], object, str]] = [
    (sum, itertools.count(), "longer than 0.5 seconds"),
    (bytearray, 4_000_000_000, "MemoryError"),
    (os._exit, 3, "broke down"),
    (operator.neg, "text", "TypeError"),
]


@pytest.mark.parametrize(("work", "given", "why"), WORKS)
def test_what_comes_to_no_end_is_ended_and_the_next_is_done(
    bounded: BoundedProcess, work: Callable[..., object], given: object, why: str
) -> None:
    with pytest.raises(Unfinished, match=why):
        bounded.run(work, given)
    assert bounded.run(operator.truediv, 1, 4) == 0.25


HOSTILE = {
    "nested": b"<rss><channel>" + b"<a>" * 500_000,
    "attributes": b"<rss><channel><item " + b" ".join(b"a%d='1'" % n for n in range(300_000)) + b"/>",
    "ampersands": b"<rss><channel><item><title>" + b"&" * 5_000_000 + b"</title></item></channel></rss>",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_feed_made_to_be_slow_is_one_line(bounded: BoundedProcess, case: str) -> None:
    began = time.monotonic()
    told = parse_within(bounded, ChannelKind.FEED, HOSTILE[case], ASKED)
    assert (told.items, told.is_read, len(told.refusals)) == ((), False, 1)
    assert time.monotonic() - began < 5
    assert len(parse_within(bounded, ChannelKind.FEED, GOOD, ASKED).items) == 1
