"""Somebody's own table of exchanges, from the sheet to the yearbook."""

import csv
import hashlib
import io
import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from samarkand.cli import app
from samarkand.codebook.languages import load_languages
from samarkand.collect.exchanges.mapping import read_mapping
from samarkand.domain.exchange import Exchange
from samarkand.domain.mention import Mention
from samarkand.domain.scale import Grade
from samarkand.pipeline import build
from samarkand.ports.sheets import Row, Sheet
from samarkand.steps.observatory import Observatory
from samarkand.steps.taking import take_exchanges
from tests.collect.exchanges.sheets import Cupboard
from tests.test_pipeline import exchanges, observatory, world

runner = CliRunner()
HEADINGS = ("No.", "Date", "Type", "Partner", "Place", "Title", "Contract")
MAP = """
id = "ours"
[source]
id = "gov-c"
name = "Government of C"
controlled_by = ["CC"]
[columns]
key = "No."
date = "Date"
type = "Type"
parties = "Partner"
country = "Place"
title = "Title"
[constants]
stage = "delivered"
[artefacts]
Contract = "contract"
"""
SHOW = (
    "1",
    "2024-02-03",
    "A2",
    "AA; BB",
    "BB",
    "The bronze show of the northern museum opened in the port gallery",
    "",
)
OWN = ("2", "2024-06-10", "P1", "CC; DD", "DD", "A night of shadow plays", "one.pdf")
PLAIN = ("3", "2024-08-10", "P1", "CC; DD", "DD", "A day of radio plays", "")


def take(o: Observatory, *rows: Sequence[str]) -> int:
    sheet = Sheet("", tuple(Row(n, tuple(cells)) for n, cells in enumerate((HEADINGS, *rows), 1)))
    told = read_mapping(MAP, "map.toml", o.codebook.by_code, o.names, load_languages())
    return len(take_exchanges(o, sheet, told, Cupboard(), "own.csv", "abc").mentions)


def by_title(o: Observatory) -> dict[str, Exchange]:
    return {x.title: x for x in exchanges(o)}


