"""No damage of any kind of file leaves the parser as an exception, and none passes without a word."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.collate import made_files as made
from tests.collate.parse.reading import read

from samarkand.collate.parse.kinds import BY_ENDING

GOOD = {
    "a.pdf": made.pdf([made.SENTENCES, made.SENTENCES], {"/Title": "T", "/CreationDate": "D:20240501"}),
    "a.docx": made.docx(["One.", [["a", "b"]], "Two."], title="T"),
    "a.rss": made.rss([{"title": "T", "link": "https://a.example/", "description": "Words."}] * 3),
    "a.warc.gz": made.warc([made.answer(made.page()), made.answer(made.gz(made.page()), Content_Encoding="gzip")]),
    "a.warc": made.warc([made.answer(made.page()), made.answer(made.page())], packed=False),
    "a.html": made.page(),
    "a.zip": made.zipped({"a.html": made.page(), "b.txt": b"Words."}),
    "a.export.CSV": made.gdelt_event(61, "https://a.example/1").encode(),
    "a.json": b'{"articles": [{"url": "https://a.example/1", "title": "T"}]}',
    "a.csv": b"id,text\na,Words\n",
    "a.jsonl": b'{"id": "a", "text": "Words"}\n',
    "a.txt": "Überschrift\n\nWorte.".encode(),
}
HARDLY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def came_of(data: bytes, file: str) -> int:
    came = read(data, file)
    for document in came.documents:
        document.whole.encode()  # no lone surrogates: the tables could not hold them
    return len(came.documents) + len(came.leads) + len(came.refusals)


@pytest.mark.parametrize("file", GOOD)
def test_whole_files_have_nothing_refused(file: str) -> None:
    came = read(GOOD[file], file)
    assert came.documents or came.leads
    assert came.gone == []


@pytest.mark.parametrize("file", GOOD)
@HARDLY
@given(data=st.data())
def test_a_file_cut_anywhere(file: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(GOOD[file]) - 1))
    assert came_of(GOOD[file][:cut], file) > 0, "something came, or a word about why not"


@pytest.mark.parametrize("file", GOOD)
@HARDLY
@given(data=st.data())
def test_bytes_changed_anywhere(file: str, data: st.DataObject) -> None:
    body = bytearray(GOOD[file])
    for _ in range(data.draw(st.integers(1, 8))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    came_of(bytes(body), file)


@HARDLY
@given(
    ending=st.sampled_from(sorted(BY_ENDING)),
    head=st.sampled_from([b"", *(d[:12] for d in GOOD.values())]),
    tail=st.binary(max_size=300),
)
def test_junk_under_every_ending(ending: str, head: bytes, tail: bytes) -> None:
    came_of(head + tail, f"a.{ending}")


@pytest.mark.parametrize("ending", sorted(BY_ENDING))
@pytest.mark.parametrize(
    "data",
    [b"\0" * 1000, b"\xff\xfe", b"\xef\xbb\xbf", b"\n\n\n", b"\x1f\x8b", b"\x1f\x8b\x08" + bytes(50), b"{", b"<"],
)
def test_nearly_nothing_under_every_ending(ending: str, data: bytes) -> None:
    assert came_of(data, f"a.{ending}") > 0


def test_a_gzip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from samarkand.collate.parse import formats

    monkeypatch.setattr(formats, "MAX_ONE", 1_000_000)
    assert read(made.gz(b"a" * 2_000_000), "a.txt.gz").gone == ["size"]


def test_a_bomb_of_one_line_is_refused_and_the_lines_after_it_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from samarkand.collate.parse import formats, jsonl

    monkeypatch.setattr(formats, "MAX_LINE", 10_000)
    monkeypatch.setattr(jsonl, "MAX_LINE", 10_000)
    data = b'{"id": "a", "text": "' + b"x" * 200_000 + b'"}\n{"id": "b", "text": "Words"}\n'
    came = read(made.gz(data), "a.jsonl.gz")
    assert ([d.id for d in came.documents], came.kinds) == (["b"], [(1, "size", False)])


def test_a_few_nul_bytes_are_a_doubt_and_many_are_no_text() -> None:
    few = read(b"Words of a text that goes on for a while\0 and then ends.", "a.txt")
    assert (len(few.documents), few.kinds) == (1, [(1, "encoding", True)])
    assert read(b"ab\0\0cd" * 50, "a.txt").gone == ["text"]
