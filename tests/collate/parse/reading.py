"""One way to read a file in tests: what came, by kind of row."""

from dataclasses import dataclass

from samarkand.collate.parse.formats import parse_snapshot
from samarkand.domain.document import Document
from samarkand.domain.lead import Lead
from samarkand.domain.refusal import Refusal


@dataclass(frozen=True)
class Came:
    documents: list[Document]
    leads: list[Lead]
    refusals: list[Refusal]

    @property
    def kinds(self) -> list[tuple[int, str, bool]]:
        """Row, kind and whether it was a mere doubt, of every refusal."""
        return [(r.row, r.kind, r.kept) for r in self.refusals]

    @property
    def gone(self) -> list[str]:
        return [r.kind for r in self.refusals if not r.kept]


def read(data: bytes, file: str) -> Came:
    rows = list(parse_snapshot(data, file, lambda code: code in {"AA", "BB"}))
    return Came(
        [r for r in rows if isinstance(r, Document)],
        [r for r in rows if isinstance(r, Lead)],
        [r for r in rows if isinstance(r, Refusal)],
    )
