"""A connection to a Dask scheduler whose workers run the very code that runs here."""

import hashlib
import logging
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar
from urllib.parse import urlsplit

import samarkand
from samarkand.domain.errors import SamarkandError

T = TypeVar("T")
Client = Any
"""A `distributed.Client`; Dask comes in late, and says the types of half of what it has."""

CONNECT, JOIN = 10.0, 30.0
"""Seconds to wait for the scheduler, and for its first worker."""

_INSTALL = "install there what is installed here, as docs/cluster.md says"


@cache
def code() -> str:
    """The version of this program and of Python, and a digest of every file the program consists of."""
    root = Path(samarkand.__file__).parent
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return f"{samarkand.__version__} ({digest.hexdigest()}) on Python {sys.version_info.major}.{sys.version_info.minor}"


def valid(address: str) -> str:
    """The address, or a ValueError that says how one looks."""
    parts = urlsplit(address)
    try:
        has_port = parts.port is not None
    except ValueError:
        has_port = False
    if parts.scheme not in ("tcp", "tls") or not parts.hostname or not has_port or any(map(str.isspace, address)):
        raise ValueError("a scheduler's address looks like tcp://host:8786")
    return address


def connect(
    address: str,
    seen: Callable[[], str] | None = None,
    connect_within: float = CONNECT,
    join_within: float = JOIN,
) -> Client:
    """A client of the scheduler, once a worker is there and all of them have our code and see what we see."""
    try:
        valid(address)
    except ValueError as problem:
        raise SamarkandError(str(problem), address, "mend --cluster, or cluster in observatory.toml") from None
    try:
        import dask
        import distributed
    except ImportError as problem:
        raise SamarkandError("Dask is not installed here", address, "pip install 'samarkand[cluster]'") from problem
    # what is sent is bytes in a bounded number of pieces; their size is no mistake to warn of
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GiB"})
    for name in ("distributed", "distributed.client", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they would say is said by our errors
    try:
        start: Client = distributed.Client
        client = _within(
            connect_within + 2, lambda: start(address, timeout=connect_within, set_as_default=False, name="samarkand")
        )
    except (OSError, TimeoutError) as problem:
        raise SamarkandError(
            f"no scheduler answered within {connect_within:.0f} s",
            address,
            "start one with `dask scheduler`, or leave the cluster out to work on this machine",
        ) from problem
    try:
        _wait_for_workers(client, address, join_within)
        _agree(client, address)
        if seen is not None:
            _look(client, seen)
    except BaseException:
        client.close(timeout=2)
        raise
    return client


def _within(seconds: float, work: Callable[[], T]) -> T:
    """In a thread that is left behind when its time is up: Dask's own limit does not hold for the first handshake, so
    that an address where something else listens would never be given up."""
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as problem:
            failed.append(problem)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise TimeoutError
    return done[0]


def _wait_for_workers(client: Client, address: str, within: float) -> None:
    try:
        client.wait_for_workers(1, timeout=within)
    except TimeoutError as problem:
        raise SamarkandError(
            f"the scheduler has had no worker for {within:.0f} s", address, f"start some: dask worker {address}"
        ) from problem


def _agree(client: Client, address: str) -> None:
    """Other code would give other tables: it is an error, named with the machine that has it."""
    told: dict[str, object] = client.run(code, on_error="return")
    try:
        told[f"{address}, the scheduler"] = client.run_on_scheduler(code)
    except Exception as problem:  # whatever keeps the scheduler from answering is what has to be said
        told[f"{address}, the scheduler"] = problem
    differing = {where: answer for where, answer in told.items() if answer != code()}
    if differing:
        where, answer = next(iter(differing.items()))
        others = f", and {len(differing) - 1} more like it" if len(differing) > 1 else ""
        raise SamarkandError(f"{disagreement(answer)}{others}", where, _INSTALL)


def _look(client: Client, seen: Callable[[], str]) -> None:
    here = seen()
    for where, answer in client.run(seen, on_error="return").items():
        if answer != here:
            why = f" ({answer})" if isinstance(answer, BaseException) else ""
            raise SamarkandError(
                f"does not see the observatory that is seen here{why}",
                where,
                "put it, and a codebook of your own, where all machines see it under the same path",
            )


def disagreement(answer: object) -> str:
    """Why an answer is not ours. An error of the far side may come in the words of another one."""
    if not isinstance(answer, BaseException):
        return f"has samarkand {answer}, here it is {code()}"
    told = f"{type(answer).__name__}: {answer}"
    if "No module named 'samarkand'" in told:
        return "samarkand is not installed there"
    if "No module named 'samarkand." in told or isinstance(answer, AttributeError):
        return f"another version of samarkand is installed there ({told})"
    return f"does not answer for its version ({told})"
