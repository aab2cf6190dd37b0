"""The sample through a cluster that loses a worker on the way: the same tables, byte for byte, as made here."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from time import monotonic
from typing import TypeVar

import pytest

from samarkand import wiring
from samarkand.adapters.new_observatory import create_observatory
from samarkand.adapters.terminal import Silence
from samarkand.collate import collator, pieces
from samarkand.domain.errors import SamarkandError
from samarkand.domain.focus import Focus, FocusKind
from samarkand.pipeline import build
from samarkand.ports.progress import Progress
from tests.dask_cluster import loopback

T = TypeVar("T")


class Watched(Silence):
    """Does something once, after the first result of the reading."""

    def __init__(self, then: Callable[[], None]) -> None:
        self._then: Callable[[], None] | None = then

    def track(self, items: Iterable[T], total: int, label: str) -> Iterator[T]:
        for item in items:
            yield item
            if label == "reading" and self._then:
                self._then()
                self._then = None


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample in eleven parts and in four pieces."""
    monkeypatch.setattr(collator, "PART", 18)
    monkeypatch.setattr(collator, "packed", lambda held, listed: pieces.packed(held, listed, 60_000))


def sample(root: Path) -> Path:
    create_observatory(root, "The sample", "sample", Focus(FocusKind.WORLD, (), 2019, 2024), 0.25)
    with as_file(files("samarkand.sample")) as folder:
        taken = list(wiring.import_documents(root, sorted(folder.glob("*.jsonl"))))
    assert all(ok for _, ok in taken)
    return root


def built(root: Path, progress: Progress, cluster: str = "") -> dict[str, bytes]:
    """Every file of every table."""
    assert build(wiring.observatory(sample(root), progress, cluster))
    tables = root / "tables"
    return {p.relative_to(tables).as_posix(): p.read_bytes() for p in sorted(tables.rglob("*")) if p.is_file()}


@pytest.mark.slow
def test_a_worker_killed_on_the_way_changes_no_byte(tmp_path: Path) -> None:
    here = built(tmp_path / "here", Silence())
    assert len([name for name in here if name.startswith("readings/")]) == 11

    def kill() -> None:
        killed.append(there.workers[0].poll())
        there.workers[0].kill()
        there.workers[0].wait()

    killed: list[int | None] = []
    with loopback(tmp_path / "cluster") as there:
        assert built(tmp_path / "there", Watched(kill), there.address) == here
        assert killed == [None]
        assert there.workers[1].poll() is None


def samarkand(*words: str, timeout: float = 400) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "samarkand", *words], capture_output=True, text=True, timeout=timeout)


@pytest.mark.slow
def test_the_command_line_reads_and_builds_on_a_cluster(tmp_path: Path) -> None:
    root = sample(tmp_path / "observatory")
    settings = (root / "observatory.toml").read_text("utf-8")
    lines = str(files("samarkand.sample") / "dispatches_a.jsonl")
    with loopback(tmp_path / "cluster") as there:
        (root / "observatory.toml").write_text(
            settings.replace("[compute]", f'[compute]\ncluster = "{there.address}"'), "utf-8"
        )
        done = samarkand("build", str(root))
        assert done.returncode == 0, done.stderr
        assert "190 documents" in done.stderr
        read = samarkand("read", "--documents", lines, "--out", str(tmp_path / "there"), "--cluster", there.address)
        assert read.returncode == 0, read.stderr
        assert_no_noise(done.stderr + read.stderr)
    samarkand("read", "--documents", lines, "--out", str(tmp_path / "here"))
    assert (tmp_path / "there").read_bytes() == (tmp_path / "here").read_bytes()


def assert_no_noise(told: str) -> None:
    for word in ("Traceback", "Warning", "distributed."):
        assert word not in told, told


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    root = sample(tmp_path / "observatory")
    began = monotonic()
    done = samarkand("build", str(root), "--cluster", "tcp://127.0.0.1:1")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("samarkand: tcp://127.0.0.1:1: no scheduler answered within 10 s")
    assert "Traceback" not in done.stderr
    assert monotonic() - began < 60


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "http://127.0.0.1:8786"])
def test_an_address_that_is_none_is_a_wrong_call(address: str, tmp_path: Path) -> None:
    done = samarkand("build", str(tmp_path), "--cluster", address)
    assert done.returncode == 2
    assert "tcp://host:8786" in done.stderr


def test_a_wrong_address_in_the_settings_is_said_with_its_place(tmp_path: Path) -> None:
    root = sample(tmp_path / "observatory")
    path = root / "observatory.toml"
    path.write_text(path.read_text("utf-8").replace("[compute]", '[compute]\ncluster = "localhost"'), "utf-8")
    with pytest.raises(SamarkandError, match=r"compute\.cluster: .*tcp://host:8786"):
        wiring.observatory(root, Silence())


@pytest.mark.slow
def test_workers_that_do_not_see_the_observatory_are_one_clear_error(tmp_path: Path) -> None:
    def seen() -> str:
        import os

        return str(os.getpid())

    with loopback(tmp_path, workers=1) as there, pytest.raises(SamarkandError, match="does not see the observatory"):
        list(wiring.compute_on(1, there.address, None, seen).map(str, range(3)))


def test_nothing_of_a_cluster_is_loaded_without_one() -> None:
    code = "import sys, samarkand.cli; print([m for m in sys.modules if m.split('.')[0] in ('dask', 'distributed')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
