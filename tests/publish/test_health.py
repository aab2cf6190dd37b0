"""The page of the sources' health, and its strips."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

from samarkand.domain.capture import Capture, CaptureKind, Trouble
from samarkand.domain.health import Expectation, LanguageCount, SourceHealth, SourceWeek, WeekState
from samarkand.domain.panel import PanelMember
from samarkand.domain.refusal import Refusal
from samarkand.domain.source import Source
from samarkand.publish.figures.weeks import source_strips
from samarkand.publish.health import Fared, came, collected, gaps, odd, panel, summary
from samarkand.publish.plain import text_lines

STATES = [
    WeekState.PARTIAL,
    WeekState.WITHIN,
    WeekState.MISSING,
    WeekState.MISSING,
    WeekState.BELOW,
    WeekState.ABOVE,
    WeekState.NONE,
    WeekState.MISSING,
]
COUNTS = [3, 10, 0, 0, 2, 40, 0, 0]


def weeks(name: str = "harbour") -> list[SourceWeek]:
    monday = date(2024, 1, 1)
    return [
        SourceWeek(name, name, (monday + timedelta(days=7 * i)).isoformat(), n, 5, 20, Expectation.DERIVED, state)
        for i, (n, state) in enumerate(zip(COUNTS, STATES, strict=True))
    ]


def fared() -> Fared:
    at = datetime(2024, 2, 1, 12, tzinfo=UTC)
    asked = ("harbour", "https://harbour.example/feed", CaptureKind.LIST, "https://harbour.example/feed", "")
    return Fared(
        sources=[Source("harbour", "Harbour <Post> & Sons"), Source("quiet", "Quiet", expected=(2, 9))],
        health=[
            SourceHealth("harbour", "harbour", 55, 50, 11, 1, 2, 5, (LanguageCount("en", 50), LanguageCount("mi", 5))),
            SourceHealth("quiet", "quiet", 0, 0, 0, 0, 0, 0, ()),
        ],
        weeks=weeks(),
        refusals=[Refusal("f", 1, "language", "why", "harbour", True), Refusal("f", 2, "no text", "why")],
        panel=[PanelMember("harbour", True, 11, 12, ("2024-01",), "read in 11 of 12 months")],
        captures=[Capture(*asked, at), Capture(*asked, at + timedelta(hours=1), 503, Trouble.SERVER)],
    )


def cells(table: object) -> list[list[str]]:
    return [[c.text for c in row] for row in table.rows]  # type: ignore[attr-defined]


def test_what_came_beside_what_was_expected() -> None:
    harbour, quiet = cells(came(fared()))
    assert harbour == ["Harbour <Post> & Sons", "55", "5 to 20 *", "8", "1", "1", "1", "3", "2024-02-05"]
    assert quiet[:4] == ["Quiet", "0", "2 to 9", "–"]
    assert quiet[-1] == "NA: nothing yet"


def test_gaps_are_runs_the_longest_first_and_an_open_one_says_so() -> None:
    assert cells(gaps(fared())) == [
        ["Harbour <Post> & Sons", "2024-01-15", "2024-01-28", "2", "came again"],
        ["Harbour <Post> & Sons", "2024-02-19", "2024-02-25", "1", "nothing yet"],
    ]


def test_oddities_are_shares_and_a_refusal_without_a_source_is_not_lost() -> None:
    harbour, _, nobody = cells(odd(fared()))
    assert harbour[1:] == ["20 %", "2 %", "4 %", "9 %", "en 91 %, mi 9 %", "language 1"]
    assert (nobody[0], nobody[-1]) == ("not known whose", "no text 1")


def test_the_panel_says_why_and_when_set_aside() -> None:
    assert cells(panel(fared())) == [["Harbour <Post> & Sons", "in", "read in 11 of 12 months", "2024-01"]]


def test_the_last_answer_and_the_last_trouble() -> None:
    (row,) = cells(collected(fared()))
    assert row[1:] == ["2024-02-01 12:00", "2024-02-01 13:00: it met a server error"]


def test_the_sentence_counts_judged_weeks_only() -> None:
    assert summary(fared()).startswith("Of 7 weeks that could be judged, 3 are missing")
    assert "could be judged" in summary(Fared((), (), (), ()))


def test_a_missing_week_is_hatched_and_is_no_zero() -> None:
    (figure,) = source_strips(fared())
    drawn = ElementTree.fromstring(figure.svg)
    fills = [e.get("fill") for e in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    assert fills.count("url(#gap)") == 3 + 1, "three weeks and the legend"
    rows = list(csv.DictReader(io.StringIO(figure.csv)))
    assert [r["documents"] for r in rows if r["state"] == "missing"] == ["", "", ""]
    assert [r["documents"] for r in rows if r["state"] == "none"] == ["0"]
    assert "1 of 1 source fell silent for a time in 2024" in figure.title
    assert "Harbour <Post> & Sons 3 missing" in figure.alt


def test_a_year_without_a_judged_week_is_not_drawn() -> None:
    assert list(source_strips(Fared((), (), weeks()[:1], ()))) == []


def test_lines_for_the_terminal_are_aligned_whatever_the_script() -> None:
    named = Fared([Source("harbour", "港口邮报")], fared().health, weeks(), ())
    _, head, *rows = text_lines(came(named))
    assert head.index("Documents") - rows[0].index("55") == len("港口邮报"), "Han takes two places"
