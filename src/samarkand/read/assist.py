"""A language model beside the local reader: asked only where the reader is unsure, believed only where the text bears it."""

from collections import Counter
from collections.abc import Collection, Sequence

from samarkand.codebook.types import Codebook
from samarkand.domain.cost import Budget, Cost, Count
from samarkand.domain.document import Document
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention
from samarkand.ports.answers import Answers
from samarkand.ports.language_model import UNREACHED, LanguageModel, Reason, Reply, Request, Unanswered
from samarkand.read.answer import Codes, Event, mentions_of, parse
from samarkand.read.excerpt import Excerpt, excerpt_of
from samarkand.read.opinion import is_incomplete, is_unsure, weigh_opinions
from samarkand.read.prompt import PROMPT_VERSION, request_of

PATIENCE = 3
"""Failures to reach the endpoint, in a row, after which a run asks no more: one may be chance, three are not."""
_BYTES_A_TOKEN = 3
"""A careful guess for any script, used before a call, and after it where the endpoint does not say."""


def _guess(text: str) -> int:
    return len(text.encode("utf-8", "replace")) // _BYTES_A_TOKEN + 1


class Assistant:
    """One run with one model. Asks at most one question a document, in order; not to be shared between threads."""

    def __init__(
        self,
        model: LanguageModel,
        answers: Answers,
        codebook: Codebook,
        budget: Budget,
        threshold: float,
        known_parties: Collection[str],
    ) -> None:
        self._model, self._answers, self._codebook = model, answers, codebook
        self._budget, self._threshold = budget, threshold
        self._codes = Codes(frozenset(codebook.by_code), frozenset(known_parties))
        self._read_by = f"{model.name}/{PROMPT_VERSION}"
        self._count: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()
        self._unanswered: Counter[Reason] = Counter()
        self._unreached = 0

    @property
    def name(self) -> str:
        """The model and the version of its instructions, on which every answer depends."""
        return self._read_by

    @property
    def cost(self) -> Cost:
        """What it came to so far."""
        dropped = tuple(Count(what, n) for what, n in sorted(self._dropped.items()))
        unanswered = tuple(Count(why.value, self._unanswered[why]) for why in Reason if self._unanswered[why])
        return Cost(self._read_by, **self._count, dropped=dropped, unanswered=unanswered)

    def assist(self, document: Document, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions of a document, given all that the local reader weighed, also those under the threshold."""
        self._count["documents"] += 1
        asked = [m for m in mentions if is_unsure(m, self._threshold) or is_incomplete(m, self._threshold)]
        if not asked:
            return list(mentions)
        self._count["doubtful"] += 1
        excerpt = excerpt_of(document, [m.quote for m in asked])
        events = self._events(excerpt)
        if isinstance(events, Reason):
            self._unanswered[events] += 1
            return list(mentions)
        told, dropped = mentions_of(events, excerpt, self._codes, self._threshold, self._read_by)
        self._dropped += dropped
        outcome = weigh_opinions(mentions, told, self._threshold)
        for name in ("confirmed", "completed", "added", "doubted"):
            self._count[name] += outcome.counts[name]
        return outcome.mentions

    def _events(self, excerpt: Excerpt) -> list[Event] | Reason:
        request = request_of(excerpt, self._codebook)
        key = content_id("answer", self._read_by, request.system, request.user, repr(request.schema))
        held = self._answers.get(key)
        if held and not isinstance(events := parse(held.text), Reason):
            self._count["cached"] += 1
            return events
        reply = self._ask(request)
        if isinstance(reply, Reason):
            return reply
        events = parse(reply.text)
        if not isinstance(events, Reason):
            self._answers.put(key, reply, self._read_by)
        return events

    def _ask(self, request: Request) -> Reply | Reason:
        expected = _guess(request.system + request.user)
        if self._unreached >= PATIENCE:
            return Reason.GIVEN_UP
        if self._count["calls"] >= self._budget.calls:
            return Reason.CALLS
        if self._spent + expected + request.max_tokens > self._budget.tokens:
            return Reason.TOKENS
        self._count["calls"] += 1
        try:
            reply = self._model.ask(request)
        except Unanswered as problem:
            self._unreached = self._unreached + 1 if problem.reason in UNREACHED else 0
            self._spend(problem.tokens_in, problem.tokens_out)
            return problem.reason
        self._unreached = 0
        self._spend(reply.tokens_in or expected, reply.tokens_out or _guess(reply.text))
        return reply

    @property
    def _spent(self) -> int:
        return self._count["tokens_in"] + self._count["tokens_out"]

    def _spend(self, tokens_in: int, tokens_out: int) -> None:
        self._count["tokens_in"] += tokens_in
        self._count["tokens_out"] += tokens_out
