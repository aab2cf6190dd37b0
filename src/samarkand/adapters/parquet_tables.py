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
_BATCH = 10_000


class ParquetTables:
    """`root/<name>/<part>.parquet`, read back in the order of the parts' names."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, name: str, part: str) -> Path:
        return self.root / name / f"{part}.parquet"

    def parts(self, name: str) -> frozenset[str]:
        return frozenset(p.stem for p in (self.root / name).glob("*.parquet"))

    def write(self, name: str, part: str, kind: type[T], rows: Sequence[T]) -> None:
        batches = [to_arrow(kind, rows[at : at + _BATCH]) for at in range(0, max(1, len(rows)), _BATCH)]
        table = pa.concat_tables(batches).replace_schema_metadata({_VERSION_KEY: SCHEMA_VERSION})
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        write_atomically(self._path(name, part), sink.getvalue().to_pybytes())

    def read(self, name: str, kind: type[T], parts: Iterable[str] | None = None) -> Iterator[T]:
        for part in sorted(self.parts(name) if parts is None else parts):
            path = self._path(name, part)
            with self._opened(path) as held:
                columns = [c for c in field_names(kind) if c in held.schema_arrow.names]
                for batch in _batches(held, path, columns):
                    yield from from_arrow(kind, pa.Table.from_batches([batch]))

    def arrow(self, name: str) -> pa.Table:
        """The whole table as Arrow, for export."""
        paths = [self._path(name, part) for part in sorted(self.parts(name))]
        return pa.concat_tables([self._whole(path) for path in paths])

    def _whole(self, path: Path) -> pa.Table:
        with self._opened(path) as held:
            return pa.Table.from_batches(list(_batches(held, path, None)), schema=held.schema_arrow)

    def keep_only(self, name: str, parts: Iterable[str]) -> None:
        for part in self.parts(name) - frozenset(parts):
            self._path(name, part).unlink(missing_ok=True)

    @staticmethod
    def _opened(path: Path) -> pq.ParquetFile:
        try:
            held = pq.ParquetFile(path)
        except (OSError, pa.ArrowInvalid) as problem:
            raise _unreadable(path, problem) from problem
        version = (held.schema_arrow.metadata or {}).get(_VERSION_KEY, b"none")
        if version != SCHEMA_VERSION:
            raise SamarkandError(
                f"table has schema version {version.decode()}, this program reads {SCHEMA_VERSION.decode()}",
                str(path),
                "remove the tables folder and run build again; snapshots are kept",
            )
        return held


def _batches(held: pq.ParquetFile, path: Path, columns: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
    """A few thousand rows at a time, so that a large part is never held as rows."""
    try:
        yield from held.iter_batches(_BATCH, columns=columns)
    except (OSError, pa.ArrowInvalid) as problem:
        raise _unreadable(path, problem) from problem


def _unreadable(path: Path, problem: Exception) -> SamarkandError:
    return SamarkandError(
        f"table part cannot be read: {problem}",
        str(path),
        "remove this file and run build again: it will be made anew",
    )
