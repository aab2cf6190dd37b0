"""Settled in groups, ids come out as settled one after the other."""

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from samarkand.adapters.compute_local import InProcess
from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.collate.identity import base, settle_ids
from samarkand.collate.leads import LeadsAside
from samarkand.collate.settled import settle
from samarkand.collate.staged import Applying, Row, marked
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal

HASHES = [Document("", text).text_hash.removeprefix("text-") for text in ("one", "two")]
IDS = ["a", "b", "=a", *(f"a+{h}" for h in HASHES), f"a+{HASHES[0]}+{HASHES[1]}", "a+", "+", f"+{HASHES[0]}"]
FILES = st.lists(
    st.lists(
        st.one_of(
            st.builds(Document, st.sampled_from(IDS), st.sampled_from(["one", "two", "three"])),
            st.builds(Refusal, st.just("f"), st.just(1), st.just("json"), st.just("x"), kept=st.booleans()),
        ),
        max_size=12,
    ),
    max_size=4,
)


def one_after_the_other(files: list[list[Document | Refusal]]) -> list[Document | Refusal]:
    seen: dict[str, str] = {}
    return [row for number, rows in enumerate(files) for row in settle_ids(rows, seen, f"file {number}")]


def in_groups(files: list[list[Document | Refusal]], each: int, groups: int) -> list[Document | Refusal]:
    rows = [
        Row(f"sha {number}", f"file {number}", document=row)
        if isinstance(row, Document)
        else Row(f"sha {number}", f"file {number}", refusal=row)
        for number, held in enumerate(files)
        for row in held
    ]
    items = [rows[at : at + each] for at in range(0, len(rows), each)]
    settled = settle((marked(at, item) for at, item in enumerate(items)), InProcess(), groups)
    applying = Applying(settled.by_item(len(items)), LeadsAside(NoTables(), "1"))
    return [row for item in items for row in applying.rows(item)]


class NoTables(ParquetTables):
    """Holds nothing; there are no leads."""

    def __init__(self) -> None:
        super().__init__(Path("nowhere"))


@given(FILES, st.integers(1, 7), st.integers(1, 5))
@example([[Document("a", "one"), Document("a", "two"), Document(f"a+{HASHES[1]}", "two")]], 1, 5)
def test_any_number_of_items_and_groups(files: list[list[Document | Refusal]], each: int, groups: int) -> None:
    assert in_groups(files, each, groups) == one_after_the_other(files)


def test_an_id_that_begins_with_a_sign_of_ours_is_an_id() -> None:
    rows = one_after_the_other([[Document("a", "one"), Document("=a", "two"), Document("=a", "two")]])
    assert [row.id if isinstance(row, Document) else row.kind for row in rows] == ["a", "=a", "repeated"]


def test_what_can_meet_under_one_id_has_one_base() -> None:
    assert {base(i) for i in ("a", f"a+{HASHES[0]}", f"a+{HASHES[0]}+{HASHES[1]}")} == {"a"}
    assert base("a+b") == "a+b"
