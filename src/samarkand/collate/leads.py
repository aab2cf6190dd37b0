"""Leads that files hold are set aside: they are counted and kept, and never pass for documents."""

from collections.abc import Iterable, Iterator

from samarkand.domain.document import Document
from samarkand.domain.ids import content_id
from samarkand.domain.lead import Lead
from samarkand.domain.refusal import Refusal
from samarkand.ports.tables import Tables

TABLE = "leads"
SEARCHED = "search-"
"""Parts that a search wrote begin with this; the others belong to snapshots."""


class LeadsAside:
    """Writes a part for every snapshot that holds leads, under the snapshot's checksum."""

    def __init__(self, tables: Tables, version: str) -> None:
        self._tables, self._version = tables, version
        self._there, self._parts = tables.parts(TABLE), {p for p in tables.parts(TABLE) if p.startswith(SEARCHED)}

    def taken_from(self, rows: Iterable[Document | Lead | Refusal], sha256: str) -> Iterator[Document | Refusal]:
        """The other rows, in their order."""
        leads: list[Lead] = []
        for row in rows:
            if isinstance(row, Lead):
                leads.append(row)
            else:
                yield row
        if leads:
            part = content_id("leads", self._version, sha256)
            self._parts.add(part)
            if part not in self._there:
                self._tables.write(TABLE, part, Lead, leads)

    def finish(self) -> None:
        """Leads of snapshots that are no longer there go with them."""
        self._tables.keep_only(TABLE, self._parts)
