"""Texts become readings."""

from collections.abc import Callable, Sequence
from functools import partial

from samarkand.domain.document import Document
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention
from samarkand.ports.tables import Tables
from samarkand.steps.observatory import VERSION, Observatory
from samarkand.steps.texts import Texts, texts_to_read


def key(o: Observatory) -> str:
    return content_id("readings", VERSION, o.reader_digest, o.stamps.get("collate") or "")


def _read_texts(
    texts: Texts, tables: Tables, read_documents: Callable[[Sequence[Document]], list[Mention]]
) -> list[Mention]:
    return read_documents(texts.load(tables))


def work(o: Observatory) -> str:
    there = o.tables.parts("readings")
    wanted = {key: len(texts.ids) for key, texts in texts_to_read(o)}
    missing = [key for key in wanted if key not in there]
    texts = (texts for key, texts in texts_to_read(o) if key not in there)
    results = o.compute.map(partial(_read_texts, tables=o.tables, read_documents=o.read_documents), texts)
    for key, mentions in o.progress.track(zip(missing, results, strict=True), len(missing), "reading"):
        o.tables.write("readings", key, Mention, mentions)
    o.tables.keep_only("readings", wanted)
    return f"{sum(wanted.values()):,} texts read, {len(missing)} of {len(wanted)} parts anew"
