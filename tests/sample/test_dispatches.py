"""The sample dispatches are well formed, traceable and in our own words."""

import gzip
import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "src" / "samarkand" / "sample"
FIELDS = {"id", "lang", "publisher", "country", "date", "url", "title", "text", "reports_on"}
SOURCE_FIELDS = {"document_id", "corpus", "publisher", "date", "url"}
FULL_DATE = re.compile(r"20\d\d-\d\d-\d\d")
DATE = re.compile(r"(?:2019|202[0-4])-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")

WORD_RUN = 6
CJK_RUN = 13
# Official names and titles may be repeated whole; nothing else may.
PROPER_NAMES = (
    "联合国教科文组织保护非物质文化遗产政府间委员会",
    "联合国教科文组织孔子教育奖",
    "法国国家奥林匹克和体育委员会",
    "国际科学、技术、工程和数学教育研究所",
)
QUOTED = re.compile(r"《[^》]*》|“[^”]*”|«[^»]*»|„[^“”]*[“”]|「[^」]*」|『[^』]*』")
STOP = re.compile(r"[。！？!?؟]+[”»』」\"]?|\.+[”»\"]?(?=\s|$)")
CJK = re.compile(r"[㐀-鿿豈-﫿぀-ヿ]")
BREAK = "\x00"

Dispatch = dict[str, Any]


