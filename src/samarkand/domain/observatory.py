"""What an observatory is asked to do: its title, focus, years and how it runs."""

from dataclasses import dataclass, field
from pathlib import Path

from samarkand.domain.breaks import Break, Treatment
from samarkand.domain.cost import Budget
from samarkand.domain.focus import Focus

CALLS = 500
TOKENS = 2_000_000
TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class LanguageModelSettings:
    """An OpenAI-compatible endpoint. `key_env` names the environment variable of the key; the key itself is nowhere.

    `calls` and `tokens` are the most one run may spend, `timeout` the seconds one answer may take.
    """

    address: str
    model: str
    key_env: str | None = None
    calls: int = CALLS
    tokens: int = TOKENS
    timeout: float = TIMEOUT

    @property
    def budget(self) -> Budget:
        return Budget(self.calls, self.tokens)


@dataclass(frozen=True, slots=True)
class CollectSettings:
    """How the web is asked. Without a `contact`, a mail or web address, nobody is asked.

    `enabled` lets `build` collect too. `pause` is the least number of seconds between two requests to one host,
    `timeout` the seconds and `page_bytes` the bytes one page may take, `pages` the most one channel gets in one run,
    `leads` the most addresses that searches and lists of others named and that are asked in one run.
    """

    enabled: bool = False
    contact: str = ""
    pause: float = 1.0
    timeout: float = 30.0
    page_bytes: int = 10_000_000
    pages: int = 500
    leads: int = 0


@dataclass(frozen=True, slots=True)
class OutlookSettings:
    """Times that were unlike others, and how what is published treats them; the other ways are shown beside it."""

    breaks: tuple[Break, ...] = ()
    treatment: Treatment = Treatment.ROBUST


DEFAULT_THRESHOLD = 0.25
"""How sure the reader must be for a mention to count, where nobody says otherwise."""

QUEUE_FLOOR = 0.05
"""Below the threshold and at or above this a mention waits for a person; below this it is noise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The content of `observatory.toml`. `workers` 0 means one a core; `cluster` is a Dask scheduler's address, "" for
    this machine; `threshold` is the reader's.

    Without `language_model` the local reader reads alone.
    """

    title: str
    focus: Focus
    edition: str
    lang: str = "en"
    workers: int = 0
    threshold: float = DEFAULT_THRESHOLD
    language_model: LanguageModelSettings | None = None
    codebook_dir: Path | None = None
    collect: CollectSettings = CollectSettings()
    outlook: OutlookSettings = OutlookSettings()
    cluster: str = field(default="", repr=False)  # what is made does not depend on where

    @property
    def floor(self) -> float:
        """From here on a reading is kept, counted or not."""
        return min(QUEUE_FLOOR, self.threshold)
