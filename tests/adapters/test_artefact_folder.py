"""Files attached to rows: kept by content, and none from outside the folder."""

import hashlib
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samarkand.adapters.artefact_folder import ArtefactFolder
from samarkand.adapters.snapshot_store import SnapshotStore
from samarkand.domain.errors import SamarkandError
from samarkand.ports.artefacts import Kept, NotKept

NOW = datetime(2025, 3, 1, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_bytes(b"not yours")
    folder = tmp_path / "files"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "one.pdf").write_bytes(b"signed")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / unicodedata.normalize("NFD", "é.pdf")).write_bytes(b"accent")
    (folder / "link.pdf").symlink_to(tmp_path / "secret.txt")
    (folder / "inside.pdf").symlink_to(folder / "deep" / "one.pdf")
    (folder / "dangling.pdf").symlink_to(folder / "nowhere")
    (folder / "linked").symlink_to(tmp_path)
    return tmp_path


def kept(root: Path, name: str, folder: Path | None = None) -> Kept | NotKept:
    return ArtefactFolder(folder or root / "files", SnapshotStore(root / "store"), NOW).keep(name)


@pytest.mark.parametrize("name", ["deep/one.pdf", "deep\\one.pdf", "./deep/one.pdf"])
def test_a_file_is_kept_by_its_content(root: Path, name: str) -> None:
    sha256 = hashlib.sha256(b"signed").hexdigest()
    assert kept(root, name) == Kept(sha256, 6)
    assert (root / "store" / sha256[:2] / sha256).read_bytes() == b"signed"


def test_an_accent_may_be_composed_either_way(root: Path) -> None:
    assert isinstance(kept(root, unicodedata.normalize("NFC", "é.pdf")), Kept)


NOT_KEPT = [
    ("../secret.txt", "artefact outside"),
    ("deep/../../secret.txt", "artefact outside"),
    ("/etc/hostname", "artefact outside"),
    ("\\\\host\\share\\x", "artefact outside"),
    ("C:\\x.pdf", "artefact outside"),
    ("https://example.org/x.pdf", "artefact outside"),
    ("link.pdf", "artefact link"),
    ("inside.pdf", "artefact link"),
    ("dangling.pdf", "artefact link"),
    ("linked/secret.txt", "artefact link"),
    ("deep", "artefact missing"),
    ("none.pdf", "artefact missing"),
    ("x" * 5000, "artefact missing"),
    ("empty.pdf", "artefact size"),
    ("", "artefact name"),
    (".", "artefact name"),
    ("a\0b", "artefact name"),
]


@pytest.mark.parametrize(("name", "kind"), NOT_KEPT, ids=[n[:20] for n, _ in NOT_KEPT])
def test_what_is_not_kept_and_why(root: Path, name: str, kind: str) -> None:
    answer = kept(root, name)
    assert isinstance(answer, NotKept)
    assert answer.kind == kind
    assert answer.reason
    assert not (root / "store").exists(), "nothing was copied"


def test_too_large_a_file_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samarkand.adapters.artefact_folder.LARGEST", 5)
    answer = kept(root, "deep/one.pdf")
    assert isinstance(answer, NotKept) and answer.kind == "artefact size"


def test_without_a_folder_every_name_is_missing(root: Path) -> None:
    answer = ArtefactFolder(None, SnapshotStore(root / "store"), NOW).keep("one.pdf")
    assert isinstance(answer, NotKept) and "--artefacts" in answer.reason


def test_a_folder_that_is_none_is_said_at_once(root: Path) -> None:
    with pytest.raises(SamarkandError, match="no such folder"):
        kept(root, "one.pdf", root / "nothing")