def dispatches() -> list[Dispatch]:
    """All dispatches the package ships, in file order."""
    return [
        json.loads(line)
        for path in sorted(SAMPLE.glob("dispatches_*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def corpora_folder() -> Path | None:
    """The folder with the reported documents, where this checkout has one beside it."""
    shared = Path(os.environ.get("SAMARKAND_SHARED") or REPOSITORY.parent / "shared")
    corpora = shared / "corpora"
    return corpora if corpora.is_dir() else None


@cache
def corpus(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The documents of one corpus by id; some ids stand for several texts."""
    by_id: dict[str, list[dict[str, Any]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            by_id.setdefault(document["id"], []).append(document)
    return by_id


@pytest.fixture(scope="module")
def corpora() -> Iterator[Path]:
    folder = corpora_folder()
    if folder is None:
        pytest.skip("no shared corpora: set SAMARKAND_SHARED, or put ../shared beside the repository")
    yield folder
    corpus.cache_clear()


def sentence_count(text: str) -> int:
    """Sentences in a text, reading over initials, ordinals and decimal points."""
    count = 0
    for stop in STOP.finditer(text):
        before = re.split(r"[\s(«“\"]", text[: stop.start()])[-1]
        is_last = not text[stop.end() :].strip()
        following = text[stop.end() :].lstrip()[:1]
        initial_or_ordinal = re.fullmatch(r"\w|\d{1,2}", before) is not None
        if is_last or not (stop.group().startswith(".") and (initial_or_ordinal or following.islower())):
            count += 1
    return count


def without_names(text: str) -> str:
    """The text with quoted and official names cut out, a break left in their place."""
    text = QUOTED.sub(BREAK, text)
    for name in PROPER_NAMES:
        text = text.replace(name, BREAK)
    return text


def words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+|\x00", text.lower())


def runs(tokens: list[str] | str, length: int) -> set[str]:
    """Every run of so many tokens that crosses no break."""
    windows = ("\x1f".join(tokens[i : i + length]) for i in range(len(tokens) - length + 1))
    return {window for window in windows if BREAK not in window}


def is_proper_name(run: list[str], text: str) -> bool:
    """Whether a run of words is all capitalised in the text, small joining words apart."""
    long_words = [word for word in run if len(word) > 3 and not word.isdigit()]
    return bool(long_words) and not any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in long_words)


def shared_runs(own: str, source: str) -> set[str]:
    """What a dispatch has word for word from its source, beyond proper names."""
    own, source = without_names(own), without_names(source)
    if CJK.search(own) and CJK.search(source):
        own, source = (re.sub(r"\s", "", text) for text in (own, source))
        return {run.replace("\x1f", "") for run in runs(own, CJK_RUN) & runs(source, CJK_RUN)}
    shared = runs(words(own), WORD_RUN) & runs(words(source), WORD_RUN)
    return {" ".join(run.split("\x1f")) for run in shared if not is_proper_name(run.split("\x1f"), own)}


def reported(dispatch: Dispatch, folder: Path) -> list[dict[str, Any]]:
    source = dispatch["reports_on"]
    path = folder / f"{source['corpus']}.jsonl.gz"
    return corpus(path).get(source["document_id"], []) if path.is_file() else []


def test_there_are_enough_dispatches_in_enough_languages() -> None:
    everything = dispatches()
    assert len(everything) >= 150
    assert len({dispatch["lang"] for dispatch in everything}) >= 5


def test_ids_are_unique() -> None:
    ids = [dispatch["id"] for dispatch in dispatches()]
    assert len(ids) == len(set(ids))


def test_every_dispatch_has_the_agreed_fields() -> None:
    for dispatch in dispatches():
        assert set(dispatch) == FIELDS, dispatch["id"]
        assert set(dispatch["reports_on"]) == SOURCE_FIELDS, dispatch["id"]
        assert re.fullmatch(r"sample-[a-z]-\d{3}", dispatch["id"]), dispatch["id"]
        assert re.fullmatch(r"[a-z]{2}", dispatch["lang"]), dispatch["id"]
        assert dispatch["publisher"] == "Samarkand sample desk", dispatch["id"]
        assert dispatch["country"] is None and dispatch["url"] is None, dispatch["id"]
        assert dispatch["title"].strip() and dispatch["text"].strip(), dispatch["id"]


def test_dates_are_those_of_the_reported_document() -> None:
    for dispatch in dispatches():
        assert DATE.fullmatch(dispatch["date"]), dispatch["id"]
        source_date = dispatch["reports_on"]["date"]
        if source_date is not None and FULL_DATE.fullmatch(source_date):
            assert dispatch["date"] == source_date, dispatch["id"]


def test_a_dispatch_is_two_to_five_sentences() -> None:
    counts = {dispatch["id"]: sentence_count(dispatch["text"]) for dispatch in dispatches()}
    assert {id_: count for id_, count in counts.items() if not 2 <= count <= 5} == {}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Il a été signé le 4 mai. J. Martin y était.", 2),
        ("Am 4. November wurde gewählt. Die Amtszeit dauert zwei Jahre.", 2),
        ("展馆约3.5万平方米。2月2日奠基。", 2),
        ("بدأ المعرض في يوليو. ويستمر عاما؟", 2),
        ("Costó 1.7 millones", 0),
    ],
)
def test_sentences_are_counted_in_any_script(text: str, count: int) -> None:
    assert sentence_count(text) == count


def test_a_copied_sentence_would_be_found() -> None:
    source = "展览于今日至六月在故宫博物院文华殿展出两百件文物精品。"
    assert shared_runs("消息说，" + source, source)
    assert not shared_runs("故宫自即日起办展，展品约两百件。", source)
    english = "the museum will hand over the bronze head to the embassy today"
    assert shared_runs("On Monday " + english, english)
    name = "Federal Office for Customs and Border Security"
    assert not shared_runs(f"A letter came from the {name}.", f"Staff of {name} wrote")


def test_every_reported_document_exists(corpora: Path) -> None:
    for dispatch in dispatches():
        source = dispatch["reports_on"]
        wanted = (source["publisher"], source["date"], source["url"])
        found = [(doc["publisher"], doc["date"], doc["url"]) for doc in reported(dispatch, corpora)]
        assert wanted in found, dispatch["id"]


def test_no_sentence_is_taken_from_a_source(corpora: Path) -> None:
    copied = {
        dispatch["id"]: runs_found
        for dispatch in dispatches()
        for document in reported(dispatch, corpora)
        if (
            runs_found := shared_runs(
                f"{dispatch['title']}\n{dispatch['text']}", f"{document['title']}\n{document['text']}"
            )
        )
    }
    assert copied == {}
