"""Leads that files hold are set aside: they are counted and kept, and never pass for documents."""

from samarkand.domain.ids import content_id
from samarkand.domain.lead import Lead
from samarkand.ports.tables import Tables

TABLE = "leads"
SEARCHED = "search-"
"""Parts that a search wrote begin with this; the others belong to snapshots."""


class LeadsAside:
    """Writes a part for every snapshot that holds leads, under the snapshot's checksum."""

    def __init__(self, tables: Tables, version: str) -> None:
        self._tables, self._version = tables, version
        self._there, self._parts = tables.parts(TABLE), {p for p in tables.parts(TABLE) if p.startswith(SEARCHED)}
        self._sha256, self._leads = "", list[Lead]()

    def take(self, lead: Lead, sha256: str) -> None:
        """Those of a snapshot come one after the other."""
        if sha256 != self._sha256:
            self._write()
            self._sha256 = sha256
        self._leads.append(lead)

    def finish(self) -> None:
        """Leads of snapshots that are no longer there go with them."""
        self._write()
        self._tables.keep_only(TABLE, self._parts)

    def _write(self) -> None:
        if not self._leads:
            return
        part = content_id("leads", self._version, self._sha256)
        self._parts.add(part)
        if part not in self._there:
            self._tables.write(TABLE, part, Lead, self._leads)
        self._leads = []
