"""A zip of files is read as if they lay there by themselves."""

import pytest
from tests.collate import made_files as made
from tests.collate.parse.reading import read


def test_every_file_of_a_zip_is_read_under_its_own_name() -> None:
    came = read(
        made.zipped(
            {
                "b/page.html": made.page(),
                "a.txt": b"A headline\n\nAnd some words about it.",
                "photo.png": b"\x89PNG....",
                "__MACOSX/a.txt": b"system",
                ".hidden": b"system",
                "inner.zip": made.zipped({"x.txt": b"deep"}),
            }
        ),
        "many.zip",
    )
    assert [d.title for d in came.documents] == ["A headline", "A joint show"]
    assert [(r.file, r.kind) for r in came.refusals] == [
        ("many.zip/inner.zip", "format"),
        ("many.zip/photo.png", "format"),
    ]


def test_gdelt_comes_as_a_zip() -> None:
    row = made.gdelt_event(61, "https://a.example/1").encode()
    came = read(made.zipped({"20240502101500.export.CSV": row}), "20240502101500.export.CSV.zip")
    assert [lead.address for lead in came.leads] == ["https://a.example/1"]


@pytest.mark.parametrize(
    ("files", "kind"),
    [({}, "text"), ({"../x.txt": b"x"}, "path"), ({"a/../../x.txt": b"x"}, "path"), ({"..\\x.txt": b"x"}, "path")],
)
def test_zips_that_are_not_opened(files: dict[str, bytes], kind: str) -> None:
    assert read(made.zipped(files), "a.zip").gone == [kind]


def test_an_entry_without_a_name_is_refused() -> None:
    data = made.zipped({"a.txt": b"words"}).replace(b"a.txt", b"\0.txt")
    assert read(data, "a.zip").gone == ["path"]


def test_a_torn_zip_is_refused() -> None:
    assert read(made.zipped({"a.txt": b"words"})[:-10], "a.zip").gone == ["damaged"]
