"""What an earlier run compared: as long as two mentions are what they were, their likeness is not asked for again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samarkand.domain.ids import content_id
from samarkand.domain.pair import Compared, Likeness
from samarkand.reconcile.told import Told


@dataclass(frozen=True)
class Known:
    """Digests of mentions by id, and the likenesses between them that were worth keeping."""

    digests: Mapping[str, str] = field(default_factory=dict)
    likenesses: Sequence[Likeness] = ()

    @classmethod
    def of(cls, compared: Iterable[Compared], likenesses: Iterable[Likeness]) -> "Known":
        return cls({c.mention_id: c.digest for c in compared}, tuple(likenesses))


def digest(told: Told, rules: str) -> str:
    """Changes with all that comparison looks at; `rules` stand for the scorecard and the encoder."""
    d = told.document
    return content_id("told", rules, repr(told.mention), d.title, d.lang or "", str(d.period), d.source_id, told.news)
