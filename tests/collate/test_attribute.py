import datetime

import pytest

from samarkand.collate.attribute import SourceBook, attribute
from samarkand.collate.doubtful import doubtful
from samarkand.collate.unread import unread
from samarkand.collate.volumes import volumes
from samarkand.domain.dating import DateSource, Doubt
from samarkand.domain.document import Document, ReportsOn, Story
from samarkand.domain.period import Period
from samarkand.domain.source import Source

BOOK = SourceBook(
    (
        Source(
            "agency",
            "The Agency",
            publishers=("Agency", "AGY"),
            hosts=("agency.example",),
            lineage="wire",
            country="AA",
        ),
        Source("desk", "Desk"),
    )
)
GERMAN = "Das Museum zeigt bis zum Herbst eine Ausstellung mit Werken aus der Sammlung des Nachbarlandes."


@pytest.mark.parametrize(
    ("publisher", "url", "source", "lineage"),
    [
        ("agy", None, "agency", "wire"),
        ("The Agency", None, "agency", "wire"),
        ("?", "https://www.news.agency.example/1", "agency", "wire"),
        ("Somebody", None, "unregistered:somebody", "unregistered:somebody"),
        ("?", "https://www.else.example/1", "unregistered:else.example", "unregistered:else.example"),
        ("", None, "unregistered:unknown", "unregistered:unknown"),
    ],
)
def test_the_source_is_found_by_publisher_then_by_host(
    publisher: str, url: str | None, source: str, lineage: str
) -> None:
    found = attribute(Document("d", GERMAN, publisher=publisher, url=url), BOOK)
    assert (found.source_id, found.lineage_id) == (source, lineage)


def test_a_paraphrase_belongs_to_the_source_it_reports_on() -> None:
    told = Document("d", GERMAN, publisher="Desk", reports_on=ReportsOn("x", "Agency"))
    assert attribute(told, BOOK).lineage_id == "wire"
    assert attribute(told, BOOK).country == "AA"


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        (GERMAN, "es", "de"),
        ("展览昨天在首都开幕，两国文化部长出席了开幕式，并参观了一百二十件珍贵文物。", None, "zh"),
        ("1234 5678", "fr", "fr"),
        ("… " * 100, "fr", None),
        ("この展覧会は、日本とフランスの美術館が共同で開催し、多くの来場者を集めました。", "zh", "ja"),
    ],
)
def test_the_language_is_detected_not_believed(text: str, label: str | None, expected: str | None) -> None:
    assert attribute(Document("d", text, lang_label=label), BOOK).lang == expected


@pytest.mark.parametrize(
    ("date", "doubt"),
    [
        ("2024-05-02", ()),
        ("2031", (Doubt.FUTURE,)),
        ("2024-06-02", ()),
        ("2024-06-03", (Doubt.FUTURE,)),
        ("1998-12-31", (Doubt.BEFORE_SOURCE,)),
        ("1999", ()),
        (None, ()),
    ],
)
def test_a_date_outside_what_can_be_is_flagged(date: str | None, doubt: tuple[Doubt, ...]) -> None:
    book = SourceBook((Source("agency", "Agency", since="1999-05"),))
    document = Document("d", GERMAN, publisher="Agency", period=Period.parse(date))
    assert attribute(document, book, captured=datetime.date(2024, 6, 1)).doubt == doubt


def test_a_doubt_found_before_is_kept() -> None:
    document = Document("d", GERMAN, period=Period("2031"), doubt=(Doubt.DISAGREE,))
    found = attribute(document, BOOK, captured=datetime.date(2024, 6, 1))
    assert found.doubt == (Doubt.FUTURE, Doubt.DISAGREE)
    assert found.doubted(Doubt.FUTURE) is found


def test_a_document_in_doubt_is_said_once_with_all_doubts() -> None:
    documents = [
        Document("a", "x", source_id="s", period=Period("2031"), dated_by=DateSource.PAGE).doubted(
            Doubt.FUTURE, Doubt.DISAGREE
        ),
        Document("b", "x", period=Period("2024")),
    ]
    (row,) = doubtful(documents)
    assert (row.source_id, row.kind, row.kept) == ("s", "date in doubt", True)
    assert "a is dated 2031 by its page: it lies after the capture, other sources" in row.reason


def test_volumes_count_what_came_and_what_was_odd() -> None:
    documents = [
        Document("a", "x", lang="de", lang_label="de", source_id="s", lineage_id="l", period=Period("2024-05-02")),
        Document("b", "x", lang="de", lang_label="es", source_id="s", lineage_id="l", period=Period("2024-05")),
        Document("c", "x", lang="ja", source_id="s", lineage_id="l", period=Period("2024")),
        Document("d", "x", lang=None, source_id="s", lineage_id="l"),
    ]
    rows = volumes(documents, [Story("s", ("a", "b"))], frozenset({"de"}))
    told = {v.month: (v.documents, v.read, v.copies, v.undated, v.mislabelled) for v in rows}
    assert told == {"": (1, 0, 0, 1, 0), "2024": (1, 0, 0, 0, 0), "2024-05": (2, 2, 1, 0, 1)}


def test_what_is_not_read_is_said() -> None:
    documents = [Document("a", "x", lang="de"), Document("b", "x", lang="ja", source_id="s"), Document("c", "x")]
    rows = unread(documents, frozenset({"de"}))
    assert [(r.kind, r.kept) for r in rows] == [("language", True)] * 2
    assert "b is in ja" in rows[0].reason
