"""What an observatory is asked to do: its title, focus, years and how it runs."""

from dataclasses import dataclass

from samarkand.domain.focus import Focus


@dataclass(frozen=True, slots=True)
class Settings:
    """The content of `observatory.toml`. `workers` 0 means one a core; `threshold` is the reader's."""

    title: str
    focus: Focus
    edition: str
    lang: str = "en"
    workers: int = 0
    threshold: float = 0.5
