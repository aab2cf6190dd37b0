"""What goes wrong with a cluster is one clear error, in bounded time."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from tests.dask_cluster import loopback

from samarkand.adapters import compute_dask
from samarkand.adapters.cluster import connect, disagreement, valid
from samarkand.adapters.compute_dask import Cluster
from samarkand.domain.errors import SamarkandError

ABSENT = """
import sys
class Absent:
    def find_spec(name, path=None, target=None):
        if name == "samarkand":
            raise ModuleNotFoundError("No module named 'samarkand'", name=name)
sys.meta_path.insert(0, Absent)
"""
OTHER = "import samarkand; samarkand.__version__ = '0.0.1'; "


@pytest.mark.parametrize(
    "address", ["", "host:8786", "http://host:8786", "tcp://host", "tcp://:1", "tcp://h:x", "tcp://h :1"]
)
def test_what_is_no_address_is_said_at_once(address: str) -> None:
    with pytest.raises(ValueError, match="tcp://host:8786"):
        valid(address)
    with pytest.raises(SamarkandError, match="tcp://host:8786"):
        connect(address)


@pytest.fixture
def silent() -> Iterator[str]:
    """Something listens and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def closed() -> str:
    with socket.socket() as once:
        once.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{once.getsockname()[1]}"


@pytest.mark.parametrize("where", ["silent", "closed"])
def test_a_scheduler_that_does_not_answer_is_given_up(where: str, request: pytest.FixtureRequest) -> None:
    began = monotonic()
    with pytest.raises(SamarkandError, match="no scheduler answered within 1 s"):
        connect(request.getfixturevalue(where), connect_within=1)
    assert monotonic() - began < 10


@pytest.mark.slow
def test_a_scheduler_without_workers_is_given_up(tmp_path: Path) -> None:
    with loopback(tmp_path, workers=0) as there, pytest.raises(SamarkandError, match=r"no worker for 1 s.*dask worker"):
        connect(there.address, join_within=1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "said"), [(ABSENT, "samarkand is not installed there"), (OTHER, r"has samarkand 0\.0\.1 .* here it is")]
)
def test_workers_with_other_code_are_refused(before: str, said: str, tmp_path: Path) -> None:
    with loopback(tmp_path, workers=1, before=before) as there, pytest.raises(SamarkandError, match=said):
        connect(there.address)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (ModuleNotFoundError("No module named 'samarkand'"), "not installed"),
        (RuntimeError("ModuleNotFoundError: No module named 'samarkand.adapters.cluster'"), "another version"),
        (AttributeError("code"), "another version"),
        (OSError("gone"), "does not answer"),
        ("0.0.1", "has samarkand 0.0.1"),
    ],
)
def test_disagreement_is_told_by_its_kind(answer: object, said: str) -> None:
    assert said in disagreement(answer)


def kills_its_worker(mark: Path) -> int:
    """Only the first time."""
    if not mark.exists():
        mark.write_bytes(b"")
        os.kill(os.getpid(), signal.SIGKILL)
    return 1


def always_kills(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 1


@pytest.mark.slow
def test_work_of_a_dead_worker_is_done_by_another(tmp_path: Path) -> None:
    with loopback(tmp_path) as there:
        compute = Cluster(there.address)
        assert list(compute.map(kills_its_worker, [tmp_path / "mark"] * 6)) == [1] * 6
        assert sum(worker.poll() is not None for worker in there.workers) == 1
        compute.close()


@pytest.mark.slow
def test_parts_of_a_dead_worker_are_made_again(tmp_path: Path) -> None:
    with loopback(tmp_path) as there:
        compute = Cluster(there.address)
        parts = compute.regroup(by_parity, range(40), sorted, 2)
        first = list(parts)
        there.workers[0].kill()
        assert list(parts) == first == [[*range(0, 40, 2)], [*range(1, 40, 2)]]
        compute.close()


def by_parity(number: int) -> dict[int, int]:
    return {number % 2: number}


@pytest.mark.slow
def test_without_any_worker_left_the_run_ends_with_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compute_dask, "_PULSE", 0.5)
    monkeypatch.setattr(compute_dask, "_ALONE", 1.0)
    with loopback(tmp_path) as there:
        compute = Cluster(there.address)
        with pytest.raises(SamarkandError, match="no worker for 1 s"):
            list(compute.map(always_kills, range(6)))
        compute.close()


@pytest.mark.slow
def test_a_scheduler_that_dies_is_said(tmp_path: Path) -> None:
    with loopback(tmp_path) as there:
        compute = Cluster(there.address)
        results = compute.map(by_parity, range(10_000))
        next(results)
        there.scheduler.kill()
        began = monotonic()
        with pytest.raises(SamarkandError, match="the scheduler went away"):
            list(results)
        assert monotonic() - began < 30
        compute.close()
