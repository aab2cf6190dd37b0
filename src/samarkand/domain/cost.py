"""What asking a language model came to: how often, how much, and what of it could not be used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """The most one run may spend: calls to the model, and tokens in and out together."""

    calls: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Count:
    what: str
    n: int


@dataclass(frozen=True, slots=True)
class Cost:
    """One run. `doubtful` documents had something to ask about; those not asked stand under `unanswered`.

    `confirmed`, `completed`, `added` and `doubted` count mentions; `dropped` counts what of the answers was not taken.
    """

    model: str
    documents: int = 0
    doubtful: int = 0
    calls: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    confirmed: int = 0
    completed: int = 0
    added: int = 0
    doubted: int = 0
    dropped: tuple[Count, ...] = ()
    unanswered: tuple[Count, ...] = ()

    @property
    def asked(self) -> int:
        """Documents put to the model now, or in an earlier run whose answer was kept."""
        return self.calls + self.cached

    @property
    def share(self) -> float:
        """The part of all documents that was asked about."""
        return self.asked / self.documents if self.documents else 0.0

    def __str__(self) -> str:
        parts = [
            f"{self.model}: documents asked about: {self.asked:,} of {self.documents:,} ({self.share:.1%}), "
            f"with reason to be: {self.doubtful:,}",
            f"calls: {self.calls:,}, answers kept from before: {self.cached:,}",
            f"tokens: {self.tokens_in:,} in, {self.tokens_out:,} out",
            f"mentions: {self.confirmed:,} confirmed, {self.completed:,} completed, {self.added:,} added, "
            f"{self.doubted:,} sent to review",
            f"dropped: {_listed(self.dropped)}",
            f"left to the local reading: {_listed(self.unanswered)}",
        ]
        return "; ".join(parts)


def _listed(counts: tuple[Count, ...]) -> str:
    return ", ".join(f"{c.n:,} {c.what}" for c in counts) or "none"
