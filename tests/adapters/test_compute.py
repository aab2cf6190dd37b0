"""The same plan and the same results in this process, in several, and on a cluster."""

import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from tests.dask_cluster import Loopback, loopback

from samarkand.adapters.compute_dask import Cluster
from samarkand.adapters.compute_local import InProcess, Processes
from samarkand.domain.errors import SamarkandError
from samarkand.ports.compute import Compute

CLUSTER = pytest.param("cluster", marks=pytest.mark.slow)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    with loopback(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture(params=["here", "processes", CLUSTER])
def compute(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Compute]:
    if request.param == "here":
        yield InProcess()
    elif request.param == "processes":
        yield Processes(2, tmp_path / "scratch")
    else:
        there = Cluster(request.getfixturevalue("cluster").address)
        yield there
        there.close()


def square(number: int) -> int:
    return number * number


def by_last_digit(number: int) -> Mapping[int, int]:
    return {number % 10: number} if number % 10 < 3 else {}


def shared_out(numbers: Sequence[int]) -> Mapping[int, tuple[int, ...]]:
    """Every number to the group of its parity."""
    return {parity: told for parity in (0, 1) if (told := tuple(n for n in numbers if n % 2 == parity))}


def joined(pieces: Sequence[tuple[int, ...]]) -> list[int]:
    return [n for piece in pieces for n in piece]


def test_results_come_in_the_order_of_the_items(compute: Compute) -> None:
    assert list(compute.map(square, range(20))) == [n * n for n in range(20)]
    assert list(compute.map(square, iter([3]))) == [9]
    assert list(compute.map(square, [])) == []


def test_pieces_come_in_the_order_of_the_items_and_empty_groups_are_there(compute: Compute) -> None:
    parts = compute.regroup(by_last_digit, range(35), list, 4)
    assert len(parts) == 4
    assert list(parts) == [[0, 10, 20, 30], [1, 11, 21, 31], [2, 12, 22, 32], []]
    assert list(compute.regroup(by_last_digit, [], list, 2)) == [[], []]


def test_parts_go_into_the_next_step_and_can_be_read_again(compute: Compute) -> None:
    first = compute.regroup(by_last_digit, range(35), list, 3)
    second = compute.regroup(shared_out, first, joined, 2)
    assert list(second) == [[0, 10, 20, 30, 2, 12, 22, 32], [1, 11, 21, 31]]
    assert list(compute.map(sum, first)) == list(compute.map(sum, first)) == [60, 64, 68]


def fails_at_seven(number: int) -> int:
    if number == 7:
        raise SamarkandError("seven is refused", "here", "take another")
    return number


def test_an_error_of_the_work_is_the_error_of_the_step(compute: Compute) -> None:
    with pytest.raises(SamarkandError, match="seven is refused"):
        list(compute.map(fails_at_seven, range(9)))
    with pytest.raises(SamarkandError, match="seven is refused"):
        list(compute.regroup(dealt_but_seven, range(9), list, 2))
    assert list(compute.map(square, range(3))) == [0, 1, 4]


def dealt_but_seven(number: int) -> Mapping[int, int]:
    return {0: fails_at_seven(number)}


def too_far(number: int) -> Mapping[int, int]:
    return {9: number}


def test_a_group_there_is_not_is_an_error(compute: Compute) -> None:
    with pytest.raises((ValueError, IndexError)):
        list(compute.regroup(too_far, range(3), list, 2))


@pytest.mark.parametrize("kind", ["processes", CLUSTER])
def test_items_are_taken_as_the_work_goes_on(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    compute = Processes(2, tmp_path) if kind == "processes" else Cluster(request.getfixturevalue("cluster").address)
    taken: list[int] = []
    results = compute.map(square, (taken.append(n) or n for n in range(1000)))
    assert next(results) == 0
    assert len(taken) < 20
    results.close()  # type: ignore[attr-defined]


def process(_: int) -> int:
    return os.getpid()


def test_a_single_item_stays_in_this_process(tmp_path: Path) -> None:
    compute = Processes(2, tmp_path)
    assert list(compute.map(process, [1])) == [os.getpid()]
    assert list(compute.regroup(by_last_digit, [1], process_of, 2)) == [os.getpid()] * 2
    assert os.getpid() not in list(compute.map(process, [1, 2]))


def process_of(_: Sequence[int]) -> int:
    return os.getpid()


def dies_once(mark: Path) -> int:
    """The first process that takes it dies of it."""
    if not mark.exists():
        mark.write_bytes(b"")
        os.kill(os.getpid(), signal.SIGKILL)
    return 1


def dies(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 1


@pytest.mark.slow
def test_a_process_that_dies_takes_no_work_with_it(tmp_path: Path) -> None:
    marks = [tmp_path / str(n) for n in range(4)]
    assert list(Processes(2).map(dies_once, marks)) == [1] * 4


@pytest.mark.slow
def test_work_that_kills_every_process_is_one_clear_error() -> None:
    with pytest.raises(SamarkandError, match=r"died 3 times.*fewer workers"):
        list(Processes(2).map(dies, range(3)))


def test_nothing_is_left_on_disk_when_nobody_holds_the_parts(tmp_path: Path) -> None:
    parts = Processes(2, tmp_path).regroup(by_last_digit, range(35), list, 3)
    assert [p.name for p in tmp_path.rglob("*.part")] != []
    assert list(tmp_path.rglob("*.pieces")) == []
    del parts
    assert list(tmp_path.iterdir()) == []
