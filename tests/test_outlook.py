"""Looking ahead from the command line: issue, wait, score."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from samarkand.adapters.forecast_ledger import ForecastLedger
from samarkand.adapters.system_clock import SystemClock
from samarkand.cli import app
from samarkand.domain.errors import SamarkandError
from samarkand.outlook import heavy

HEADER = "year,round,from_country_id,to_country_id,total_points,tele_points,jury_points\n"
GIVERS = ("pt", "no", "at", "fr", "it", "gr", "be", "ie", "se", "fi", "ch", "nl")
runner = CliRunner()


@pytest.fixture
def observatory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(heavy, "is_there", lambda: False)
    runner.invoke(app, ["new", str(tmp_path / "o"), "--years", "2015-2024"])
    for source in (tmp_path / "o" / "sources").glob("*.toml"):
        source.unlink()
    return tmp_path / "o"


def contest(folder: Path, last: int) -> None:
    """Finals since 2005 to which a few more countries come or do not."""
    rows = [
        f"{year},f,{giver},{'de' if giver != 'de' else 'es'},12,,"
        for year in range(2005, last + 1)
        for giver in GIVERS[: 9 + year % 3]
    ]
    path = folder.parent / "eurovision_votes.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", "utf-8")
    told = runner.invoke(app, ["import", str(folder), "--statistics", str(path)])
    assert told.exit_code == 0, told.output


def on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime.fromisoformat(day).replace(tzinfo=UTC))


@pytest.mark.slow
def test_what_is_issued_one_year_is_scored_the_next(observatory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on("2023-09-01", monkeypatch)
    contest(observatory, 2023)
    issued = runner.invoke(app, ["outlook", str(observatory)])
    assert issued.exit_code == 0, issued.output
    assert "countries that gave points: 2024" in issued.output
    assert "O1: NA" in issued.output
    again = runner.invoke(app, ["outlook", str(observatory)])
    assert "stand as they were" in again.output
    at_once = runner.invoke(app, ["score-outlook", str(observatory)])
    assert "cannot be scored" in at_once.output
    assert "Values" not in at_once.output

    on("2025-03-01", monkeypatch)
    contest(observatory, 2024)
    later = runner.invoke(app, ["score-outlook", str(observatory)])
    assert "Values: 1 known" in later.output, later.output
    ledger = ForecastLedger(observatory / "forecasts").read()
    assert {f.issued for f in ledger} == {"2023-09-01"}


def test_before_anything_was_issued_it_says_what_to_do(observatory: Path) -> None:
    told = runner.invoke(app, ["score-outlook", str(observatory)])
    assert told.exit_code == 0, told.output
    assert "Nothing was issued yet" in told.output


@pytest.mark.parametrize(
    ("section", "complaint"),
    [
        ('breaks = [{ first = "2022", last = "2020" }]', "first year"),
        ('breaks = [{ first = "2020", last = "2020-05" }]', "both written alike"),
        ('breaks = [{ first = "the plague", last = "2022" }]', "first"),
        ('treatment = "forget"', "treatment"),
    ],
)
def test_breaks_that_make_no_sense_are_refused(observatory: Path, section: str, complaint: str) -> None:
    path = observatory / "observatory.toml"
    path.write_text(f"{path.read_text('utf-8')}\n[outlook]\n{section}\n", "utf-8")
    told = runner.invoke(app, ["outlook", str(observatory)])
    assert told.exit_code == 1
    assert isinstance(told.exception, SamarkandError)
    assert complaint in str(told.exception)
