"""The command line as a user meets it."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tools import reference
from typer.testing import CliRunner

from samarkand import wiring
from samarkand.cli import app
from samarkand.domain.errors import SamarkandError
from samarkand.domain.lead import Lead, LeadKind
from samarkand.domain.refusal import Refusal
from samarkand.ports.story_search import StoriesFound, StoryQuery
from tests.collate import made_files

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
        "a.docx: is called a DOCX and is none",
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


def test_collate_tells_a_line_a_document_in_their_order(tmp_path: Path) -> None:
    text = "The library of Porto Vale lends forty maps to the museum of Lindbury until the end of the year. " * 3
    rows = [
        {"id": "b", "text": text, "title": "Maps", "publisher": "Library", "date": "2024-05-03"},
        {"id": "a", "text": text.upper(), "title": "Maps again", "date": "2024-05-04"},
        {"id": "c", "text": text + "In June it adds three globes.", "title": "Maps", "publisher": "Library", "date": "2024-05-06"},
        {"id": "d", "text": "Another piece of news about the ferry, the pier and the mild winter of the town."},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows) + "{broken\n")
    done = run("collate", "--documents", "in.jsonl", "--out", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "in.jsonl:5" in done.stderr
    told = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [list(t.values()) for t in told] == [
        ["b", "b", "b", None, []],
        ["a", "b", "b", None, []],
        ["c", "b", "b", "b", []],
        ["d", "d", "d", None, []],
    ]
def imported(tmp_path: Path) -> Path:
    """An observatory that a folder of good and bad files was imported into."""
    folder, cold = tmp_path / "o", tmp_path / "cold"
    runner.invoke(app, ["new", str(folder)])
    for name, data in {
        "a/page.html": made_files.page("News", TEXTS[0][1]),
        "a/report.pdf": made_files.pdf([[TEXTS[1][1]]]),
        "b/letter.docx": made_files.docx([TEXTS[0][1] + " It stays until May."]),
        "b/secret.pdf": made_files.pdf([["x"]], encrypt={"user_password": "x"}),
        "b/photo.jpg": b"\xff\xd8\xff\xe0",
        "events.export.CSV": made_files.gdelt_event(61, "https://a.example/1").encode(),
        ".hidden": b"x",
    }.items():
        (cold / name).parent.mkdir(parents=True, exist_ok=True)
        (cold / name).write_bytes(data)
    done = runner.invoke(app, ["import", str(folder), str(cold)])
    assert done.exit_code == 1, "one file cannot be taken"
    for said in ("photo.jpg: is an image", ".hidden: a hidden file", "5 files taken, 2 not"):
        assert said in done.output
    return folder


def test_a_folder_is_imported_and_what_is_not_taken_is_named(tmp_path: Path) -> None:
    folder = imported(tmp_path)
    places = {json.loads(p.read_text())["place"] for p in (folder / "snapshots").glob("??/*.json")}
    assert places == {"a/page.html", "a/report.pdf", "b/letter.docx", "b/secret.pdf", "events.export.CSV"}


@pytest.mark.slow
def test_what_a_build_refuses_is_shown(tmp_path: Path) -> None:
    folder = imported(tmp_path)
    built = run("build", str(folder))
    assert built.returncode == 0, built.stderr
    assert "refused: b/secret.pdf:1: a PDF that opens with a password only" in built.stderr
    assert "refused: 1 (encrypted 1)" in built.stderr
    assert "3 documents in" in built.stderr
    assert "1 leads to texts elsewhere" in built.stderr
    assert "leads" in runner.invoke(app, ["export", str(folder)]).output


SEARCHES = [
    (["--query", "x", "--from", "2024-05-02", "--to", "2024-05-01"], 2, "the last day lies before the first"),
    (["--query", "x", "--from", "May", "--to", "2024-05-01"], 2, "does not match"),
    (["--query", "x", "--from", "2024-05-01", "--to", "2024-05-01", "--in", "media-cloud"], 1, "MEDIA_CLOUD_KEY"),
    (
        ["--query", "x", "--from", "2024-05-01", "--to", "2024-05-01", "--country", "Q9"],
        1,
        "no country has the code Q9",
    ),
]


@pytest.mark.parametrize(("words", "code", "said"), SEARCHES)
def test_searches_that_cannot_be_made_ask_nobody(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    runner.invoke(app, ["new", str(tmp_path / "o")])
    done = run("search", str(tmp_path / "o"), *words)
    assert done.returncode == code, done.stderr
    assert said in done.stderr


def test_what_a_search_finds_is_kept_as_leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Found:
        def __init__(self, names: object) -> None:
            pass

        def find(self, query: StoryQuery) -> StoriesFound:
            lead = Lead("https://a.example/1", LeadKind.GDELT_DOC, found_in=query.terms)
            return StoriesFound((lead,), (Refusal("gdelt", 0, "search", "one day: timed out"),))

    monkeypatch.setattr(wiring, "GdeltDocSearch", Found)
    folder = str(tmp_path / "o")
    runner.invoke(app, ["new", folder])
    for _ in range(2):
        done = runner.invoke(app, ["search", folder, "--query", "x", "--from", "2024-05-01", "--to", "2024-05-02"])
        assert done.exit_code == 0, done.output
        assert "refused: gdelt:0: one day: timed out" in done.output
        assert "1 leads kept; no text was fetched" in done.output
    exported = runner.invoke(app, ["export", folder]).output
    assert "leads                  1 rows" in exported, "the same search twice is one search"


def test_an_index_from_a_table_and_a_spec(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("area,a,b,c\nNA,1,5,0\nBB,2,1,1\nCC,3,4,8\nDD,4,2,3\nEE,5,,4\n", "utf-8")
    leaves = "".join(f'[[indicator]]\nid = "{name}"\n' for name in "abc")
    spec = f'id = "i"\ntitle = "Three of them"\nlayer = "statistical"\n{leaves}[rules]\nrows = 5\n'
    (tmp_path / "s.toml").write_text(spec, "utf-8")
    words = ["index", str(tmp_path / "t.csv"), "--spec", str(tmp_path / "s.toml"), "--out", str(tmp_path / "o")]
    done = runner.invoke(app, words)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Three of them: index-")
    assert "5 areas have a score" in done.output
    standings = (tmp_path / "o" / "standings.csv").read_text("utf-8")
    assert '"i","i","NA"' in standings
    assert "nan" not in standings.lower()
    before = {path.name: path.read_bytes() for path in (tmp_path / "o").iterdir()}
    assert len(before) == 18, "nine tables, each twice"
    runner.invoke(app, words)
    assert {path.name: path.read_bytes() for path in (tmp_path / "o").iterdir()} == before, "the same to the byte"


def test_an_index_that_cannot_be_built_says_why(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("area,a,b\nAA,1,5\nBB,2,1\nCC,3,4\n", "utf-8")
    (tmp_path / "s.toml").write_text('id = "i"\n[[indicator]]\nid = "a"\n[[indicator]]\nid = "b"\n', "utf-8")
    done = run("index", "t.csv", "--spec", "s.toml", "--out", "o", cwd=tmp_path)
    assert done.returncode == 1
    assert "3 areas are left, 10 are needed" in done.stderr
    assert not (tmp_path / "o").exists()
    done = run("index", "t.csv", "--spec", "none.toml", "--out", "o", cwd=tmp_path)
    assert (done.returncode, "no such file" in done.stderr) == (1, True)
