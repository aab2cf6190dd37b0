"""One id, one text: a second text under an id is kept under id and hash, a repeated one is counted once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal


def settle_ids(rows: Iterable[Document | Refusal], seen: dict[str, str], file: str) -> Iterator[Document | Refusal]:
    """`seen` maps ids to hashes of their text and grows; it is shared by the files of one observatory."""
    number = 0
    for row in rows:
        number += isinstance(row, Document) or not row.kept  # a doubt comes before the document it is about
        if isinstance(row, Refusal):
            yield row
            continue
        mark = row.text_hash
        if seen.setdefault(row.id, mark) == mark:
            if f"={row.id}" in seen:
                yield Refusal(file, number, "repeated", f"{row.id} with the same text was already taken", kept=True)
                continue
            seen[f"={row.id}"] = mark
            yield row
            continue
        renamed = f"{row.id}+{mark.removeprefix('text-')}"
        if renamed in seen:
            yield Refusal(file, number, "repeated", f"{row.id} with the same text was already taken", kept=True)
            continue
        seen[renamed] = seen[f"={renamed}"] = mark
        yield Refusal(file, number, "same id", f"{row.id} stands for several texts; kept as {renamed}", kept=True)
        yield replace(row, id=renamed)
