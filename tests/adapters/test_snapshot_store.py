from datetime import UTC, datetime
from pathlib import Path

import pytest

from samarkand.adapters.snapshot_store import SnapshotStore
from samarkand.domain.document import Snapshot
from samarkand.domain.errors import SamarkandError

NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)
DATA = bytes(range(256)) * 10_000


@pytest.fixture
def taken(tmp_path: Path) -> tuple[SnapshotStore, Snapshot]:
    (tmp_path / "news.jsonl").write_bytes(DATA)
    store = SnapshotStore(tmp_path / "snapshots")
    snapshot, is_new = store.add(tmp_path / "news.jsonl", NOON)
    assert is_new
    return store, snapshot


def test_a_file_is_kept_as_it_was(taken: tuple[SnapshotStore, Snapshot], tmp_path: Path) -> None:
    store, snapshot = taken
    assert (snapshot.place, snapshot.size, snapshot.captured_at) == ("news.jsonl", len(DATA), NOON)
    assert store.add(tmp_path / "news.jsonl", NOON) == (snapshot, False)
    assert store.list() == [snapshot]
    assert store.read(snapshot) == DATA
    with store.open(snapshot) as held:
        assert b"".join(iter(lambda: held.read(70_000), b"")) == DATA


def test_a_changed_file_is_found_out_however_it_is_read(taken: tuple[SnapshotStore, Snapshot], tmp_path: Path) -> None:
    store, snapshot = taken
    path = tmp_path / "snapshots" / snapshot.sha256[:2] / snapshot.sha256
    path.write_bytes(DATA[:-1] + b"x")
    with pytest.raises(SamarkandError, match="does not match its checksum"):
        store.read(snapshot)
    with store.open(snapshot) as held, pytest.raises(SamarkandError, match="does not match its checksum"):
        held.read()
