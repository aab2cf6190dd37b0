"""What an observatory is asked to do: its title, focus, years and how it runs."""

from dataclasses import dataclass

from samarkand.domain.focus import Focus

DEFAULT_THRESHOLD = 0.3
"""How sure the reader must be for a mention to count, where nobody says otherwise."""

QUEUE_FLOOR = 0.05
"""Below the threshold and at or above this a mention waits for a person; below this it is noise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The content of `observatory.toml`. `workers` 0 means one a core; `threshold` is the reader's."""

    title: str
    focus: Focus
    edition: str
    lang: str = "en"
    workers: int = 0
    threshold: float = DEFAULT_THRESHOLD

    @property
    def floor(self) -> float:
        """From here on a reading is kept, counted or not."""
        return min(QUEUE_FLOOR, self.threshold)
