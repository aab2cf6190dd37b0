"""Tables as folders of Parquet parts, each written atomically under the key of the work that made it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from samarkand.adapters.atomic import write_atomically
from samarkand.adapters.records import field_names, from_arrow, to_arrow
from samarkand.domain.errors import SamarkandError

T = TypeVar("T")

SCHEMA_VERSION = b"2"
_VERSION_KEY = b"samarkand.schema"


class ParquetTables:
    """`root/<name>/<part>.parquet`, read back in the order of the parts' names."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, name: str, part: str) -> Path:
        return self.root / name / f"{part}.parquet"

    def parts(self, name: str) -> frozenset[str]:
        return frozenset(p.stem for p in (self.root / name).glob("*.parquet"))

    def write(self, name: str, part: str, kind: type[T], rows: Sequence[T]) -> None:
        table = to_arrow(kind, rows).replace_schema_metadata({_VERSION_KEY: SCHEMA_VERSION})
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        write_atomically(self._path(name, part), sink.getvalue().to_pybytes())

    def read(self, name: str, kind: type[T], parts: Iterable[str] | None = None) -> Iterator[T]:
        for part in sorted(self.parts(name) if parts is None else parts):
            yield from from_arrow(kind, self._load(self._path(name, part), field_names(kind)))

    def arrow(self, name: str) -> pa.Table:
        """The whole table as Arrow, for export."""
        return pa.concat_tables([self._load(self._path(name, part)) for part in sorted(self.parts(name))])

    def keep_only(self, name: str, parts: Iterable[str]) -> None:
        for part in self.parts(name) - frozenset(parts):
            self._path(name, part).unlink(missing_ok=True)

    @staticmethod
    def _load(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
        try:
            held = pq.ParquetFile(path)
            table = held.read(None if columns is None else [c for c in columns if c in held.schema_arrow.names])
        except (OSError, pa.ArrowInvalid) as problem:
            raise SamarkandError(
                f"table part cannot be read: {problem}",
                str(path),
                "remove this file and run build again: it will be made anew",
            ) from problem
        version = (table.schema.metadata or {}).get(_VERSION_KEY, b"none")
        if version != SCHEMA_VERSION:
            raise SamarkandError(
                f"table has schema version {version.decode()}, this program reads {SCHEMA_VERSION.decode()}",
                str(path),
                "remove the tables folder and run build again; snapshots are kept",
            )
        return table
