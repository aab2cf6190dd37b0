"""A table of indicators from a file: CSV or TSV (also .gz), Parquet, Arrow."""

from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.feather as feather
import pyarrow.parquet as pq

from samarkand.domain.errors import SamarkandError

_LABELS = ("area", "focus", "period", "group", "indicator", "series", "cell", "layer", "reason", "status")
_SEPARATORS = {".csv": ",", ".tsv": "\t"}


def read_indicators(path: Path) -> pa.Table:
    """The file's table as it stands; the ending tells the kind. Labels stay text: `NA` is a country."""
    kind = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    try:
        if kind in _SEPARATORS:
            convert = pacsv.ConvertOptions(column_types={name: pa.string() for name in _LABELS})
            return pacsv.read_csv(
                path, parse_options=pacsv.ParseOptions(delimiter=_SEPARATORS[kind]), convert_options=convert
            )
        if kind == ".parquet":
            return pq.read_table(path)
        if kind in (".arrow", ".feather"):
            return feather.read_table(path)
    except FileNotFoundError as problem:
        raise SamarkandError("no such file", str(path), "look at its name") from problem
    except (OSError, pa.ArrowException) as problem:
        told = str(problem).splitlines()[0]
        raise SamarkandError(f"cannot be read as {kind}: {told}", str(path), "save it again") from problem
    raise SamarkandError(f"tables of kind {kind or 'none'} are not read", str(path), "save it as .csv or .parquet")