def test_an_artefact_lifts_the_word_of_a_party(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    assert take(o, OWN, PLAIN) == 2
    build(o)
    found = by_title(o)
    assert found["A night of shadow plays"].grade is Grade.V1, "a party says it and shows a contract"
    assert found["A day of radio plays"].grade is Grade.V0, "a party says it"
    assert found["A night of shadow plays"].voices == ("CC",)


def test_a_row_and_the_news_of_it_are_one_exchange(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    take(o, SHOW)
    build(o)
    (joined,) = [x for x in exchanges(o) if len(x.mentions) == 3]
    assert joined.parties == ("AA", "BB")
    assert joined.grade is Grade.V2, "the keeper is no party to it"
    assert joined.independent == ("gov-c",)


def test_the_same_sheet_again_changes_nothing(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    take(o, OWN, PLAIN)
    build(o)
    take(o, OWN, PLAIN)
    assert not build(o)


def test_a_changed_sheet_replaces_what_it_said_before(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    take(o, OWN, PLAIN)
    build(o)
    take(o, (*PLAIN[:5], "A week of radio plays", ""))
    assert build(o)
    assert {t for t in by_title(o) if "plays" in t} == {"A week of radio plays"}
    assert len([m for m in o.tables.read("mentions", Mention) if m.read_by == "register"]) == 1


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    build(o)
    read, parts = o.stamps.get("read"), o.tables.parts("readings")
    take(o, OWN)
    assert build(o)
    assert (o.stamps.get("read"), o.tables.parts("readings")) == (read, parts)


def test_two_rows_of_one_register_are_two_acts(tmp_path: Path) -> None:
    o = observatory(tmp_path, world())
    take(o, OWN, ("4", *OWN[1:5], "A night of shadow plays again", ""))
    build(o)
    assert len([x for x in exchanges(o) if "shadow" in x.title]) == 2


def workbook(path: Path, rows: int) -> None:
    made = Workbook(write_only=True)
    sheet = made.create_sheet("2024")
    sheet.append(("Our year",))
    sheet.append(("No.", "Datum", "Art", "Partner", "Ort", "Titel", "Besucher", "Vertrag"))
    partners, months = ("Chile", "Kenia; Fidschi", "NO", "Vietnam"), ("Mai", "Juni", "Juli", "März")
    for n in range(rows):
        when = f"{n % 27 + 1}. {months[n % 4]} 2024"
        sheet.append(
            (n, when, "Ausstellung", partners[n % 4], "Oslo", f"Abend {n}", n, "a/one.pdf" if n == 0 else None)
        )
    made.save(path)


def filled(template: str) -> str:
    changes = {
        "# controlled_by = []": 'controlled_by = ["FJ"]',
        "# parties = []": 'parties = ["FJ"]',
        'id = "our-desk"': 'id = "house"',
    }
    for old, new in changes.items():
        assert old in template, f"the template says {old}"
        template = template.replace(old, new)
    return template


def imported(tmp_path: Path, rows: int) -> str:
    runner.invoke(app, ["new", str(tmp_path / "o"), "--years", "2024"])
    workbook(tmp_path / "own.xlsx", rows)
    template = runner.invoke(app, ["import", "--exchanges", "--template", str(tmp_path / "own.xlsx")])
    assert template.exit_code == 0, template.output
    (tmp_path / "map.toml").write_text(filled(template.output), "utf-8")
    (tmp_path / "files" / "a").mkdir(parents=True)
    (tmp_path / "files" / "a" / "one.pdf").write_bytes(b"the secret words of a contract")
    call = [
        "import",
        str(tmp_path / "o"),
        str(tmp_path / "own.xlsx"),
        "--exchanges",
        "--mapping",
        str(tmp_path / "map.toml"),
    ]
    done = runner.invoke(app, [*call, "--artefacts", str(tmp_path / "files")])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_sheet_of_four_hundred_rows_becomes_records_and_their_artefact_shows(tmp_path: Path) -> None:
    assert "400 rows taken, 1 of them with artefacts, 0 refused" in imported(tmp_path, 400)
    assert runner.invoke(app, ["build", str(tmp_path / "o")]).exit_code == 0
    edition = tmp_path / "o" / "editions" / "world-2024"
    rows = list(csv.DictReader(io.StringIO((edition / "data" / "exchanges.csv").read_text("utf-8"))))
    assert len(rows) == 400
    assert [r["grade"] for r in rows].count("V1") == 1
    assert {tuple(json.loads(r["parties"])) for r in rows} == {("FJ", "CL"), ("FJ", "KE"), ("FJ", "NO"), ("FJ", "VN")}
    sha256 = hashlib.sha256(b"the secret words of a contract").hexdigest()
    (page,) = [p for p in edition.rglob("records/*.html") if sha256 in p.read_text("utf-8")]
    assert "a/one.pdf" in page.read_text("utf-8")
    assert sha256 in (edition / "data" / "artefacts.csv").read_text("utf-8")
    published = [p for p in edition.rglob("*") if p.is_file() and b"the secret words" in p.read_bytes()]
    assert published == [], "its name and hash are published, never its content"


@pytest.mark.slow
def test_fifty_thousand_rows_take_less_than_a_minute_of_one_core(tmp_path: Path) -> None:
    began = time.process_time()
    assert "50,000 rows taken" in imported(tmp_path, 50_000)
    assert time.process_time() - began < 60


WRONG_CALLS = [
    (["--exchanges"], 1, "one sheet and its mapping are needed"),
    (["--exchanges", "--statistics"], 2, "not both"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG_CALLS)
def test_calls_that_lack_something_say_what(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    runner.invoke(app, ["new", str(tmp_path / "o")])
    (tmp_path / "own.csv").write_text("a\n")
    done = runner.invoke(app, ["import", str(tmp_path / "o"), str(tmp_path / "own.csv"), *words])
    assert done.exit_code == code
    assert said in (done.output + str(done.exception))


def test_the_template_without_a_sheet_can_be_read() -> None:
    o = runner.invoke(app, ["import", "--exchanges", "--template"])
    assert o.exit_code == 0
    told = read_mapping(
        o.output.replace('# stage = "delivered"', 'stage = "delivered"'), "t", {"A2"}, {"FJ"}, load_languages()
    )
    assert told.columns.parties == ("Partner",)
    assert told.artefacts
