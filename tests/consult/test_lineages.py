from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from samarkand import wiring
from samarkand.adapters.lineage_file import read_lineages
from samarkand.cli import app
from samarkand.consult.lineages import lines
from samarkand.domain.errors import SamarkandError
from samarkand.domain.lineage import Kinship, LineageJudgement, Verdict

PAPER = Kinship("paper", "wire", 10, 9, 2.1, 9, 0, True)
WIRE = Kinship("wire", "paper", 40, 9, 8.0, 0, 9, False)
OTHERS = Kinship("a", "b", 10, 5, 1.0, 0, 0, False)


def decided(verdict: Verdict, day: int) -> LineageJudgement:
    return LineageJudgement(("wire", "paper"), verdict, "rosa", datetime(2024, 6, day, tzinfo=UTC))


def test_two_sources_are_one_line_with_the_stronger_side_and_the_last_decision() -> None:
    told = list(lines([WIRE, OTHERS, PAPER], [decided(Verdict.DEPENDENT, 3), decided(Verdict.UNSURE, 2)]))
    assert [line.split(" | ")[:2] for line in told] == [["paper", "wire"], ["a", "b"]]
    assert "9 of 10 texts shared, 2.1 by chance" in told[0]
    assert told[0].endswith("seems to copy | dependent, rosa, 2024-06-03")
    assert told[1].endswith("undecided")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "o"
    assert CliRunner().invoke(app, ["new", str(root)]).exit_code == 0
    for name in ("paper", "wire"):
        (root / "sources" / f"{name}.toml").write_text(f'id = "{name}"\nname = "{name}"\n', encoding="utf-8")
    return root


def test_a_judgement_is_written_and_the_next_run_follows_it(folder: Path) -> None:
    words = [
        "review",
        "lineage",
        str(folder),
        "paper",
        "wire",
        "dependent",
        "--reviewer",
        "rosa",
        "--note",
        "agency line",
    ]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    [held] = read_lineages(wiring.ObservatoryFolder(folder).lineages)
    assert (held.sources, held.verdict, held.reviewer, held.note) == (
        ("paper", "wire"),
        Verdict.DEPENDENT,
        "rosa",
        "agency line",
    )
    lineage = {s.id: s.lineage_id for s in wiring.observatory(folder).sources}
    assert lineage["paper"] == lineage["wire"]


@pytest.mark.parametrize(
    ("pair", "said"), [(("paper", "nobody"), "no source is named nobody"), (("wire", "wire"), "one source alone")]
)
def test_a_judgement_on_what_is_no_pair_is_refused(folder: Path, pair: tuple[str, str], said: str) -> None:
    with pytest.raises(SamarkandError, match=said):
        wiring.judge_lineage(folder, pair, Verdict.DEPENDENT, "rosa", "")
    assert not wiring.ObservatoryFolder(folder).lineages.exists()
