"""A frozen, numbered yearbook with what is needed to rebuild and compare it."""

from dataclasses import dataclass

from samarkand.domain.focus import Focus


@dataclass(frozen=True, slots=True)
class Edition:
    """`cut_off` is the last day any document of it was published, `versions` names what made it."""

    id: str
    title: str
    focus: Focus
    cut_off: str | None
    built_at: str
    versions: tuple[tuple[str, str], ...] = ()
