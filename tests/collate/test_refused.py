from pathlib import Path

import pytest

from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.collate.refused import Refused
from samarkand.domain.refusal import Refusal


def rows(count: int) -> list[Refusal]:
    return [Refusal("f", number, "json", "broken", kept=number % 2 == 0) for number in range(count)]


def read(tables: ParquetTables) -> list[Refusal]:
    return list(tables.read("refusals", Refusal))


@pytest.fixture
def tables(tmp_path: Path) -> ParquetTables:
    made = ParquetTables(tmp_path)
    made.write("refusals", "register-1", Refusal, rows(1))
    return made


def test_many_are_put_down_in_parts_in_their_order(tables: ParquetTables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samarkand.collate.refused._ROWS", 10)
    refused = Refused(tables, 3)
    refused.add(rows(35))
    assert len(tables.parts("refusals")) == 1 + 3
    refused.finish()
    assert read(tables) == rows(35) + rows(1)
    assert ([r.row for r in refused.first], refused.counts.total()) == ([1, 3, 5], 35)


def test_what_an_earlier_run_wrote_goes(tables: ParquetTables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samarkand.collate.refused._ROWS", 10)
    for count in (35, 0):
        refused = Refused(tables, 3)
        refused.add(rows(count))
        refused.finish()
    assert tables.parts("refusals") == {"documents", "register-1"}
    assert read(tables) == rows(1)
