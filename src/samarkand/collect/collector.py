"""What is due of a source: its lists, and the pages they tell of that we do not hold yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from samarkand.collect.ledger import Ledger
from samarkand.collect.listing import Asked, Nested
from samarkand.collect.parse import PARSERS, parse_within
from samarkand.domain.capture import Capture, CaptureKind, Item, Trouble
from samarkand.domain.refusal import Refusal
from samarkand.domain.source import Channel, ChannelKind, Source
from samarkand.ports.bounded import Bounded
from samarkand.ports.captures import Captures
from samarkand.ports.clock import Clock
from samarkand.ports.web import NOT_MODIFIED, Answer, Failure, Request, Web

KINDS = frozenset({*PARSERS, ChannelKind.PAGE})
PAGE_TYPES: Final = (
    "text/html",
    "text/plain",
    "application/xhtml+xml",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml",
)
MOST_LISTS = 50
"""Lists one channel may ask for in one run."""
DEEPEST = 2
LEADS = "leads"
"""The channel of pages that lists of others named."""


@dataclass(slots=True)
class Outcome:
    """What a run brought of one source. `left` pages wait for the next run; `due` is False where nobody was asked."""

    source_id: str
    lists: int = 0
    unchanged: int = 0
    new: int = 0
    same: int = 0
    left: int = 0
    due: bool = False
    refusals: list[Refusal] = field(default_factory=list)


def collect_source(source: Source, web: Web, captures: Captures, clock: Clock, bounded: Bounded, pages: int) -> Outcome:
    """Collects what is due, at most so many new pages a channel; what was got is kept even when this is interrupted."""
    turn = _Turn(source, web, captures, clock, bounded)
    try:
        for channel in source.channels:
            turn.channel(channel, pages)
    finally:
        turn.run.commit()
    return turn.outcome


def collect_leads(
    source: Source, items: Sequence[Item], web: Web, captures: Captures, clock: Clock, bounded: Bounded
) -> Outcome:
    """Asks for single pages that lists of others named; what is held already is not asked for again."""
    turn = _Turn(source, web, captures, clock, bounded)
    try:
        turn.leads(items)
    finally:
        turn.run.commit()
    return turn.outcome


class _Turn:
    """One run of one source."""

    def __init__(self, source: Source, web: Web, captures: Captures, clock: Clock, bounded: Bounded) -> None:
        self._source, self._web, self._clock, self._bounded = source, web, clock, bounded
        self._ledger = Ledger(captures.of(source.id))
        self.run = captures.begin(source.id, clock.now())
        self.outcome = Outcome(source.id)
        self._room, self._lists = 0, 0

    def channel(self, channel: Channel, pages: int) -> None:
        """Lists are recorded after the pages they tell of, so that a run that is cut off asks for them again."""
        if channel.kind not in KINDS or not self._ledger.due(channel.address, channel.rhythm, self._clock.now()):
            return
        self.outcome.due = True
        self._room, self._lists = pages, MOST_LISTS
        if channel.kind is ChannelKind.PAGE:
            self._page(channel, Item(channel.address))
        else:
            self._list(channel, channel.address, 1)

    def leads(self, items: Sequence[Item]) -> None:
        self.outcome.due, self._room = True, len(items)
        self._pages(Channel(ChannelKind.ARCHIVE, LEADS), items)

    def _list(self, channel: Channel, address: str, depth: int) -> bool:
        """Asks for a list and the pages it tells of; is all of it settled now?"""
        self._lists -= 1
        answer, capture = self._ask(channel, CaptureKind.LIST, address)
        if isinstance(answer, Failure):
            return not answer.trouble.may_pass
        if answer.status == NOT_MODIFIED:
            self.outcome.unchanged += 1
            self._record(capture)
            return True
        self.outcome.lists += 1
        asked = Asked(answer.address, capture.captured_at, answer.header("content-type"), channel.links)
        listing = parse_within(self._bounded, channel.kind, answer.body, asked)
        self.outcome.refusals += (replace(r, source_id=self._source.id) for r in listing.refusals)
        if not listing.is_read:
            self._record(replace(capture, trouble=Trouble.UNREADABLE, etag="", last_modified=""))
            return True
        whole = self._pages(channel, listing.items)
        whole = self._nested(channel, listing.lists, depth) and whole
        self._record(capture if whole else replace(capture, whole=False, etag="", last_modified=""))
        return whole

    def _pages(self, channel: Channel, items: Sequence[Item]) -> bool:
        fresh = [item for item in items if not self._ledger.settled(item.address)]
        wanted, rest = fresh[: self._room], fresh[self._room :]
        self._room -= len(wanted)
        self.outcome.left += len(rest)
        settled = [self._page(channel, item) for item in wanted]
        return all(settled) and not rest

    def _nested(self, channel: Channel, lists: tuple[Nested, ...], depth: int) -> bool:
        if lists and depth > DEEPEST:
            reason = f"{len(lists):,} lists lie deeper than {DEEPEST + 1} levels"
            self._refuse(channel.address, "depth", reason)
            return True
        whole = True
        for nested in lists:
            if not self._is_due(channel, nested):
                continue
            if self._room <= 0 or self._lists <= 0:
                return False
            whole = self._list(channel, nested.address, depth + 1) and whole
        return whole

    def _is_due(self, channel: Channel, nested: Nested) -> bool:
        last = self._ledger.last(nested.address)
        if last and last.whole and not last.trouble and nested.changed and nested.changed <= last.captured_at:
            return False
        return self._ledger.due(nested.address, channel.rhythm, self._clock.now())

    def _page(self, channel: Channel, item: Item) -> bool:
        """Asks for a page and keeps it; need it not be asked for again?"""
        if channel.kind is not ChannelKind.PAGE and self._ledger.settled(item.address):
            return True  # another page led to it in the meantime
        answer, capture = self._ask(channel, CaptureKind.PAGE, item.address)
        if isinstance(answer, Failure):
            return self._ledger.settled(item.address)
        if answer.status == NOT_MODIFIED:
            self.outcome.unchanged += 1
            self._record(capture)
            return True
        if self.run.keep(capture, answer, item):
            self.outcome.new += 1
        else:
            self.outcome.same += 1
        self._ledger.add(capture)
        return True

    def _ask(self, channel: Channel, kind: CaptureKind, address: str) -> tuple[Answer | Failure, Capture]:
        """Asks for an address unless its host wants us later; a failure is recorded and said here."""
        now, last = self._clock.now(), self._ledger.last(address)
        base = Capture(self._source.id, channel.address, kind, address, address, now)
        if last:
            base = replace(base, etag=last.etag, last_modified=last.last_modified)
        types = PAGE_TYPES if kind is CaptureKind.PAGE else ()
        until = self._ledger.until(address)
        answer: Answer | Failure
        if until and until > now:
            answer = Failure(Trouble.WAIT, address, retry_at=until, asked=False)
        else:
            answer = self._web.get(Request(address, base.etag, base.last_modified, types))
        if isinstance(answer, Answer):
            return answer, _answered(base, answer)
        if answer.asked:
            told = replace(base, status=answer.status, trouble=answer.trouble, detail=answer.detail)
            self._record(replace(told, retry_at=answer.retry_at))
        self._refuse(address, answer.trouble.name.lower(), _reason(answer))
        return answer, base

    def _record(self, capture: Capture) -> None:
        self.run.add(capture)
        self._ledger.add(capture)

    def _refuse(self, address: str, kind: str, reason: str) -> None:
        self.outcome.refusals.append(Refusal(address, 0, kind, reason, self._source.id))


def _answered(base: Capture, answer: Answer) -> Capture:
    told = replace(base, address=answer.address, status=answer.status)
    if answer.status == NOT_MODIFIED:
        etag, modified = answer.header("etag"), answer.header("last-modified")
        return replace(told, etag=etag or base.etag, last_modified=modified or base.last_modified)
    return replace(
        told,
        etag=answer.header("etag"),
        last_modified=answer.header("last-modified"),
        size=len(answer.body),
    )


def _reason(failure: Failure) -> str:
    until = f" (until {failure.retry_at:%Y-%m-%d %H:%M} UTC)" if failure.retry_at else ""
    return failure.trouble.value + (f": {failure.detail}" if failure.detail else "") + until
