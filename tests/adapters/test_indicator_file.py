"""Tables of indicators from files."""

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest

from samarkand.adapters.indicator_file import read_indicators
from samarkand.domain.errors import SamarkandError

ROWS = "area,period,x,y\nNA,2024,1.5,\nNO,2024,2,n/a\n"


def test_every_kind_of_file_holds_the_same_table(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(ROWS, "utf-8")
    (tmp_path / "t.tsv").write_text(ROWS.replace(",", "\t"), "utf-8")
    with gzip.open(tmp_path / "t.csv.gz", "wt", encoding="utf-8") as out:
        out.write(ROWS)
    table = read_indicators(tmp_path / "t.csv")
    pq.write_table(table, tmp_path / "t.parquet")
    feather.write_feather(table, str(tmp_path / "t.arrow"))
    for name in ("t.tsv", "t.csv.gz", "t.parquet", "t.arrow"):
        assert read_indicators(tmp_path / name).to_pydict() == table.to_pydict(), name


def test_labels_stay_text(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(ROWS, "utf-8")
    table = read_indicators(tmp_path / "t.csv")
    assert table["area"].to_pylist() == ["NA", "NO"], "neither a gap nor a false"
    assert table.schema.field("period").type == pa.string()
    assert table["x"].to_pylist() == [1.5, 2.0]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.csv", None, "no such file"),
        ("t.xls", b"x", "tables of kind .xls are not read"),
        ("t", b"x", "tables of kind none"),
        ("t.parquet", b"no parquet", "cannot be read as .parquet"),
        ("t.csv", b"a,b\n1\n", "cannot be read as .csv"),
        ("t.csv", b"", "cannot be read as .csv"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(SamarkandError, match=said):
        read_indicators(tmp_path / name)
