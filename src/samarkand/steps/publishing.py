"""Everything becomes an edition."""

from collections.abc import Iterable

from samarkand.collect.exchanges import books
from samarkand.domain.ids import content_id
from samarkand.publish.assemble import assemble
from samarkand.publish.yearbook import publish as publish_book
from samarkand.steps.observatory import VERSION, Observatory, T


def key(o: Observatory) -> str:
    return content_id("publish", VERSION, repr(o.settings), o.codebook.digest, o.stamps.get("outlook") or "")


def work(o: Observatory) -> str:
    def table(name: str, kind: type[T]) -> Iterable[T]:
        return o.tables.read(name, kind)

    book = assemble(
        o.settings,
        o.clock.now(),
        o.codebook,
        o.indicators,
        o.names,
        books.with_keepers(o.sources, o.tables),
        table,
        o.ledger,
    )
    place = o.shelf.put(book.edition.id, publish_book(book, o.typeset))
    return f"the yearbook is at {place}"
