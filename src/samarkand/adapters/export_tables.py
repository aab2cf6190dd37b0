"""Every table of an observatory as one Parquet and one CSV file."""

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from samarkand.adapters.atomic import write_atomically
from samarkand.adapters.parquet_tables import ParquetTables

TABLES = (
    "documents",
    "stories",
    "readings",
    "mentions",
    "queue",
    "exchanges",
    "milestones",
    "commitments",
    "follow_through",
    "evaluations",
    "measurements",
    "statistics",
    "volumes",
    "weeks",
    "health",
    "panel",
    "changes",
    "curves",
    "budget",
    "bands",
    "open_pairs",
    "namings",
    "initiative_milestones",
    "initiative_uptake",
    "outlooks",
    "forecasts",
    "scores",
    "leads",
    "registers",
    "artefacts",
    "refusals",
)


def _flat(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Lists and records as JSON text: CSV has no other room for them."""
    if pa.types.is_nested(column.type):
        return pa.chunked_array([pa.array([json.dumps(v, ensure_ascii=False) for v in column.to_pylist()])])
    return pc.cast(column, pa.string()) if pa.types.is_timestamp(column.type) else column


def export_tables(tables: ParquetTables, folder: Path) -> dict[str, int]:
    """Writes what there is; returns rows by table."""
    out: dict[str, int] = {}
    for name in TABLES:
        if not tables.parts(name):
            continue
        table = tables.arrow(name)
        if name == "documents":  # other people's texts stay where they are; their addresses and hashes go out
            table = table.drop_columns(["text"])
        write_both(folder, name, table)
        out[name] = table.num_rows
    return out


def write_both(folder: Path, name: str, table: pa.Table) -> None:
    """One table as Parquet and as CSV."""
    parquet = pa.BufferOutputStream()
    pq.write_table(table, parquet)
    write_atomically(folder / f"{name}.parquet", parquet.getvalue().to_pybytes())
    csv = io.BytesIO()
    columns = {n: _flat(table[n]) for n in table.column_names}
    pacsv.write_csv(pa.table(columns), csv)
    write_atomically(folder / f"{name}.csv", csv.getvalue())
