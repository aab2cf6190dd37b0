import errno
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarkand.adapters.atomic import sweep, write_atomically
from samarkand.adapters.parquet_tables import ParquetTables
from samarkand.adapters.records import from_arrow, to_arrow
from samarkand.domain.document import Document, Heading, ReportsOn
from samarkand.domain.errors import SamarkandError
from samarkand.domain.exchange import Exchange, Value
from samarkand.domain.finding import Finding
from samarkand.domain.mention import Axes, Direction, Mention, Quantity
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.quote import Quote
from samarkand.domain.scale import Grade, Stage, Valence

FULL = Mention(
    type="A2",
    stage=Stage.CANCELLED,
    parties=("AA", "BB"),
    quote=Quote("d", 0, 4, "展览取消"),
    confidence=0.75,
    valence=Valence.CLOSES,
    alt_types=("A1",),
    organisations=("Museum",),
    place=Place("AA", None),
    period=Period("2024-05"),
    initiative=(),
    background=True,
    axes=Axes(Direction("directed", ("AA",), ("BB",)), None, "media", None, ("ai",), (Quantity(3.0, "works"),), ()),
    read_by="some-model/1",
)
BARE = Mention("A2", Stage.DELIVERED, ("AA", "XX"), Quote("e", 1, 3, "ok"), 0.5)


def test_mentions_come_back_as_they_went() -> None:
    assert from_arrow(Mention, to_arrow(Mention, [FULL, BARE])) == [FULL, BARE]
    assert BARE.read_by == "local", "unless somebody else is named, the local reader read it"


SEEN = Exchange(
    id="x1",
    type="A2",
    stage=Stage.DELIVERED,
    valence=Valence.OPENS,
    parties=("AA", "BB"),
    place=Place("AA", None),
    period=Period("2024-05"),
    organisations=("Museum",),
    title="A show",
    mentions=("m1", "m2"),
    values=(Value("quantity", "5000 visitors", ("m1",)), Value("quantity", "2000 visitors", ("m2",))),
    lineages=("press",),
    independent=("press",),
    voices=(),
    grade=Grade.V2,
    direction="joint",
    initiative=("some-year",),
    format="online",
    lead_sector="media",
    level="institutions",
    tech=("ai", "vr"),
    themes=("craft",),
    quantity=(Quantity(5000.0, "visitors"), Quantity(0.5, "square metres")),
    parent="x0",
    occurrences=3,
)
PLAIN = replace(
    SEEN, format=None, lead_sector=None, level=None, tech=(), themes=(), quantity=(), parent=None, occurrences=1
)


def test_exchanges_come_back_as_they_went() -> None:
    assert from_arrow(Exchange, to_arrow(Exchange, [SEEN, PLAIN])) == [SEEN, PLAIN]


@pytest.mark.parametrize(
    "field", ["format", "lead_sector", "level", "tech", "themes", "quantity", "parent", "occurrences"]
)
def test_an_exchange_written_before_it_had_a_field_is_read(field: str) -> None:
    (read,) = from_arrow(Exchange, to_arrow(Exchange, [PLAIN]).drop_columns([field]))
    assert read == PLAIN


@given(
    st.builds(
        Document,
        id=st.text(min_size=1),
        text=st.text(),
        title=st.text(),
        reports_on=st.none() | st.builds(ReportsOn, st.text(), st.text()),
    )
)
def test_documents_come_back_as_they_went(document: Document) -> None:
    try:
        document.whole.encode()
    except UnicodeEncodeError:
        return
    assert from_arrow(Document, to_arrow(Document, [document])) == [document]


def test_tuples_of_tuples_come_back() -> None:
    finding = Finding("t", "en", "3 exchanges", (("n", "3", "q-1"),), "all", 3, ("x-1",))
    assert from_arrow(Finding, to_arrow(Finding, [finding])) == [finding]


def test_parts_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    tables = ParquetTables(tmp_path)
    tables.write("mentions", "b", Mention, [BARE])
    tables.write("mentions", "a", Mention, [FULL])
    assert list(tables.read("mentions", Mention)) == [FULL, BARE]
    tables.keep_only("mentions", ["b"])
    assert tables.parts("mentions") == {"b"}


def test_another_schema_version_is_refused_with_a_remedy(tmp_path: Path) -> None:
    tables = ParquetTables(tmp_path)
    tables.write("mentions", "a", Mention, [BARE])
    path = tmp_path / "mentions" / "a.parquet"
    pq.write_table(pq.read_table(path).replace_schema_metadata({b"samarkand.schema": b"0"}), path)
    with pytest.raises(SamarkandError, match=r"schema version 0.*snapshots are kept"):
        list(tables.read("mentions", Mention))


def test_a_torn_part_is_named(tmp_path: Path) -> None:
    (tmp_path / "mentions").mkdir()
    (tmp_path / "mentions" / "a.parquet").write_bytes(b"PAR1 torn")
    with pytest.raises(SamarkandError, match=r"a\.parquet.*cannot be read"):
        list(ParquetTables(tmp_path).read("mentions", Mention))


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "held"
    write_atomically(path, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SamarkandError, match="disk is full"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["held"]


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / "mentions").mkdir()
    (tmp_path / "mentions" / ".a.parquet.77.tmp").write_bytes(b"half")
    sweep(tmp_path)
    assert not list(tmp_path.rglob("*.tmp"))


def test_equal_records_give_equal_bytes(tmp_path: Path) -> None:
    one, two = ParquetTables(tmp_path / "1"), ParquetTables(tmp_path / "2")
    for tables in (one, two):
        tables.write("mentions", "a", Mention, [FULL, BARE])
    assert (tmp_path / "1/mentions/a.parquet").read_bytes() == (tmp_path / "2/mentions/a.parquet").read_bytes()
    assert isinstance(to_arrow(Mention, [FULL]), pa.Table)


def test_no_more_is_read_than_the_kind_asks_for(tmp_path: Path) -> None:
    tables = ParquetTables(tmp_path)
    tables.write("documents", "one", Document, [Document("d1", "A text", lang="fr"), Document("d2", "Another")])
    assert list(tables.read("documents", Heading)) == [Heading("d1", "fr"), Heading("d2", None)]
