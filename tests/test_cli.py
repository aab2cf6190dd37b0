"""The command line as a user meets it."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tools import reference
from typer.testing import CliRunner

from samarkand.cli import app
from samarkand.domain.errors import SamarkandError

runner = CliRunner()


def run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "samarkand", *words], capture_output=True, text=True, cwd=cwd, timeout=300
    )


def test_the_reference_is_what_the_program_says() -> None:
    assert reference.TARGET.read_text("utf-8") == reference.page(), "run: make reference"


def test_new_makes_a_commented_observatory(tmp_path: Path) -> None:
    made = runner.invoke(
        app, ["new", str(tmp_path / "o"), "--focus", "pair", "--code", "pt", "--code", "jp", "--years", "2023-2024"]
    )
    assert made.exit_code == 0, made.output
    settings = (tmp_path / "o" / "observatory.toml").read_text("utf-8")
    assert 'codes = ["PT", "JP"]' in settings
    assert "years = [2023, 2024]" in settings
    assert sorted(p.stem for p in (tmp_path / "o" / "sources").glob("*.toml")) == [
        "example-ministry",
        "example-newspaper",
        "example-newspaper-weekend",
    ]


def test_sources_are_listed_added_and_their_health_is_told(tmp_path: Path) -> None:
    folder = str(tmp_path / "o")
    assert runner.invoke(app, ["new", folder]).exit_code == 0
    listed = runner.invoke(app, ["sources", "list"])
    assert "mada-masr" in listed.output
    assert runner.invoke(app, ["sources", "add", folder, "mada-masr", "andina"]).exit_code == 0
    assert (tmp_path / "o" / "sources" / "andina.toml").is_file()
    unbuilt = runner.invoke(app, ["sources", folder])
    assert isinstance(unbuilt.exception, SamarkandError)
    assert "nothing was collated here yet" in str(unbuilt.exception)
    assert "run: samarkand build" in str(unbuilt.exception)


WRONG_CALLS = [
    (["new", "X", "--focus", "pair", "--code", "pt"], 2, "does not go with"),
    (["new", "X", "--years", "soon"], 2, "write --years 2024"),
    (["import", "X", "nothing.jsonl"], 1, "make one with: samarkand new"),
    (["build", "X"], 1, "no observatory here"),
    (["read", "--documents", "nothing.jsonl", "--out", "o.jsonl"], 1, "no such file"),
    (["frobnicate"], 2, "No such command"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG_CALLS)
def test_wrong_calls_say_what_and_what_to_do(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_files_that_cannot_be_imported_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "o"
    runner.invoke(app, ["new", str(folder)])
    empty, odd, good = tmp_path / "empty.jsonl", tmp_path / "a.docx", tmp_path / "g.jsonl"
    empty.write_text("")
    odd.write_text("x")
    good.write_text('{"id": "a", "text": "b"}\n')
    done = runner.invoke(app, ["import", str(folder), str(empty), str(odd), str(tmp_path / "gone.jsonl"), str(good)])
    assert done.exit_code == 1
    for said in (
        "empty.jsonl: the file is empty",
        "a.docx: this ending is not known",
        "gone.jsonl: no such file",
        "g.jsonl: taken",
    ):
        assert said in done.output
    assert "was taken before" in runner.invoke(app, ["import", str(folder), str(good)]).output


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ('title = "x"\nedition = "e"\n[focus]\nkind = "planet"\nyears = [2024, 2024]\n', "focus.kind"),
        (
            'title = "x"\nedition = "e"\n[focus]\nkind = "pair"\ncodes = ["AA"]\nyears = [2024, 2024]\n',
            "does not go with",
        ),
        ('title = "x"\nedition = "e"\ncolour = "red"\n[focus]\nyears = [2024, 2024]\n', "colour"),
        ("title = \n", "not TOML"),
    ],
)
def test_a_mistake_in_the_settings_is_named(tmp_path: Path, mistake: str, said: str) -> None:
    (tmp_path / "observatory.toml").write_text(mistake)
    done = run("build", str(tmp_path))
    assert done.returncode == 1
    assert said in done.stderr
    assert "observatory.toml" in done.stderr


TEXTS = [
    ("a", "On Tuesday the Norwegian national museum opened an exhibition of Peruvian textiles in Oslo."),
    ("b", "The parliament adopted the annual budget after a long debate about taxes."),
]


BODY = (
    "<p>The weavers of both valleys met at the fair and agreed to show their looms to each other once a year.</p>" * 2
)


def test_text_writes_a_line_a_file(tmp_path: Path) -> None:
    pages = {
        "good.html": f"<html><head><title>Looms</title><meta name='date' content='2024-05-02'></head><body>{BODY}</body></html>",
        "frames.html": "<frameset><frame src='a.htm'></frameset>",
        "future.html": f"<meta name='date' content='2079-05-02'>{BODY}",
    }
    for name, markup in pages.items():
        (tmp_path / name).write_text(markup, "utf-8")
    (tmp_path / "packed.html.gz").write_bytes(gzip.compress(pages["good.html"].encode()))
    (tmp_path / "torn.html.gz").write_bytes(gzip.compress(b"x" * 5000)[:20])
    files = [*pages, "packed.html.gz", "torn.html.gz", "absent.html"]
    done = run("text", *files, "--out", "out.jsonl", "--workers", "1", cwd=tmp_path)
    assert done.returncode == 1
    lines = [json.loads(row) for row in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["file"] for row in lines] == files
    assert [bool(row["text"]) for row in lines] == [True, False, True, True, False, False]
    assert [set(row) for row in lines] == [{"file", "title", "date", "text"}] * len(files)
    assert (lines[0]["title"], lines[0]["date"], lines[3]["date"]) == ("Looms", "2024-05-02", "2024-05-02")
    for said in (
        "frames.html: the page is made of frames",
        "future.html: its date is in doubt: future",
        "torn.html.gz: cannot be read to its end",
        "absent.html: no such file",
        "3 of 6 files held text",
    ):
        assert said in done.stderr


def test_text_of_good_pages_ends_well(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(BODY, "utf-8")
    (tmp_path / "b.html").write_text("", "utf-8")
    done = runner.invoke(
        app,
        ["text", str(tmp_path / "a.html"), str(tmp_path / "b.html"), "--out", str(tmp_path / "o"), "--workers", "1"],
    )
    assert done.exit_code == 0, done.output
    assert "b.html: the page is empty" in done.output


def test_read_needs_no_observatory(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl"
    rows = [json.dumps({"id": i, "text": t, "date": "2024-05-15"}) for i, t in TEXTS]
    source.write_bytes(gzip.compress(("\n".join([*rows, "{broken", ""])).encode()))
    done = run("read", "--documents", str(source), "--out", str(out), "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert "in.jsonl.gz:3: not JSON" in done.stderr
    first, second = (json.loads(line) for line in out.read_text("utf-8").splitlines())
    assert (first["id"], second["id"], second["events"]) == ("a", "b", [])
    (event,) = first["events"]
    assert event["type"] == "A2"
    assert sorted(event["parties"]) == ["NO", "PE"]
    whole = "\n" + TEXTS[0][1]
    assert whole[event["start"] : event["end"]] == event["quote"]
