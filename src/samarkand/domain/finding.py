"""One sentence of the yearbook that recomputes and opens to its evidence."""

from dataclasses import dataclass

from samarkand.domain.ids import content_id
from samarkand.domain.scale import Grade


@dataclass(frozen=True, slots=True)
class Finding:
    """`values` are (name, shown text, measurement id); `query` says how they were drawn.

    `pattern` is the text with each value as `{name}`, so that a number can be told from its look-alikes.
    """

    template: str
    lang: str
    text: str
    values: tuple[tuple[str, str, str], ...]
    query: str
    n: int
    records: tuple[str, ...]
    grade: Grade | None = None
    pattern: str = ""

    @property
    def id(self) -> str:
        return content_id("f", self.template, self.lang, *(v for triple in self.values for v in triple))
