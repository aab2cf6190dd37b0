"""Statistical files as a user imports them."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from samarkand import wiring
from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.adapters.spreadsheet import as_csv, zipped
from samarkand.cli import app
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic
from samarkand.ports.sheets import Fault, Row, Sheet

runner = CliRunner()
MAP = 'series = "loans"\nunit = "works"\narea = "{Country}"\nscheme = "any"\nperiod = "{Year}"\nvalue = "{Works}"\nsheet = "data"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert runner.invoke(app, ["new", str(tmp_path / "o")]).exit_code == 0
    return tmp_path / "o"


def cells(folder: Path) -> list[tuple[str, str, str, float | None]]:
    read = ParquetTables(folder / "tables").read("statistics", Statistic)
    return sorted((r.series, r.area, r.period, r.value) for r in read)


def imported(folder: Path, *words: str, code: int = 0) -> str:
    done = runner.invoke(app, ["import", str(folder), "--statistics", *words])
    assert done.exit_code == code, done.output
    return done.output


def test_a_workbook_by_a_mapping(folder: Path, tmp_path: Path) -> None:
    made = Workbook()
    made.active.title = "read me"
    sheet = made.create_sheet("data")
    for row in (("Country", "Year", "Works"), ("Chile", 2020, 5), ("KEN", 2021, 2.5), ("Fiji", 2020, "=1+1")):
        sheet.append(row)
    made.save(tmp_path / "own.xlsx")
    (tmp_path / "map.toml").write_text(MAP)
    said = imported(folder, str(tmp_path / "own.xlsx"), "--mapping", str(tmp_path / "map.toml"))
    assert "2 cells taken, 1 lines refused" in said
    assert cells(folder) == [("loans", "CL", "2020", 5.0), ("loans", "KE", "2021", 2.5)]
    (refused,) = ParquetTables(folder / "tables").read("refusals", Refusal)
    assert "a formula without its value" in refused.reason


def test_a_folder_is_read_like_the_archive_it_came_in(folder: Path, tmp_path: Path) -> None:
    bulk = tmp_path / "SDG"
    bulk.mkdir()
    (bulk / "SDG_DATA_NATIONAL.csv").write_text(
        "INDICATOR_ID,COUNTRY_ID,YEAR,VALUE,MAGNITUDE,QUALIFIER\nCR.1,CHL,2019,91.5,,\n"
    )
    (bulk / "SDG_LABEL.csv").write_text("INDICATOR_ID,INDICATOR_LABEL_EN\nCR.1,Completion rate (%)\n")
    (bulk / "README.md").write_text("not data")
    imported(folder, str(bulk))
    assert cells(folder) == [("uis.CR.1", "CL", "2019", 91.5)]
    with zipfile.ZipFile(io.BytesIO(zipped(bulk))) as archive:
        assert archive.namelist() == ["SDG_DATA_NATIONAL.csv", "SDG_LABEL.csv"]


def test_a_file_again_replaces_what_it_said_before(folder: Path, tmp_path: Path) -> None:
    head = "series,unit,area,counterpart,period,value,label,source\n"
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text(head + "a,b,CL,,2020,1,,\na,b,KE,,2020,x,,\n")
    other.write_text(head + "c,b,CL,,2020,7,,\n")
    imported(folder, str(one), str(other))
    one.write_text(head + "a,b,CL,,2020,2,,\n")
    imported(folder, str(one))
    assert cells(folder) == [("a", "CL", "2020", 2.0), ("c", "CL", "2020", 7.0)]
    assert not list(ParquetTables(folder / "tables").read("refusals", Refusal)), "its refusals are gone too"


def test_one_bad_file_does_not_keep_the_others_out(folder: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.xml"
    good.write_text("series,unit,area,counterpart,period,value,label,source\na,b,CL,,2020,1,,\n")
    bad.write_text("<!DOCTYPE x><x/>")
    said = imported(folder, str(bad), str(tmp_path / "none.csv"), str(good), code=1)
    assert "declares a document type" in said
    assert "no such file" in said
    assert cells(folder) == [("a", "CL", "2020", 1.0)]


def test_an_office_is_asked_by_the_name_of_a_series(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Office:
        def fetch(self, series: str) -> bytes:
            return f"series,unit,area,counterpart,period,value,label,source\n{series},b,CL,,2020,1,,\n".encode()

    monkeypatch.setitem(wiring.OFFICES, "worldbank", Office)  # type: ignore[arg-type]
    imported(folder, "worldbank:ST.INT.ARVL")
    assert cells(folder) == [("ST.INT.ARVL", "CL", "2020", 1.0)]


def test_a_sheet_becomes_a_table_whose_faults_are_no_numbers() -> None:
    sheet = Sheet("x", (Row(1, ("a", "b")), Row(2, ()), Row(3, (1.0, Fault("error", "it holds #REF!")))))
    assert as_csv(sheet) == b"a,b\n\n1,it holds #REF!\n"
