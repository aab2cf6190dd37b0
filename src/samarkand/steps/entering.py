"""Rows of registers that people keep stand beside what was read."""

from samarkand.collect.exchanges import books
from samarkand.domain.ids import content_id
from samarkand.steps.observatory import VERSION, Observatory


def key(o: Observatory) -> str:
    return content_id("enter", VERSION, o.stamps.get("collate") or "", *(r.part for r in books.registers(o.tables)))


def work(o: Observatory) -> str:
    return f"{books.place_beside(o.tables):,} rows of registers that people keep"
