"""PDFs that open, and every way in which they do not."""

import time

import pytest
from tests.collate.made_files import pdf
from tests.collate.parse.reading import read

from samarkand.collate.parse import pdf as module
from samarkand.domain.dating import DateSource, Doubt

LINES = (
    "The harbour museum opened a joint exhi-",
    "bition of bronze work with lenders from three countries.",
    "A well-known collector lent forty pieces, and the well-",
    "known curator of the partner house wrote the catalogue for",
    "it.",
)


MONTHS = ("January", "February", "March", "April", "May")


def numbered() -> list[list[str]]:
    return [
        ["Harbour Museum, yearly report", f"In {month} the house had", f"guests of {n + 2} countries.", f"Page {n}"]
        for n, month in enumerate(MONTHS)
    ]


def test_lines_become_paragraphs_and_broken_words_are_mended() -> None:
    (document,) = read(pdf([LINES]), "report.pdf").documents
    assert document.text.split("\n\n")[0].startswith("The harbour museum opened a joint exhibition of bronze work")
    assert "the well-known curator" in document.text, "a word that is hyphened elsewhere keeps its hyphen"


def test_running_heads_and_page_numbers_are_no_text() -> None:
    (document,) = read(pdf(numbered()), "report.pdf").documents
    assert "yearly report" not in document.text
    assert "Page" not in document.text
    assert document.text.startswith("In January the house had guests of 2 countries.")
    assert document.text.count("the house had") == len(MONTHS)


def test_title_and_day_come_from_the_metadata_with_a_doubt() -> None:
    made = {"/Title": "Yearly report", "/CreationDate": "D:20240501003000+02'00'", "/ModDate": "D:20240701000000Z"}
    (document,) = read(pdf([LINES], made), "report.pdf").documents
    assert document.title == "Yearly report"
    assert (str(document.period), document.dated_by) == ("2024-05-01", DateSource.METADATA), "the day as written"
    assert document.doubt == (Doubt.FILE_MADE,)


@pytest.mark.parametrize(
    ("metadata", "title", "period", "doubt"),
    [
        ({}, "report", None, ()),
        ({"/Title": "Microsoft Word - draft3.doc"}, "report", None, ()),
        ({"/Title": "untitled"}, "report", None, ()),
        ({"/CreationDate": "last week"}, "report", None, ()),
        ({"/CreationDate": "D:00010101000000"}, "report", None, ()),
        ({"/ModDate": "D:20240701"}, "report", "2024-07-01", (Doubt.MODIFIED_ONLY,)),
    ],
)
def test_what_metadata_do_not_say(
    metadata: dict[str, str], title: str, period: str | None, doubt: tuple[Doubt, ...]
) -> None:
    (document,) = read(pdf([LINES], metadata), "report.pdf").documents
    found = str(document.period) if document.period else None
    assert (document.title, found, document.doubt) == (title, period, doubt)


WHOLE = pdf([LINES] * 3)
REFUSED = [
    ("a password", pdf([LINES], encrypt={"user_password": "x"}), "encrypted"),
    ("scanned", pdf([[]] * 4), "scanned"),
    ("torn", WHOLE[: len(WHOLE) - 200], "damaged"),
    ("half", WHOLE[: len(WHOLE) // 2], "damaged"),
    ("a head alone", b"%PDF-1.7\n", "damaged"),
    ("a head and NUL", b"%PDF-1.7\n" + bytes(1000), "damaged"),
    ("no PDF at all", b"Dear reader, this is a letter.", "format"),
    ("empty", b"", "empty"),
    ("no pages", pdf([]), "text"),
    ("too many pages", pdf([["x"]] * (module.MAX_PAGES + 1)), "size"),
]


@pytest.mark.parametrize(("name", "data", "kind"), REFUSED, ids=[r[0] for r in REFUSED])
def test_one_refusal_for_a_pdf_that_cannot_be_read(name: str, data: bytes, kind: str) -> None:
    came = read(data, "report.pdf")
    assert came.documents == []
    assert came.gone == [kind]
    assert len(came.refusals) == 1, "one clear line, not several"


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    guarded = pdf([LINES], encrypt={"user_password": "", "owner_password": "o"})
    assert len(read(guarded, "report.pdf").documents) == 1


def test_pages_without_text_are_counted_and_the_others_kept() -> None:
    came = read(pdf([LINES, [], LINES, []]), "report.pdf")
    assert len(came.documents) == 1
    assert [r.reason for r in came.refusals] == ["2 of 4 pages have no text; kept without them"]


def test_a_page_that_unpacks_to_too_much_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = pdf([["a" * 90] * 4000, LINES])
    monkeypatch.setitem(module._LIMITS, "zlib_maximum_output_length", 100_000)
    began = time.monotonic()
    came = read(bomb, "report.pdf")
    assert [r.reason for r in came.refusals] == ["1 of 2 pages could not be read; kept without them"]
    assert "joint exhibition" in came.documents[0].text
    assert time.monotonic() - began < 5


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SECONDS", -1.0)
    assert read(pdf([LINES]), "report.pdf").gone == ["time"]


def test_nothing_is_printed_about_damage(capfd: pytest.CaptureFixture[str]) -> None:
    read(WHOLE[:-200], "report.pdf")
    assert capfd.readouterr() == ("", "")
