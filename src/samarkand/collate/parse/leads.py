"""Leads as they come out of files, with the refusals beside them."""

from collections.abc import Iterable, Iterator, Mapping

from samarkand.collate.parse.row import Where
from samarkand.domain.document import Document
from samarkand.domain.lead import Lead, LeadKind
from samarkand.domain.refusal import Refusal
from samarkand.text.lead_rows import lead_from_row, one_line


def no_address(told: object, where: Where) -> Refusal:
    return where.refuse("address", f"no address of the web: {one_line(told)[:80]!r}")


def lead_or_refusal(row: Mapping[str, object], kind: LeadKind, where: Where) -> Lead | Refusal:
    told = next((value for name, value in row.items() if str(name).strip().casefold() == "url"), None)
    return lead_from_row(row, kind, where.file) or no_address(told, where)


def each_once(rows: Iterable[Lead | Refusal], where: Where) -> Iterator[Lead | Refusal]:
    """The first of every address; how many rows repeat one is said at the end."""
    seen: set[str] = set()
    repeated = 0
    for row in rows:
        if isinstance(row, Lead):
            if row.address in seen:
                repeated += 1
                continue
            seen.add(row.address)
        yield row
    if repeated:
        yield where.refuse("repeated", f"{repeated:,} rows name an address again; each is kept once", kept=True)


def without_leads(rows: Iterable[Document | Lead | Refusal], file: str) -> Iterator[Document | Refusal]:
    """For work that keeps no leads: each is refused, counted by its number among the rows."""
    for number, row in enumerate(rows, 1):
        if isinstance(row, Lead):
            yield Refusal(file, number, "lead", f"an address without a text: {row.address[:200]}")
        else:
            yield row
